package io.github.workerfsm.diagrams.render;

import java.util.Locale;

/** Collects lines of text; each ends with LF. */
final class Lines {
  private final StringBuilder text = new StringBuilder();

  /** Adds a line as it is. */
  Lines add(String line) {
    text.append(line).append('\n');
    return this;
  }

  /** Adds a formatted line. */
  Lines add(String format, Object... arguments) {
    return add(String.format(Locale.ROOT, format, arguments));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
