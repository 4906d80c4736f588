package io.github.workerfsm.sim.world;

import io.github.workerfsm.worker.Settings;

/** Makes the parties of a world. */
public interface Ports {
  /** A worker that has just started. */
  WorkerPort worker(Settings settings);

  /** A scheduler that has just started. */
  SchedulerPort scheduler();

  /** The id of a stimulus that the world makes, of which there have been so many before. */
  default String stimulusId(int number) {
    return "world-" + number;
  }

  /** What event loop and network decide. */
  NetworkRules network();
}
