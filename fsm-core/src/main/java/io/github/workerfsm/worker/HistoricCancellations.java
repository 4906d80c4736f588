package io.github.workerfsm.worker;

import static io.github.workerfsm.task.TaskState.CANCELLED;
import static io.github.workerfsm.task.TaskState.ERROR;
import static io.github.workerfsm.task.TaskState.FETCH;
import static io.github.workerfsm.task.TaskState.RELEASED;
import static io.github.workerfsm.task.TaskState.RESCHEDULED;
import static io.github.workerfsm.task.TaskState.WAITING_FOR_DEPENDENCIES;
import static io.github.workerfsm.worker.Actor.EVENT_LOOP;
import static io.github.workerfsm.worker.Actor.SCHEDULER;
import static io.github.workerfsm.worker.Actor.THREAD_POOL;
import static io.github.workerfsm.worker.WorkerTransitions.DONE;
import static io.github.workerfsm.worker.WorkerTransitions.HELD;
import static io.github.workerfsm.worker.WorkerTransitions.SECEDED;
import static io.github.workerfsm.worker.WorkerTransitions.THREAD;
import static io.github.workerfsm.worker.WorkerTransitions.TRANSFER;
import static io.github.workerfsm.worker.WorkerTransitions.never;
import static io.github.workerfsm.worker.WorkerTransitions.row;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.event.EventKind;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.task.Role;
import io.github.workerfsm.task.TaskState;
import java.util.List;

/** Historic faults while wish and holder of a task disagree, named by their scenario. */
final class HistoricCancellations {
  private static final Transition<
          TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>
      CANCELLED_FAILS =
          row(
              CANCELLED,
              ERROR,
              DONE,
              THREAD_POOL,
              OutcomeRules.FAIL,
              "the run has failed, whoever wants to know");

  static final RuleOverride CANCELLED_ERROR_LEAKS_SLOT =
      RuleOverride.named(
              "cancelled-error-leaks-slot",
              "a cancelled run that fails keeps its slot and its resources for ever, and is reported",
              "slot and resources are free with every completion, and nothing is reported",
              "scenario cancelled-error-leaks-slot; dask/distributed 5497, 5503, 6217")
          .rows(CANCELLED_FAILS)
          .decisions(next -> new LeakingFailures(next, CANCELLED));

  static final RuleOverride CANCELLED_FAILURE_STAYS_IN_ERROR =
      RuleOverride.named(
              "cancelled-failure-stays-in-error",
              "a cancelled run that fails leaves its task in error, of which the scheduler knows"
                  + " nothing",
              "whatever the completion, a cancelled task is released",
              "scenario cancelled-failure-stays-in-error; dask/distributed 5528")
          .rows(CANCELLED_FAILS);

  private static final NamedRule COMPUTE_IF_LOCATED =
      new NamedRule(
          "COMPUTE_IF_LOCATED",
          (worker, task, argument) ->
              (task.located() ? CancellationRules.COMPUTE_INSTEAD : CancellationRules.LET_GO)
                  .apply(worker, task, argument));

  static final RuleOverride RESUMED_FETCH_FAILURE_DROPS_COMPUTE =
      RuleOverride.named(
              "resumed-fetch-failure-drops-compute",
              "a task to be computed whose transfer ends without its value, and without another"
                  + " holder, is released, and forgotten when nothing here depends on it",
              "it is computed, whatever became of its transfer",
              "scenario resumed-fetch-failure-drops-compute; dask/distributed 5786")
          .rows(
              row(
                      RESCHEDULED,
                      FETCH,
                      DONE.and(TRANSFER),
                      EVENT_LOOP,
                      COMPUTE_IF_LOCATED,
                      "the transfer came back without the value: it is computed if it could have"
                          + " been brought")
                  .lands(RELEASED))
          .policies(policies -> policies.retention(Policies.Retention.EAGER));

  static final RuleOverride RESCHEDULED_RELEASE_DROPS_COROUTINE =
      RuleOverride.named(
              "rescheduled-release-drops-coroutine",
              "a free drops a task in rescheduled although its transfer is open, whose end then finds"
                  + " a key that is not known, and stops the machine",
              "it is cancelled until its transfer ends",
              "scenario rescheduled-release-drops-coroutine; dask/distributed 6194, 6217")
          .rows(
              row(
                  RESCHEDULED,
                  RELEASED,
                  HELD,
                  SCHEDULER,
                  FaultyRules.DROP_HELD,
                  "it is not wanted any more"))
          .policies(policies -> policies.retention(Policies.Retention.EAGER))
          .decisions(
              next ->
                  new StrayTransfers(
                      next,
                      (worker, event, key, now) -> {
                        if (now == null) {
                          throw FaultyRules.unknownKey(key);
                        }
                      }));

  static final RuleOverride CANCELLED_RESCHEDULE_RECURSION =
      RuleOverride.named(
              "cancelled-reschedule-recursion",
              "a cancelled run that asks to be run elsewhere is not noted as ended: it stays"
                  + " cancelled, which asks for the same again, without end",
              "a completion is noted before anything follows from it",
              "scenario cancelled-reschedule-recursion; dask/distributed 6339")
          .decisions(
              next ->
                  new OtherDecisions(next) {
                    @Override
                    public void handle(WorkerState worker, Event event) {
                      TaskNode task =
                          HistoricAssignments.named(worker, event, EventKind.RESCHEDULE);
                      if (task != null && task.state() == CANCELLED) {
                        worker.engine.recommend(task, RESCHEDULED);
                      } else {
                        next.handle(worker, event);
                      }
                    }
                  });

  static final RuleOverride SECEDE_CANCEL_RESUME =
      RuleOverride.named(
              "secede-cancel-resume",
              "a cancelled task that has seceded cannot be wanted again: the machine stops",
              "it is long-running again, of which the scheduler hears",
              "scenario secede-cancel-resume; dask/distributed 6673")
          .rows(
              never(
                  CANCELLED,
                  WAITING_FOR_DEPENDENCIES,
                  HELD.and(SECEDED),
                  SCHEDULER,
                  "what is cancelled was executing or in flight"));

  static final RuleOverride RESCHEDULED_RUN_FAILS =
      RuleOverride.named(
              "rescheduled-run-fails",
              "a run that fails while only its value is wanted fails the input, keeps slot and"
                  + " resources, and leaves the tasks that wait for it waiting",
              "slot and resources are free, and the value is brought from elsewhere",
              "scenario rescheduled-run-fails; dask/distributed 6689, 6699")
          .rows(
              row(
                  RESCHEDULED,
                  ERROR,
                  DONE.and(THREAD),
                  THREAD_POOL,
                  OutcomeRules.FAIL,
                  "the run has failed, whatever is wanted"))
          .decisions(next -> new LeakingFailures(next, RESCHEDULED))
          .decisions(LostInputsLeft::new);

  static final RuleOverride SECEDE_WHILE_CANCELLED_IGNORED =
      RuleOverride.named(
              "secede-while-cancelled-ignored",
              "a cancelled or rescheduled task that secedes keeps its slot",
              "the slot is free; when the run is wanted again, the scheduler hears of it",
              "scenario secede-while-cancelled-ignored; dask/distributed 6916")
          .decisions(
              next -> new IgnoredEvents(next, EventKind.SECEDE, List.of(CANCELLED, RESCHEDULED)));

  static final RuleOverride EARLY_CANCEL_REPLY =
      RuleOverride.named(
              "early-cancel-reply",
              "a run that was found cancelled before it began ends with reschedule, which asks for a"
                  + " release whatever is wanted by then, and keeps the slot",
              "a run that was started always runs; what is wanted is looked at when it ends",
              "scenario early-cancel-reply, the half of the machine; dask/distributed 6869, 6878")
          .rows(
              row(
                  RESCHEDULED,
                  RELEASED,
                  DONE.and(THREAD),
                  THREAD_POOL,
                  CancellationRules.LET_GO,
                  "the run was found cancelled"))
          .decisions(
              next ->
                  new OtherDecisions(next) {
                    @Override
                    public void handle(WorkerState worker, Event event) {
                      TaskNode task =
                          HistoricAssignments.named(worker, event, EventKind.RESCHEDULE);
                      if (task != null && task.role() == Role.COMPUTE) {
                        worker.engine.recommend(task, RELEASED);
                      } else {
                        next.handle(worker, event);
                      }
                    }
                  })
          .decisions(LostInputsLeft::new);

  static final ImmutableList<RuleOverride> ALL =
      ImmutableList.of(
          CANCELLED_ERROR_LEAKS_SLOT,
          CANCELLED_FAILURE_STAYS_IN_ERROR,
          RESUMED_FETCH_FAILURE_DROPS_COMPUTE,
          RESCHEDULED_RELEASE_DROPS_COROUTINE,
          CANCELLED_RESCHEDULE_RECURSION,
          SECEDE_CANCEL_RESUME,
          RESCHEDULED_RUN_FAILS,
          SECEDE_WHILE_CANCELLED_IGNORED,
          EARLY_CANCEL_REPLY);

  private HistoricCancellations() {}

  /** The failure of a run of a task in one state gives nothing back. */
  private static final class LeakingFailures extends OtherDecisions {
    private final TaskState state;
    private boolean failing;

    private LeakingFailures(Decisions next, TaskState state) {
      super(next);
      this.state = state;
    }

    @Override
    public void endRun(WorkerState worker, TaskNode task) {
      if (failing && task.state() == state) {
        task.done(true);
      } else {
        next.endRun(worker, task);
      }
    }

    @Override
    public void handle(WorkerState worker, Event event) {
      failing = event.kind() == EventKind.EXECUTE_FAILURE;
      next.handle(worker, event);
    }
  }
}
