package io.github.workerfsm.sim.explore.cluster;

import io.github.workerfsm.sim.world.InternTable;
import io.github.workerfsm.sim.world.WorldCodec;
import io.github.workerfsm.worker.ImageCodec;
import io.github.workerfsm.worker.TransitionObserver;
import org.jspecify.annotations.Nullable;

/**
 * What all threads of an exploration share: the states of machines and scheduler that have been
 * met, what they have answered, and the parts of worlds.
 */
final class ClusterMemory {
  final ClusterSymbols symbols;
  final @Nullable TransitionObserver observer;
  final InternTable<WorkerLocal> workers = new InternTable<>();
  final InternTable<WorkerStep> workerSteps = new InternTable<>();
  final InternTable<SchedulerLocal> schedulers = new InternTable<>();
  final InternTable<SchedulerStep> schedulerSteps = new InternTable<>();
  final WorldCodec.Dictionary parts = new WorldCodec.Dictionary();

  ClusterMemory(ClusterSymbols symbols) {
    this(symbols, null);
  }

  ClusterMemory(ClusterSymbols symbols, @Nullable TransitionObserver observer) {
    this.symbols = symbols;
    this.observer = observer;
  }

  ImageCodec codec() {
    return new ImageCodec(symbols);
  }
}
