package io.github.workerfsm.diagrams.render;

/** Numbers as text, the same everywhere, without what {@link java.util.Formatter} has to load. */
final class Decimal {
  private Decimal() {}

  /**
   * A number with so many places behind the point.
   *
   * @param places 1 to 9
   */
  static String text(double number, int places) {
    long scale = 1;
    for (int i = 0; i < places; i++) {
      scale *= 10;
    }
    long scaled = Math.round(Math.abs(number) * scale);
    StringBuilder digits = new StringBuilder(Long.toString(scaled % scale));
    while (digits.length() < places) {
      digits.insert(0, '0');
    }
    return (number < 0 && scaled > 0 ? "-" : "") + scaled / scale + "." + digits;
  }
}
