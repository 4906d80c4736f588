package io.github.workerfsm.sim.world;

/** A state of a worker's machine or of the scheduler: the same number, the same future. */
public abstract class PartyState extends Interned {
  final long identifiers;
  final int violated;

  /**
   * A state.
   *
   * @param number never 0
   * @param identifiers the runs and steal requests that it refers to, see {@link Identifiers}
   * @param violated position of the property in {@link WorldCodec#PROPERTIES} that it violates, or
   *     -1
   */
  protected PartyState(long number, long identifiers, int violated) {
    super(number);
    this.identifiers = identifiers;
    this.violated = violated;
  }

  /** The runs and steal requests that it refers to. */
  public final long identifiers() {
    return identifiers;
  }
}
