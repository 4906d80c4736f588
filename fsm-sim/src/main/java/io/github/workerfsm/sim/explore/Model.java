package io.github.workerfsm.sim.explore;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What can be explored: packed states, the steps out of each, and what a state at rest means.
 *
 * <p>A state is {@link #words()} longs; two states are the same if and only if all their words are
 * equal, so a model leaves unused bits zero and keeps counters, clocks and names of no consequence
 * out. Steps depend on nothing but the state: the same state gives the same steps in the same
 * order, on every thread and in every run.
 *
 * <p>An instance is used by one thread at a time and may keep scratch space; the explorer asks for
 * one instance per thread. In the steady state no method but the ones that return text allocates.
 */
public interface Model {

  /** What {@link #violated} answers for a state that breaks no invariant. */
  int NONE = -1;

  /** Length of a state in longs; the same during the life of the model. */
  int words();

  /** Writes the one initial state over all {@link #words()} longs of {@code out}. */
  void initial(long[] out);

  /**
   * Hands every step out of {@code state} to {@code sink}. Two steps that end in the same state are
   * two steps. {@code state} belongs to the caller and is not written to.
   */
  void successors(long[] state, Sink sink);

  /** The step {@code action}, as {@link Sink#add} was told it, for people. */
  String label(int action);

  /**
   * Whether {@code action} is one that nobody is obliged to take, such as the death of a worker or
   * a change of the client's mind. A state whose only steps are faults is at rest, and a goal that
   * only faults lead to does not count as reachable.
   */
  default boolean fault(int action) {
    return false;
  }

  /**
   * What model this is, in one line, with everything that decides which states there are. A
   * checkpoint is resumed only by a model of the same identity.
   */
  String identity();

  /**
   * Writes what the words of states refer to, for a checkpoint. A model whose states say all by
   * themselves writes nothing. No other instance is at work.
   */
  default void writeMemory(DataOutput out) throws IOException {}

  /**
   * Learns what {@link #writeMemory} has written, for this instance and all others of the same
   * exploration. What is known already stays as it is.
   *
   * @throws IOException in words, if it cannot be what this model has written
   */
  default void readMemory(DataInput in) throws IOException {}

  /** What {@code state} would mean if nothing but faults could happen any more. */
  Standing standing(long[] state);

  /** The number of an invariant that {@code state} breaks, or {@link #NONE}. */
  default int violated(long[] state) {
    return NONE;
  }

  /** The name of the invariant {@code number}, for people. */
  default String invariant(int number) {
    return "invariant " + number;
  }

  /**
   * Looks for one step that may stand for all others out of {@code state}, and hands it to {@code
   * sink}. The explorer calls it only if it was asked to reduce, and then asks for {@link
   * #successors} only where this finds none.
   *
   * <p>A model that finds a step vouches for this, whatever else may happen first:
   *
   * <ul>
   *   <li>It is no fault, breaks no invariant, and nothing but itself takes its possibility away,
   *       except for what leads to the same state whether it was taken or not.
   *   <li>In either order with any other step it leads to the same state, and neither step breaks
   *       an invariant in one order only.
   *   <li>No invariant looks at what it changes together with what others change.
   *   <li>There is no circle of such steps: taken one after the other they come to an end.
   * </ul>
   *
   * @return whether there is one; if not, nothing was handed over
   */
  default boolean ample(long[] state, Sink sink) {
    return false;
  }

  /**
   * Replaces {@code state} by the chosen one among those that differ from it only in names that do
   * not matter (which worker is which). The explorer calls it only if it was asked to use symmetry.
   */
  default void canonical(long[] state) {}
}
