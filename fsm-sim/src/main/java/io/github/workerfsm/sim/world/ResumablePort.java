package io.github.workerfsm.sim.world;

/** A party that can be put in a state in which it has been, for an explorer. */
public interface ResumablePort {
  /** The present state. */
  PartyState state();

  /**
   * The state with this number.
   *
   * @throws IllegalArgumentException if no party of this kind has been in it
   */
  PartyState known(long number);

  /** Goes on from a state in which this party, or another of its kind, has been. */
  void resume(PartyState state);
}
