package io.github.workerfsm.sim.explore;

/**
 * Takes the steps out of one state. A {@link Model} fills {@link #next()} in full and then calls
 * {@link #add} once; or it calls {@link #violation} for a step that cannot be taken to its end.
 */
public interface Sink {

  /**
   * The array, {@link Model#words()} long or longer, that the next successor is written into. Its
   * content is left over from something else. It stays the same array until {@link #add}.
   */
  long[] next();

  /** What {@link #next()} holds is the result of {@code action}. */
  void add(int action);

  /**
   * Taking {@code action} breaks the invariant {@code number} and leads to no state. It counts as a
   * transition. What {@link #next()} holds is ignored.
   */
  void violation(int action, int number);
}
