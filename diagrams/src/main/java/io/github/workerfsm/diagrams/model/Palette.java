package io.github.workerfsm.diagrams.model;

import com.google.common.collect.ImmutableList;

/**
 * Colour and line style of each actor: colours that people with any colour vision tell apart (Okabe
 * and Ito, darkened so that words in them can be read on white), and a line style besides, so that
 * none is needed.
 */
public record Palette(ImmutableList<String> actors) {
  private static final ImmutableList<Style> STYLES =
      ImmutableList.of(
          new Style("#0062a3", "", 1.4, "solid"),
          new Style("#b34a00", "", 2.8, "bold"),
          new Style("#007a56", "6 3", 1.6, "dashed"),
          new Style("#a8377f", "2 3", 1.8, "dotted"),
          new Style("#5a5a5a", "9 3 2 3", 1.6, "dash-dotted"),
          new Style("#7a6400", "12 4", 2.2, "long dashes"),
          new Style("#4b3a9b", "1 2", 2.6, "dense dots"));
  private static final Style NOBODY = new Style("#333333", "", 1.4, "solid");

  /**
   * How the lines of an actor look.
   *
   * @param color {@code #rrggbb}, for line and words
   * @param dash lengths of dashes and gaps in pixels; empty for a solid line
   * @param width in pixels
   * @param words what a legend calls the line
   */
  public record Style(String color, String dash, double width, String words) {}

  /** The style of an actor; that of nobody for one that the table does not name. */
  public Style of(String actor) {
    int index = actors.indexOf(actor);
    return index < 0 ? NOBODY : STYLES.get(index % STYLES.size());
  }
}
