package io.github.workerfsm.sim.world;

/**
 * A party that can be put in a state in which it has been, for an explorer. States have numbers:
 * the same number, the same future.
 */
public interface ResumablePort {
  /** The number of the present state. */
  long state();

  /** Goes on from the state with this number. */
  void resume(long state);

  /** The runs and steal requests that the state refers to, see {@link Identifiers}. */
  long identifiers();

  /** Position of the property in {@link WorldCodec#PROPERTIES} that the state violates, or -1. */
  int violated();
}
