package io.github.workerfsm.diagrams.model;

/** What a picture does with a row. Each row of a view has exactly one mark. */
public enum Mark {
  /** A line between two states. */
  DRAWN("drawn", ""),
  /** A line to a faded copy of a state of another room. */
  GHOST("to ghosts", ""),
  /** Words in the box of its source: it ends in the state into which all rooms lead. */
  FOLDED("folded", "\u21a9"),
  /** Words in the box of its source: it ends where it began. */
  STAYS("stay", "\u27f2"),
  /** Words in the box of its source: the hub has the same row, which is drawn there. */
  TWIN("like the hub's", "\u2261"),
  /** Words in the box of its source: the move is refused. */
  NEVER("refused", "\u2717");

  private final String counted;
  private final String sign;

  Mark(String counted, String sign) {
    this.counted = counted;
    this.sign = sign;
  }

  /** What a title says of their number. */
  public String counted() {
    return counted;
  }

  /** What stands before the words in a box; empty for lines. */
  public String sign() {
    return sign;
  }

  /** Whether such a row is a line, and not words in a box. */
  public boolean isLine() {
    return this == DRAWN || this == GHOST;
  }
}
