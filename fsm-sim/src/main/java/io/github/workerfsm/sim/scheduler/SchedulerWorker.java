package io.github.workerfsm.sim.scheduler;

import io.github.workerfsm.task.Resources;
import java.util.List;

/** A registered worker in the scheduler's books, read-only and valid until the next stimulus. */
public interface SchedulerWorker {
  /** Its incarnation. */
  WorkerId id();

  /** How it stands. */
  WorkerStatus status();

  /** Tasks that it can run at the same time. */
  int threads();

  /** What it has besides threads, used or not. */
  Resources resources();

  /** Keys of the tasks assigned to it, in key order. */
  List<String> processing();

  /** Keys of the assigned tasks that have seceded, in key order. */
  List<String> longRunning();

  /** How many of the assigned tasks hold, or will hold, a thread that counts. */
  int occupied();

  /** Keys of the values that it holds, in key order. */
  List<String> hasWhat();
}
