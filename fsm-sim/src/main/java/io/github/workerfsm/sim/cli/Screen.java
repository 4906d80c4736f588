package io.github.workerfsm.sim.cli;

import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a command prints: results to {@code out}, progress and remarks to {@code err}.
 *
 * @param out standard output
 * @param err standard error
 * @param terminal whether somebody is watching, so that progress may be drawn and redrawn
 */
record Screen(PrintWriter out, PrintWriter err, boolean terminal) {
  /** Columns that texts are wrapped to. */
  static final int WIDTH = 100;

  /** Shows how far something is that takes a while; to be closed when it is done. */
  Progress progress(String what, long total) {
    return terminal
        ? new ProgressOnTerminal(err, what, total)
        : new ProgressInLines(err, what, total);
  }

  /** Prints the one JSON object that is the result of a command. */
  void json(Map<String, ? extends @Nullable Object> object) {
    out.println(JsonText.of(object));
  }

  /** Prints one line of results. */
  void say(String line) {
    out.println(line);
  }

  /** Prints a paragraph, wrapped. */
  void paragraph(String indent, String text) {
    TextTable.wrap(text, WIDTH - indent.length()).forEach(line -> out.println(indent + line));
  }

  /** Prints a remark that is no result. */
  void remark(String line) {
    err.println(line);
    err.flush();
  }
}
