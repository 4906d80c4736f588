package io.github.workerfsm.diagrams.truth;

import java.util.ArrayList;
import java.util.List;

/** The difference of two texts in the unified format, with three lines of context. */
public final class UnifiedDiff {
  private static final int CONTEXT = 3;

  /** Above so many lines in what differs, the middle is replaced as a whole. */
  private static final int LARGEST = 3000;

  private UnifiedDiff() {}

  private record Line(char sign, String text) {}

  /**
   * The difference, empty when there is none.
   *
   * @param from what to call the old text
   * @param to what to call the new text
   */
  public static String of(String from, String oldText, String to, String newText) {
    if (oldText.equals(newText)) {
      return "";
    }
    List<Line> lines = compare(lines(oldText), lines(newText));
    StringBuilder out = new StringBuilder("--- " + from + "\n+++ " + to + "\n");
    int oldLine = 1;
    int newLine = 1;
    int i = 0;
    while (i < lines.size()) {
      if (lines.get(i).sign == ' ') {
        oldLine++;
        newLine++;
        i++;
        continue;
      }
      int begin = Math.max(0, i - CONTEXT);
      int end = end(lines, i);
      List<Line> hunk = lines.subList(begin, end);
      int before = i - begin;
      long removed = hunk.stream().filter(line -> line.sign != '+').count();
      long added = hunk.stream().filter(line -> line.sign != '-').count();
      out.append("@@ -")
          .append(oldLine - before)
          .append(',')
          .append(removed)
          .append(" +")
          .append(newLine - before)
          .append(',')
          .append(added)
          .append(" @@\n");
      hunk.forEach(line -> out.append(line.sign).append(line.text).append('\n'));
      oldLine += (int) removed - before;
      newLine += (int) added - before;
      i = end;
    }
    return out.toString();
  }

  /** The end of a hunk: so many unchanged lines follow that the next one begins anew. */
  private static int end(List<Line> lines, int from) {
    int last = from;
    for (int i = from; i < lines.size() && i - last <= 2 * CONTEXT; i++) {
      if (lines.get(i).sign != ' ') {
        last = i;
      }
    }
    return Math.min(lines.size(), last + 1 + CONTEXT);
  }

  private static List<String> lines(String text) {
    return List.of(text.split("\n", -1));
  }

  private static List<Line> compare(List<String> a, List<String> b) {
    int head = 0;
    while (head < Math.min(a.size(), b.size()) && a.get(head).equals(b.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < Math.min(a.size(), b.size()) - head
        && a.get(a.size() - 1 - tail).equals(b.get(b.size() - 1 - tail))) {
      tail++;
    }
    List<Line> lines = new ArrayList<>();
    a.subList(0, head).forEach(line -> lines.add(new Line(' ', line)));
    middle(a.subList(head, a.size() - tail), b.subList(head, b.size() - tail), lines);
    a.subList(a.size() - tail, a.size()).forEach(line -> lines.add(new Line(' ', line)));
    return lines;
  }

  /** The longest common subsequence decides what stays. */
  private static void middle(List<String> a, List<String> b, List<Line> lines) {
    if (a.size() > LARGEST || b.size() > LARGEST) {
      a.forEach(line -> lines.add(new Line('-', line)));
      b.forEach(line -> lines.add(new Line('+', line)));
      return;
    }
    int[][] common = new int[a.size() + 1][b.size() + 1];
    for (int i = a.size() - 1; i >= 0; i--) {
      for (int j = b.size() - 1; j >= 0; j--) {
        common[i][j] =
            a.get(i).equals(b.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    while (i < a.size() || j < b.size()) {
      if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
        lines.add(new Line(' ', a.get(i++)));
        j++;
      } else if (j == b.size() || (i < a.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add(new Line('-', a.get(i++)));
      } else {
        lines.add(new Line('+', b.get(j++)));
      }
    }
  }
}
