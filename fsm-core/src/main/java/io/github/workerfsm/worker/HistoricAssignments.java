package io.github.workerfsm.worker;

import static io.github.workerfsm.task.TaskState.CONSTRAINED;
import static io.github.workerfsm.task.TaskState.ERROR;
import static io.github.workerfsm.task.TaskState.EXECUTING;
import static io.github.workerfsm.task.TaskState.FLIGHT;
import static io.github.workerfsm.task.TaskState.MEMORY;
import static io.github.workerfsm.task.TaskState.READY;
import static io.github.workerfsm.task.TaskState.RELEASED;
import static io.github.workerfsm.task.TaskState.WAITING_FOR_DEPENDENCIES;
import static io.github.workerfsm.worker.Actor.SCHEDULER;
import static io.github.workerfsm.worker.Actor.THREAD_POOL;
import static io.github.workerfsm.worker.WorkerTransitions.ALWAYS;
import static io.github.workerfsm.worker.WorkerTransitions.HELD;
import static io.github.workerfsm.worker.WorkerTransitions.never;
import static io.github.workerfsm.worker.WorkerTransitions.row;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.event.EventKind;
import io.github.workerfsm.task.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Historic faults on the way from an assignment to a running thread, named by their scenario. */
final class HistoricAssignments {
  private static final NamedRule OVERWRITE =
      new NamedRule(
          "OVERWRITE",
          (worker, task, argument) -> {
            task.role(Role.COMPUTE);
            worker.engine.recommend(task, READY);
            return WAITING_FOR_DEPENDENCIES;
          });

  private static final NamedRule START_WITHOUT_SPECIFICATION =
      new NamedRule(
          "START_WITHOUT_SPECIFICATION",
          (worker, task, argument) ->
              task.running() == null
                  ? EXECUTING
                  : ComputeRules.START.apply(worker, task, argument));

  static final RuleOverride REASSIGNED_IN_FLIGHT_WITHOUT_SPEC =
      RuleOverride.named(
              "reassigned-in-flight-without-spec",
              "an assignment of a task in transfer makes it ready in place, without storing what to"
                  + " run; once started it holds a slot with no thread behind it",
              "the task is rescheduled with its specification, and computed when its transfer has"
                  + " ended",
              "scenario reassigned-in-flight-without-spec; dask/distributed 4360, 4432")
          .pairs(
              row(
                  FLIGHT,
                  WAITING_FOR_DEPENDENCIES,
                  ALWAYS,
                  SCHEDULER,
                  OVERWRITE,
                  "its state is overwritten"),
              row(
                  READY,
                  EXECUTING,
                  ALWAYS,
                  THREAD_POOL,
                  START_WITHOUT_SPECIFICATION,
                  "a thread is free, whatever there is to run"))
          .decisions(next -> new StrayTransfers(next, (worker, event, key, now) -> {}))
          .decisions(
              next ->
                  new OtherDecisions(next) {
                    @Override
                    public void handle(WorkerState worker, Event event) {
                      TaskNode task = named(worker, event, EventKind.COMPUTE_TASK);
                      if (task != null && task.state() == FLIGHT) {
                        worker.engine.recommend(task, WAITING_FOR_DEPENDENCIES);
                      } else {
                        next.handle(worker, event);
                      }
                    }
                  });

  static final RuleOverride ERRED_KEY_RECOMPUTE_CRASH =
      RuleOverride.named(
              "erred-key-recompute-crash",
              "an assignment of a failed task has no rule, and stops the machine",
              "it is computed again: the scheduler has asked for it",
              "scenario erred-key-recompute-crash; dask/distributed 4800")
          .rows(
              never(
                  ERROR,
                  WAITING_FOR_DEPENDENCIES,
                  ALWAYS,
                  SCHEDULER,
                  "nobody has thought of an assignment of a failed task"));

  static final RuleOverride LATE_RESULT_ON_RESUBMITTED_TASK =
      RuleOverride.named(
              "late-result-on-resubmitted-task",
              "a free takes the slot from a running thread and drops its task, and the late result"
                  + " is given to whatever task has the key then, which may only be ready",
              "the task is cancelled and keeps its slot until the thread ends; an assignment"
                  + " meanwhile resumes the run",
              "scenario late-result-on-resubmitted-task; dask/distributed 4721, 4728")
          .rows(
              row(
                  EXECUTING,
                  RELEASED,
                  HELD,
                  SCHEDULER,
                  FaultyRules.DROP_HELD,
                  "it is not wanted here any more, thread or not"))
          .pairs(
              never(
                  READY,
                  MEMORY,
                  ALWAYS,
                  THREAD_POOL,
                  "nobody has thought of a result of what is not running"))
          .policies(policies -> policies.retention(Policies.Retention.EAGER))
          .decisions(
              next ->
                  new StrayRuns(
                      next,
                      (worker, event, now) -> {
                        if (event instanceof Event.ExecuteSuccess success) {
                          worker.engine.recommend(now, MEMORY, success.value());
                        }
                      }));

  static final RuleOverride STEAL_BETWEEN_POP_AND_START =
      RuleOverride.named(
              "steal-between-pop-and-start",
              "a task leaves its queue an event before it takes its slot; when it is given up in"
                  + " between, the slot is taken all the same, and nothing runs in it",
              "leaving the queue, taking the slot and starting are one step",
              "scenario steal-between-pop-and-start; dask/distributed 5128")
          .decisions(Decoding::new);

  static final RuleOverride STEAL_REQUEST_FOR_UNKNOWN_KEY =
      RuleOverride.named(
              "steal-request-for-unknown-key",
              "a steal request for a key that is not known stops the machine",
              "it is answered: the task is not here",
              "scenario steal-request-for-unknown-key; dask/distributed 4182")
          .policies(policies -> policies.retention(Policies.Retention.EAGER))
          .decisions(
              next ->
                  new OtherDecisions(next) {
                    @Override
                    public void handle(WorkerState worker, Event event) {
                      if (event instanceof Event.StealRequest request
                          && worker.tasks.get(request.key()) == null) {
                        throw FaultyRules.unknownKey(request.key());
                      }
                      next.handle(worker, event);
                    }
                  });

  private static final NamedRule CLASSIFY_WITHOUT_RESOURCES =
      new NamedRule(
          "CLASSIFY_WITHOUT_RESOURCES",
          (worker, task, argument) -> {
            var landing = ComputeRules.CLASSIFY.apply(worker, task, argument);
            task.unchecked(task.waitingFor > 0);
            return landing;
          });

  private static final NamedRule CLASSIFY_ANEW_WITHOUT_RESOURCES =
      new NamedRule(
          "CLASSIFY_ANEW_WITHOUT_RESOURCES",
          (worker, task, argument) -> {
            worker.purge(task);
            return CLASSIFY_WITHOUT_RESOURCES.apply(worker, task, argument);
          });

  static final RuleOverride DEPENDENCIES_BYPASS_RESOURCE_CHECK =
      RuleOverride.named(
              "dependencies-bypass-resource-check",
              "a task that has waited for an input is ready when that arrives, whatever resources it"
                  + " needs: it takes none, and gives them back when it ends",
              "whoever needs resources waits for them in constrained, by whichever way it got there",
              "scenario dependencies-bypass-resource-check; dask/distributed 6676")
          .table(
              table ->
                  FaultyRules.replacing(
                      FaultyRules.replacing(
                          table.unproved(), ComputeRules.CLASSIFY, CLASSIFY_WITHOUT_RESOURCES),
                      ComputeRules.CLASSIFY_ANEW,
                      CLASSIFY_ANEW_WITHOUT_RESOURCES));

  static final RuleOverride STALE_RUN_ACCEPTED =
      RuleOverride.named(
              "stale-run-accepted",
              "a completion is reported under the run of the last assignment, whichever run it is of",
              "a completion is reported under the run with which its thread was started",
              "scenario stale-run-accepted, the half of the worker; dask/distributed 7463")
          .policies(policies -> policies.runIdentity(false))
          .decisions(
              next ->
                  new OtherDecisions(next) {
                    @Override
                    public long reportedRun(WorkerState worker, TaskNode task) {
                      return task.run();
                    }
                  });

  static final ImmutableList<RuleOverride> ALL =
      ImmutableList.of(
          REASSIGNED_IN_FLIGHT_WITHOUT_SPEC,
          ERRED_KEY_RECOMPUTE_CRASH,
          LATE_RESULT_ON_RESUBMITTED_TASK,
          STEAL_BETWEEN_POP_AND_START,
          STEAL_REQUEST_FOR_UNKNOWN_KEY,
          DEPENDENCIES_BYPASS_RESOURCE_CHECK,
          STALE_RUN_ACCEPTED);

  private HistoricAssignments() {}

  /** The task of an event of this kind; null for other events, and when it is not known. */
  static @Nullable TaskNode named(WorkerState worker, Event event, EventKind kind) {
    String key = event.kind() == kind ? TaskEvents.keyOf(event) : null;
    return key == null ? null : worker.tasks.get(key);
  }

  /** What a task runs is decoded between its leaving the queue and its start, for one event. */
  private static final class Decoding extends OtherDecisions {
    private final List<TaskNode> decoding = new ArrayList<>();

    private Decoding(Decisions next) {
      super(next);
    }

    @Override
    public boolean remember() {
      return true;
    }

    @Override
    public void fillThreads(WorkerState worker) {
      while (worker.slots.executing() + decoding.size() < worker.slots.threads()) {
        TaskNode popped = worker.slots.takeNext();
        if (popped == null) {
          return;
        }
        decoding.add(popped);
      }
    }

    @Override
    public void handle(WorkerState worker, Event event) {
      List<TaskNode> decoded = List.copyOf(decoding);
      next.handle(worker, event);
      worker.settleRecommended();
      decoding.removeAll(decoded);
      for (TaskNode task : decoded) {
        if (isStillToStart(worker, task)) {
          worker.slots.claim(task);
          worker.engine.recommend(task, EXECUTING);
        } else {
          worker.slots.miscount(1);
        }
      }
      worker.fillThreads();
    }

    private static boolean isStillToStart(WorkerState worker, TaskNode task) {
      return task.state() == READY && !worker.slots.ready.contains(task)
          || task.state() == CONSTRAINED && !worker.slots.constrained.contains(task);
    }
  }
}
