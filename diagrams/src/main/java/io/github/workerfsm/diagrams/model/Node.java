package io.github.workerfsm.diagrams.model;

import com.google.common.collect.ImmutableList;

/**
 * A box.
 *
 * @param id unique in the picture: letters, digits and underscores
 * @param state the name of the state
 * @param kind state or ghost
 * @param room the room in which it is drawn; empty for none
 * @param meaning a clause; may be empty
 * @param runnable whether it is filled
 * @param entries what is folded into it
 */
public record Node(
    String id,
    String state,
    Kind kind,
    String room,
    String meaning,
    boolean runnable,
    ImmutableList<Entry> entries) {

  /** What a box stands for. */
  public enum Kind {
    /** A state. */
    STATE,
    /** A state in which every subject starts. */
    INITIAL,
    /** A state that nothing leaves. */
    TERMINAL,
    /** A faded copy of a state that is at home elsewhere. */
    GHOST
  }

  /** Whether it is a copy. */
  public boolean isGhost() {
    return kind == Kind.GHOST;
  }
}
