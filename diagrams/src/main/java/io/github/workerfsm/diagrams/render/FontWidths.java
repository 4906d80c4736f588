package io.github.workerfsm.diagrams.render;

import java.util.ArrayList;
import java.util.List;

/**
 * How wide text is: the advance widths of DejaVu Sans, in thousandths of the font size, so that a
 * picture has the same coordinates on every machine. Who shows it in another font squeezes each
 * text into its width.
 */
final class FontWidths {
  private static final int FIRST = 32;

  private static final int[] PLAIN = {
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, //
    636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, //
    1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787, //
    603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, //
    500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, //
    635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838
  };

  private static final int[] BOLD = {
    348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365, //
    696, 696, 696, 696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 580, //
    1000, 774, 762, 734, 830, 683, 683, 821, 837, 372, 372, 775, 637, 995, 837, 850, //
    733, 850, 770, 720, 682, 812, 774, 1103, 771, 724, 725, 457, 365, 457, 838, 500, //
    500, 675, 716, 593, 716, 678, 435, 716, 712, 343, 343, 665, 343, 1042, 712, 687, //
    716, 716, 493, 595, 478, 712, 652, 924, 645, 652, 582, 712, 365, 712, 838
  };

  private FontWidths() {}

  /** The width of a text in pixels. */
  static double of(String text, double size, boolean bold) {
    int[] widths = bold ? BOLD : PLAIN;
    int sum =
        text.codePoints()
            .map(
                c -> {
                  boolean known = c >= FIRST && c < FIRST + widths.length;
                  return known ? widths[c - FIRST] : other(c);
                })
            .sum();
    return sum * size / 1000;
  }

  /** Signs and letters of other alphabets: at least as wide as they are. */
  private static int other(int c) {
    return c < 0x250 ? 700 : c < 0x2e80 ? 838 : 1000;
  }

  /** Breaks a text into lines at blanks and, where a word alone is too long, after hyphens. */
  static List<String> wrap(String text, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > columns) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
