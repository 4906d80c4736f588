package io.github.workerfsm.sim.explore;

/** What it means that a state is at rest: that nothing but faults can happen in it. */
public enum Standing {
  /** All that is wanted has been delivered: a good end. */
  GOAL,
  /** Something wanted is not delivered, and nothing but the rules is in the way: a deadlock. */
  WAITING,
  /** Something wanted is not delivered, and a bounded channel that is full is in the way. */
  JAMMED,
  /** Something wanted is not delivered, and a budget of the model that is used up is in the way. */
  SPENT
}
