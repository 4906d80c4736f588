package io.github.workerfsm.observe;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.worker.TransitionObserver;

/**
 * Several observers in the place of one: a machine calls one, and one that calls others costs one
 * more call a transition for each.
 */
public final class Observers {
  private Observers() {}

  /** An observer that calls each of the given ones, in this order. */
  public static TransitionObserver all(TransitionObserver... observers) {
    ImmutableList<TransitionObserver> each = ImmutableList.copyOf(observers);
    return (task, from, requested, landing, row) -> {
      for (int i = 0; i < each.size(); i++) {
        each.get(i).moved(task, from, requested, landing, row);
      }
    };
  }
}
