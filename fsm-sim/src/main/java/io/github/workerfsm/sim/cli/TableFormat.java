package io.github.workerfsm.sim.cli;

/** How a table is printed. */
enum TableFormat {
  /** Aligned columns. */
  TEXT,
  /** A table of GitHub's Markdown. */
  MARKDOWN,
  /** One JSON object. */
  JSON;

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
