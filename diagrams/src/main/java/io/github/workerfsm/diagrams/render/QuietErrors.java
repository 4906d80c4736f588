package io.github.workerfsm.diagrams.render;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Standard error without the doubts that the layout engine prints there about itself, which nobody
 * who draws a picture can do anything about. All else passes.
 */
final class QuietErrors extends PrintStream implements AutoCloseable {
  private static final String DOUBT = "UNSURE_ABOUT";

  private final PrintStream all;

  private QuietErrors(PrintStream all) {
    super(all, true);
    this.all = all;
  }

  /** Takes the place of standard error until it is closed. */
  static QuietErrors begin() {
    QuietErrors quiet = new QuietErrors(System.err);
    System.setErr(quiet);
    return quiet;
  }

  @Override
  public void println(@Nullable String line) {
    if (line == null || !line.startsWith(DOUBT)) {
      super.println(line);
    }
  }

  /** Standard error is what it was, unless somebody has changed it since; nothing is closed. */
  @Override
  public void close() {
    flush();
    if (System.err == this) {
      System.setErr(all);
    }
  }
}
