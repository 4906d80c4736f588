package io.github.workerfsm.worker;

/**
 * Takes images of machines under one dictionary, see {@link WorkerStateMachine#image}. Keeps
 * scratch space; one thread uses it at a time, for any number of machines.
 */
public final class ImageCodec {
  private final ImageWriter writer = new ImageWriter();
  private final Symbols symbols;

  /** A codec that numbers whatever it meets. */
  public ImageCodec() {
    this(new SymbolTable());
  }

  /** A codec with a dictionary of the caller's. */
  public ImageCodec(Symbols symbols) {
    this.symbols = symbols;
  }

  /** The dictionary. */
  public Symbols symbols() {
    return symbols;
  }

  byte[] write(WorkerState worker, Symbols dictionary) {
    return writer.write(worker, dictionary);
  }
}
