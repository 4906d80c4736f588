package io.github.workerfsm.sim.scheduler;

import org.jspecify.annotations.Nullable;

/** In which situation a key is to be for an override to apply. */
@FunctionalInterface
interface Situation {
  /** Whatever the scheduler knows of the key. */
  Situation ANY = task -> true;

  /** The scheduler does not know the key, or does not know it any more. */
  Situation UNKNOWN = task -> task == null;

  /** Whether the key is in this situation; null stands for a key that is not known. */
  boolean holds(@Nullable SchedulerTask task);

  /** The key is known and in this state. */
  static Situation in(SchedulerTaskState state) {
    return task -> task != null && task.state() == state;
  }
}
