package io.github.workerfsm.sim.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines of cells, printed as aligned columns. Cells that are too wide for their column are wrapped.
 */
final class TextTable {
  private static final String GAP = "  ";
  private static final int NARROWEST = 20;

  private final String indent;
  private final int width;
  private final int[] limits;
  private final List<List<String>> lines = new ArrayList<>();

  private TextTable(String indent, int width, int... limits) {
    this.indent = indent;
    this.width = width;
    this.limits = limits;
  }

  /**
   * A table that stays within the screen: the last column takes what the others leave.
   *
   * @param limits characters that the first columns may have; 0 or none: as many as they need
   */
  static TextTable wrapped(String indent, int... limits) {
    return new TextTable(indent, Screen.WIDTH, limits);
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
    int columns = lines.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    int left = width - indent.length();
    for (int i = 0; i < columns; i++) {
      for (List<String> line : lines) {
        widths[i] = Math.max(widths[i], i < line.size() ? line.get(i).length() : 0);
      }
      int limit = i < limits.length && limits[i] > 0 ? limits[i] : Integer.MAX_VALUE;
      int last = i == columns - 1 ? Math.max(NARROWEST, left) : Integer.MAX_VALUE;
      widths[i] = Math.min(widths[i], Math.min(limit, last));
      left -= widths[i] + GAP.length();
    }
    return widths;
  }

  private void append(List<String> cells, int[] widths, List<String> text) {
    List<List<String>> wrapped = new ArrayList<>();
    int height = 1;
    for (int i = 0; i < cells.size(); i++) {
      wrapped.add(wrap(cells.get(i), widths[i]));
      height = Math.max(height, wrapped.get(i).size());
    }
    for (int y = 0; y < height; y++) {
      StringBuilder line = new StringBuilder(indent);
      for (int i = 0; i < cells.size(); i++) {
        String part = y < wrapped.get(i).size() ? wrapped.get(i).get(y) : "";
        line.append(padded(part, widths[i])).append(GAP);
      }
      text.add(line.toString().stripTrailing());
    }
  }

  /** Numbers to the right, everything else to the left. */
  private static String padded(String cell, int width) {
    String blanks = " ".repeat(Math.max(0, width - cell.length()));
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
