package io.github.workerfsm.sim.fuzz;

import io.github.workerfsm.sim.world.Choice;
import java.util.List;

/** Decides which of the things that are due happens next. Faults are not its business. */
interface Strategy {
  /**
   * The next choice.
   *
   * @param due what can happen, not empty
   * @param step how many events of this run there have been
   * @return position in the list
   */
  int next(List<Choice> due, int step);
}
