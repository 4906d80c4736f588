package io.github.workerfsm.sim.scheduler;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the scheduler knows, read-only and valid until the next stimulus. */
public interface Books {
  /** The task with this key; null when it is not known. */
  @Nullable SchedulerTask task(String key);

  /** Every known key, in key order. */
  List<String> keys();

  /** Every known task, in key order. */
  List<SchedulerTask> tasks();

  /** The registered incarnation; null when it is not registered. */
  @Nullable SchedulerWorker worker(WorkerId id);

  /** Every registered worker, in the order of joining. */
  List<SchedulerWorker> workers();

  /** The steal table, in key order. */
  List<StealEntry> steals();

  /** Keys held back until a worker has a free thread, most urgent first. */
  List<String> queue();

  /** Keys that no worker may run, most urgent first. */
  List<String> unrunnable();
}
