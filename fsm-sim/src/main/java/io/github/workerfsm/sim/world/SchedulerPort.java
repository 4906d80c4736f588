package io.github.workerfsm.sim.world;

import io.github.workerfsm.sim.scheduler.Outgoing;
import io.github.workerfsm.sim.scheduler.SchedulerEvent;
import io.github.workerfsm.sim.scheduler.WorkerId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The scheduler as the world sees it: the simulated one, or something that stands in for it. */
public interface SchedulerPort {
  /** The counters of a task that is not known, or of a scheduler that does not count. */
  long UNCOUNTED = -1;

  /** Handles one stimulus. */
  List<Outgoing> handle(SchedulerEvent event);

  /** The state of the task, for example {@code processing}; null when it is not known. */
  @Nullable String state(String key);

  /** The worker that is to compute the task; null when none is. */
  @Nullable WorkerId processingOn(String key);

  /** The run of the last assignment of the task; -1 when there was none. */
  long run(String key);

  /** The workers that are thought to hold the value, in order of announcement. */
  List<WorkerId> holders(String key);

  /** What the task is defined to compute; null when it is not known or was placed. */
  @Nullable String function(String key);

  /**
   * How many workers have died with the task, in the upper half, and how many failures it is still
   * allowed, in the lower; {@link #UNCOUNTED} when it is not known.
   */
  default long counters(String key) {
    return UNCOUNTED;
  }

  /** Keys of all known tasks, in a fixed order. */
  List<String> keys();

  /** Whether this process is one of its workers. */
  boolean registered(WorkerId worker);

  /** What is broken, one line each; empty when nothing is. */
  List<String> findings();

  /** Everything but run identities, counters and stimulus ids, as text. */
  String fingerprint();
}
