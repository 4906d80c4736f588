package io.github.workerfsm.sim.world;

import java.util.Arrays;

/** What belongs neither to a worker nor to the scheduler, as a part of a world. */
final class ClientPart extends Interned {
  private final long wanted;
  private final long kept;
  private final int faults;
  private final boolean scheduled;
  private final long secured;
  private final int[] budget;
  private final int[] function;

  ClientPart(long number, WorldState state) {
    super(number);
    wanted = state.wanted;
    kept = state.kept;
    faults = state.faults;
    scheduled = state.scheduled;
    secured = state.secured;
    budget = Arrays.copyOf(state.budget, state.budget.length);
    function = Arrays.copyOf(state.function, state.function.length);
  }

  void load(WorldState state) {
    state.wanted = wanted;
    state.kept = kept;
    state.faults = faults;
    state.scheduled = scheduled;
    state.secured = secured;
    System.arraycopy(budget, 0, state.budget, 0, budget.length);
    System.arraycopy(function, 0, state.function, 0, function.length);
  }

  /** Whether this is as it was loaded. */
  boolean isIn(WorldState state) {
    return state.wanted == wanted
        && state.kept == kept
        && state.faults == faults
        && state.scheduled == scheduled
        && state.secured == secured
        && Arrays.equals(state.budget, budget)
        && Arrays.equals(state.function, function);
  }
}
