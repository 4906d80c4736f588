package io.github.workerfsm.sim.protocol;

/** What must hold of jobs. */
enum CleanupPromise implements Protocol.Property {
  /** Safety of the living. */
  WANTED("no job of a live coordinator is asked to stop while its connection holds"),
  /** Once. */
  ONCE("no job is run twice"),
  /** Peace. */
  PEACE("without a fault every job that is submitted runs before it is killed");

  private final String phrase;

  CleanupPromise(String phrase) {
    this.phrase = phrase;
  }

  @Override
  public String phrase() {
    return phrase;
  }
}
