package io.github.workerfsm.sim.cli;

import java.util.ArrayList;
import java.util.List;

/** Lines of cells, printed as aligned columns. The last column takes what is left of a width. */
final class TextTable {
  private static final String GAP = "  ";

  private final String indent;
  private final int width;
  private final List<List<String>> lines = new ArrayList<>();

  private TextTable(String indent, int width) {
    this.indent = indent;
    this.width = width;
  }

  /** A table whose last column is wrapped so that lines stay within the screen. */
  static TextTable wrapped(String indent) {
    return new TextTable(indent, Screen.WIDTH);
  }

  /** A table with lines as long as they need to be. */
  static TextTable unwrapped(String indent) {
    return new TextTable(indent, Integer.MAX_VALUE);
  }

  TextTable line(Object... cells) {
    List<String> texts = new ArrayList<>();
    for (Object cell : cells) {
      texts.add(cell.toString());
    }
    lines.add(texts);
    return this;
  }

  /** The text, a list of lines without trailing blanks. */
  List<String> text() {
    int[] widths = widths();
    List<String> text = new ArrayList<>();
    lines.forEach(line -> append(line, widths, text));
    return text;
  }

  void print(Screen screen) {
    text().forEach(screen::say);
  }

  private int[] widths() {
    int[] widths = new int[lines.stream().mapToInt(List::size).max().orElse(0)];
    for (List<String> line : lines) {
      for (int i = 0; i < line.size(); i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    return widths;
  }

  private void append(List<String> cells, int[] widths, List<String> text) {
    StringBuilder start = new StringBuilder(indent);
    int last = cells.size() - 1;
    for (int i = 0; i < last; i++) {
      start.append(padded(cells.get(i), widths[i])).append(GAP);
    }
    List<String> rest = wrap(cells.get(last), Math.max(20, width - start.length()));
    String blank = " ".repeat(start.length());
    for (int i = 0; i < rest.size(); i++) {
      text.add(((i == 0 ? start.toString() : blank) + rest.get(i)).stripTrailing());
    }
  }

  /** Numbers to the right, everything else to the left. */
  private static String padded(String cell, int width) {
    String blanks = " ".repeat(width - cell.length());
    boolean number =
        !cell.isEmpty() && cell.chars().allMatch(c -> Character.isDigit(c) || c == ',');
    return number ? blanks + cell : cell + blanks;
  }

  /** A text in lines of at most so many characters, broken at blanks; at least one line. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
