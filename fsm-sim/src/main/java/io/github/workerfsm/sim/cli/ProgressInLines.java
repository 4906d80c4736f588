package io.github.workerfsm.sim.cli;

import java.io.PrintWriter;

/** Progress for files and pipes: a line at each quarter of the way. */
final class ProgressInLines implements Progress {
  private static final int PARTS = 4;

  private final PrintWriter err;
  private final String what;
  private final long total;
  private long done;
  private int said;

  ProgressInLines(PrintWriter err, String what, long total) {
    this.err = err;
    this.what = what;
    this.total = Math.max(1, total);
  }

  @Override
  public synchronized void advance(long amount) {
    done += amount;
    int part = (int) Math.min(PARTS, done * PARTS / total);
    if (part > said) {
      said = part;
      err.println(what + ": " + part * 100 / PARTS + " %");
      err.flush();
    }
  }

  @Override
  public void close() {}
}
