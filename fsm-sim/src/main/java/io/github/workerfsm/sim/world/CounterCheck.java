package io.github.workerfsm.sim.world;

import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.sim.scheduler.SchedulerEvent;
import io.github.workerfsm.sim.scheduler.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * S11: the scheduler's counters of a task change only for their reasons. A death counts when the
 * worker was lost that was to run it, a retry when a failure of its run has come; both begin anew
 * when it is submitted. How often a worker has failed to bring an input is not checked here.
 */
final class CounterCheck {
  private final WorldSpec spec;
  private final EventChecks checks;

  /** Of each key before the stimulus, see {@link SchedulerPort#counters}. */
  private final long[] before;

  /** The keys for whose counters the stimulus is a reason, as bits. */
  private long concerned;

  CounterCheck(WorldSpec spec, EventChecks checks) {
    this.spec = spec;
    this.checks = checks;
    this.before = new long[spec.keys().size()];
  }

  void before(SchedulerPort scheduler, SchedulerEvent event) {
    concerned = 0;
    String gone = gone(event);
    for (int key = 0; key < before.length; key++) {
      String name = spec.keys().get(key);
      before[key] = scheduler.counters(name);
      WorkerId on = gone == null && !isFailure(event, name) ? null : scheduler.processingOn(name);
      concerned |= on != null && concerns(event, on, gone) ? 1L << key : 0;
    }
  }

  /** The address of a worker that is unexpectedly no longer what it was; null when all are. */
  private static @Nullable String gone(SchedulerEvent event) {
    if (event instanceof SchedulerEvent.Lost lost) {
      return lost.worker().address();
    }
    return event instanceof SchedulerEvent.Join join ? join.worker().address() : null;
  }

  private static boolean isFailure(SchedulerEvent event, String key) {
    return event instanceof SchedulerEvent.FromWorker from
        && from.message() instanceof Instruction.TaskErred erred
        && erred.key().equals(key);
  }

  private static boolean concerns(SchedulerEvent event, WorkerId on, @Nullable String gone) {
    return event instanceof SchedulerEvent.FromWorker from
        ? from.worker().address().equals(on.address())
        : on.address().equals(gone);
  }

  void after(SchedulerPort scheduler, SchedulerEvent event) {
    boolean begins =
        event instanceof SchedulerEvent.Submit || event instanceof SchedulerEvent.Recover;
    for (int key = 0; key < before.length; key++) {
      long now = scheduler.counters(spec.keys().get(key));
      if (now == before[key] || now == SchedulerPort.UNCOUNTED) {
        continue;
      }
      long was = before[key] == SchedulerPort.UNCOUNTED ? 0 : before[key];
      boolean concerns = (concerned >>> key & 1) != 0;
      boolean failure = event instanceof SchedulerEvent.FromWorker;
      int more = deaths(now) - deaths(was);
      if (more != 0 && !(more == 1 && concerns && !failure) && !(begins && deaths(now) == 0)) {
        found(key, deaths(now) + " workers are said to have died with it, " + deaths(was), event);
      }
      if (before[key] == SchedulerPort.UNCOUNTED) {
        continue; // its retries are those of its definition
      }
      int less = retries(was) - retries(now);
      if (less != 0 && !(less == 1 && concerns && failure) && !begins) {
        found(key, retries(now) + " failures are allowed, " + retries(was), event);
      }
    }
  }

  private void found(int key, String what, SchedulerEvent event) {
    checks.foundAtScheduler(
        "S11",
        spec.keys().get(key),
        what
            + " before, and nothing of the kind has happened: "
            + event.getClass().getSimpleName());
  }

  private static int deaths(long counters) {
    return (int) (counters >>> Integer.SIZE);
  }

  private static int retries(long counters) {
    return (int) counters;
  }
}
