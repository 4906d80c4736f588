package io.github.workerfsm.sim.world;

import io.github.workerfsm.worker.Inventory;
import org.jspecify.annotations.Nullable;

/** A worker with what threads and transfers do for it, as a part of a world. */
final class SidePart extends Interned {
  /** The property that is violated, or -1. */
  final int violated;

  /** The state of the machine; null when there is none that goes on. */
  final @Nullable PartyState local;

  /** The identifiers that runs and machine refer to. */
  final long identifiers;

  private final WorldState.Process process;
  private final int incarnation;
  private final int registered;
  private final boolean silent;
  private final boolean leaving;
  private final long unserved;
  private final long retries;
  private final @Nullable Inventory heard;
  private final @Nullable Object[] runs;
  private final @Nullable Object[] transfers;

  SidePart(
      long number,
      WorldState state,
      int w,
      @Nullable PartyState local,
      int violated,
      long identifiers) {
    super(number);
    this.violated = violated;
    this.local = local;
    this.identifiers = identifiers;
    heard = state.heard[w];
    process = state.process[w];
    incarnation = state.incarnation[w];
    registered = state.registered[w];
    silent = state.silent[w];
    leaving = state.leaving[w];
    unserved = state.unserved[w];
    retries = state.retries[w];
    runs = state.runs.get(w).contents();
    transfers = state.transfers.get(w).contents();
  }

  void load(WorldState state, int w) {
    state.process[w] = process;
    state.incarnation[w] = incarnation;
    state.registered[w] = registered;
    state.silent[w] = silent;
    state.leaving[w] = leaving;
    state.unserved[w] = unserved;
    state.retries[w] = retries;
    state.heard[w] = heard;
    state.runs.get(w).show(runs);
    state.transfers.get(w).show(transfers);
  }

  /** Whether worker {@code w}, with its machine in state {@code now}, is as it was loaded. */
  boolean isIn(WorldState state, int w, @Nullable PartyState now) {
    return local == now
        && state.runs.get(w).shows(runs)
        && state.transfers.get(w).shows(transfers)
        && state.process[w] == process
        && state.incarnation[w] == incarnation
        && state.registered[w] == registered
        && state.silent[w] == silent
        && state.leaving[w] == leaving
        && state.unserved[w] == unserved
        && state.retries[w] == retries
        && state.heard[w] == heard;
  }
}
