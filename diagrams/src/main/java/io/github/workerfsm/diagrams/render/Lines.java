package io.github.workerfsm.diagrams.render;

/**
 * Collects lines of text; each ends with LF. Does without {@link java.util.Formatter}, which loads
 * the texts of a locale when it is used first.
 */
final class Lines {
  private final StringBuilder text = new StringBuilder();

  /** Adds a line as it is. */
  Lines add(String line) {
    text.append(line).append('\n');
    return this;
  }

  /** Adds a line in which each {@code %s} stands for the next argument. */
  Lines add(String format, String... arguments) {
    int from = 0;
    for (String argument : arguments) {
      int at = format.indexOf("%s", from);
      text.append(format, from, at).append(argument);
      from = at + 2;
    }
    text.append(format, from, format.length()).append('\n');
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
