package io.github.workerfsm.sim.world;

/** Something that exists once and is found by its number, which stands for its content. */
public abstract class Interned {
  final long number;

  /** Something with this number; never 0. */
  protected Interned(long number) {
    this.number = number;
  }

  /** The number. */
  public final long number() {
    return number;
  }
}
