package io.github.workerfsm.sim.explore;

/** Why an exploration ended. Everything but {@link #COMPLETE} is "bounded". */
public enum Coverage {
  /** Every reachable state was seen and expanded. */
  COMPLETE("complete"),
  /** There are as many states as were asked for. */
  STATES("bounded by states"),
  /** There are as many levels as were asked for. */
  LEVELS("bounded by depth"),
  /** The memory bound, or the memory of the JVM, is used up. */
  MEMORY("bounded by memory"),
  /** A finding was to end the exploration, and there is one. */
  FINDING("bounded by the first finding");

  private final String words;

  Coverage(String words) {
    this.words = words;
  }

  /** For people: "bounded by memory". */
  @Override
  public String toString() {
    return words;
  }
}
