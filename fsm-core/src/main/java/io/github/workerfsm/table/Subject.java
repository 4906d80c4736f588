package io.github.workerfsm.table;

/**
 * Something that has a state and is moved by an {@link Engine}: a task, a job, a connection.
 *
 * <p>A base class rather than an interface, so that reading the state costs one field access.
 * Confined to the thread that owns the engine.
 *
 * @param <S> the states
 */
public abstract class Subject<S extends Enum<S>> {
  private S state;

  /**
   * Where {@link Recommendations} last put this subject; verified there, never trusted. Between two
   * chains the owner may keep a number of its own here, see {@link #mark}.
   */
  int slot = -1;

  /** Starts in {@code initial}, which is the initial state of the table that will move it. */
  protected Subject(S initial) {
    this.state = initial;
  }

  /** The current state. */
  public final S state() {
    return state;
  }

  /** Only an engine moves a subject. */
  final void state(S landing) {
    // Most messages move nothing, and a store of a reference is what a collector has to hear of.
    if (state != landing) {
      state = landing;
    }
  }

  /** The number that {@link #mark(int)} was last given; anything, once the engine has run again. */
  protected final int mark() {
    return slot;
  }

  /**
   * Keeps a number until the engine runs again, for an owner that goes through all its subjects and
   * wants to know which is which. Only while nothing is pending.
   */
  protected final void mark(int number) {
    slot = number;
  }

  /**
   * Puts the subject in a state without a transition, for restoring one that was stored.
   *
   * @param stored a state in which the subject was before it was stored
   */
  protected final void restoreState(S stored) {
    this.state = stored;
  }
}
