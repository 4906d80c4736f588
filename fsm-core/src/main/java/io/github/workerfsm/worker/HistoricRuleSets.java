package io.github.workerfsm.worker;

import static io.github.workerfsm.task.TaskState.CANCELLED;
import static io.github.workerfsm.task.TaskState.CONSTRAINED;
import static io.github.workerfsm.task.TaskState.ERROR;
import static io.github.workerfsm.task.TaskState.FETCH;
import static io.github.workerfsm.task.TaskState.FLIGHT;
import static io.github.workerfsm.task.TaskState.FORGOTTEN;
import static io.github.workerfsm.task.TaskState.LONG_RUNNING;
import static io.github.workerfsm.task.TaskState.MEMORY;
import static io.github.workerfsm.task.TaskState.MISSING;
import static io.github.workerfsm.task.TaskState.NEW;
import static io.github.workerfsm.task.TaskState.READY;
import static io.github.workerfsm.task.TaskState.RELEASED;
import static io.github.workerfsm.task.TaskState.RESCHEDULED;
import static io.github.workerfsm.task.TaskState.WAITING_FOR_DEPENDENCIES;
import static io.github.workerfsm.worker.Actor.EVENT_LOOP;
import static io.github.workerfsm.worker.Actor.SCHEDULER;
import static io.github.workerfsm.worker.Actor.THREAD_POOL;
import static io.github.workerfsm.worker.WorkerTransitions.ALWAYS;
import static io.github.workerfsm.worker.WorkerTransitions.DEMANDING;
import static io.github.workerfsm.worker.WorkerTransitions.DONE;
import static io.github.workerfsm.worker.WorkerTransitions.HELD;
import static io.github.workerfsm.worker.WorkerTransitions.THREAD;
import static io.github.workerfsm.worker.WorkerTransitions.TRANSFER;
import static io.github.workerfsm.worker.WorkerTransitions.row;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.TransitionTable;
import io.github.workerfsm.task.Role;
import io.github.workerfsm.task.TaskState;

/**
 * The tables of three historic rule sets, as differences from the current one, and of which
 * overrides each rule set is made.
 *
 * <p>NEW and RELEASED stand for their {@code new} or {@code released}, RESCHEDULED for {@code
 * resumed}, and a run that has ended and asks for RELEASED for {@code rescheduled}. Before the
 * machine of 2021-09-27, letting go was deletion and had no entry in the table: there a row that
 * lands in RELEASED or FORGOTTEN stands for that, and CANCELLED, RESCHEDULED and MISSING are not
 * used. In the machine of 2020, {@code waiting} also stands for FETCH.
 */
final class HistoricRuleSets {
  private static final TaskState WAITING = WAITING_FOR_DEPENDENCIES;

  private static final NamedRule QUEUE_OR_MISS =
      new NamedRule(
          "QUEUE_OR_MISS",
          (worker, task, argument) -> {
            if (!task.located()) {
              worker.engine.recommend(task, MISSING);
            }
            return TransferRules.QUEUE.apply(worker, task, argument);
          });

  private static final NamedRule ASK_RESCHEDULED =
      new NamedRule(
          "ASK_RESCHEDULED",
          (worker, task, argument) -> {
            worker.engine.recommend(task, RESCHEDULED);
            return CANCELLED;
          });

  private static final NamedRule FORGET_LATER =
      new NamedRule(
          "FORGET_LATER",
          (worker, task, argument) -> {
            task.dismissed(true);
            return CANCELLED;
          });

  static final RuleOverride N21_TABLE =
      RuleOverride.named(
              "cancelling-table",
              "the pairs of the machine of 2021-09-27: inputs that nobody holds pass through fetch,"
                  + " a change of role while held has a step of its own, and some failures have rows",
              "every row leads where its reason says, in one step",
              "section 5.1 of the scenario collection, column N21; dask/distributed 5046")
          .table(HistoricRuleSets::n21);

  private static final NamedRule STAY_WITHOUT_HOLDER =
      new NamedRule("STAY_WITHOUT_HOLDER", (worker, task, argument) -> FETCH);

  private static final NamedRule TAKE_LATE =
      new NamedRule(
          "TAKE_LATE",
          (worker, task, argument) -> {
            worker.slots.ready.remove(task);
            worker.slots.constrained.remove(task);
            for (Edge edge = task.firstInput(); edge != null; edge = task.inputAfter(edge)) {
              edge.giveUp();
            }
            for (Replica at = task.firstReplica; at != null; at = at.nextOfTask) {
              at.peer.dequeue(at);
            }
            return OutcomeRules.FINISH.apply(worker, task, argument);
          });

  private static final NamedRule OVERWRITE_FETCH =
      new NamedRule(
          "OVERWRITE_FETCH",
          (worker, task, argument) -> {
            for (Replica at = task.firstReplica; at != null; at = at.nextOfTask) {
              at.peer.dequeue(at);
            }
            task.role(Role.COMPUTE);
            worker.engine.recommend(task, READY);
            return WAITING_FOR_DEPENDENCIES;
          });

  static final RuleOverride L21_TABLE =
      RuleOverride.named(
              "late-table",
              "the pairs of the machine of 2021-09-24: no task is cancelled, rescheduled or missing,"
                  + " a new role overwrites the old one, and a pair without a row is an error",
              "what a thread or a transfer holds changes its role only",
              "section 5.1 of the scenario collection, column L21; dask/distributed 4470")
          .table(
              table ->
                  legacy(table)
                      .withPairs(
                          ImmutableList.of(
                              row(
                                  FLIGHT,
                                  WAITING,
                                  ALWAYS,
                                  SCHEDULER,
                                  ComputeRules.CLASSIFY_ANEW,
                                  "the scheduler assigns it to this worker, transfer or not"))));

  static final RuleOverride L20_TABLE =
      RuleOverride.named(
              "early-table",
              "the pairs of the machine of 2020-12-21: as late-table, and a task that is assigned"
                  + " while it is an input keeps what it had to run before, which may be nothing",
              "an assignment is stored at once, whatever the task was here for",
              "section 5.1 of the scenario collection, column L20; dask/distributed 4107")
          .table(
              table ->
                  legacy(table)
                      .withPairs(
                          ImmutableList.of(
                              row(
                                  FETCH,
                                  WAITING,
                                  ALWAYS,
                                  SCHEDULER,
                                  OVERWRITE_FETCH,
                                  "its state is overwritten"),
                              row(
                                  FETCH,
                                  MEMORY,
                                  ALWAYS,
                                  EVENT_LOOP,
                                  OutcomeRules.RECEIVE,
                                  "an old transfer has brought the value"),
                              row(
                                  WAITING,
                                  MEMORY,
                                  ALWAYS,
                                  THREAD_POOL,
                                  TAKE_LATE,
                                  "an old run has made the value"),
                              row(
                                  FLIGHT,
                                  READY,
                                  ALWAYS,
                                  SCHEDULER,
                                  ComputeRules.QUEUE,
                                  "it is to be computed here, whatever its transfer does"))));

  private HistoricRuleSets() {}

  static final ImmutableList<RuleOverride> N21 =
      ImmutableList.of(
          RuleOverrides.EAGER_RETENTION,
          RuleOverrides.BROUGHT_RESULT,
          N21_TABLE,
          HistoricAssignments.STALE_RUN_ACCEPTED,
          HistoricAssignments.DEPENDENCIES_BYPASS_RESOURCE_CHECK,
          HistoricTransfers.GATHER_UNDESERIALISABLE_DEPENDENCY,
          HistoricCancellations.CANCELLED_ERROR_LEAKS_SLOT,
          HistoricCancellations.RESCHEDULED_RELEASE_DROPS_COROUTINE,
          HistoricCancellations.SECEDE_CANCEL_RESUME,
          HistoricCancellations.RESCHEDULED_RUN_FAILS,
          HistoricCancellations.SECEDE_WHILE_CANCELLED_IGNORED,
          HistoricReleases.ZOMBIE_AFTER_MISSING_RELEASE,
          HistoricReleases.REMOVE_REPLICA_PING_PONG,
          HistoricReleases.REPLICA_REFUSAL_NOT_REPORTED);

  static final ImmutableList<RuleOverride> L21 =
      ImmutableList.of(
          RuleOverrides.EAGER_RETENTION,
          RuleOverrides.BROUGHT_RESULT,
          L21_TABLE,
          LegacyReleases.RELEASE_IN_ANY_STATE,
          LegacyReleases.SCHEDULER_HOLDS_REFERENCE,
          LegacyReleases.HOLDERLESS_IN_FETCH,
          LegacyReleases.COMPLETION_BY_KEY,
          HistoricAssignments.STALE_RUN_ACCEPTED);

  static final ImmutableList<RuleOverride> L20 =
      ImmutableList.of(
          RuleOverrides.EAGER_RETENTION,
          RuleOverrides.BROUGHT_RESULT,
          L20_TABLE,
          LegacyReleases.RELEASE_IN_ANY_STATE,
          LegacyReleases.RELEASE_REPORTED,
          LegacyReleases.HOLDERLESS_IN_FETCH,
          HistoricAssignments.REASSIGNED_IN_FLIGHT_WITHOUT_SPEC,
          LegacyReleases.SPECIFICATION_OF_NEW_TASKS_ONLY,
          HistoricAssignments.STEAL_BETWEEN_POP_AND_START,
          HistoricAssignments.STALE_RUN_ACCEPTED,
          HistoricTransfers.SUSPICIOUS_COUNTER_RESET,
          HistoricTransfers.BUSY_HOLDER_NEVER_REFRESHED,
          HistoricReleases.ORPHANED_DEPENDENCY_OBJECT,
          LegacyReleases.COMPLETION_BY_KEY);

  /** Those that are no scenario's. */
  static final ImmutableList<RuleOverride> OWN =
      ImmutableList.<RuleOverride>builder()
          .add(N21_TABLE, L21_TABLE, L20_TABLE)
          .addAll(LegacyReleases.ALL)
          .build();

  private static TransitionTable<
          TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>
      n21(
          TransitionTable<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>
              table) {
    String failure = "it has failed before it could start";
    return table
        .unproved()
        .without(NEW, MISSING)
        .without(RELEASED, MISSING)
        .without(FLIGHT, MISSING)
        .without(FETCH, WAITING)
        .without(MISSING, WAITING)
        .without(WAITING, ERROR)
        .without(CANCELLED, LONG_RUNNING)
        .without(RESCHEDULED, LONG_RUNNING)
        .withPairs(
            ImmutableList.of(
                row(NEW, FETCH, ALWAYS, SCHEDULER, QUEUE_OR_MISS, "its value is wanted here"),
                row(RELEASED, FETCH, ALWAYS, SCHEDULER, QUEUE_OR_MISS, "its value is wanted here"),
                row(
                    FLIGHT,
                    FETCH,
                    DONE,
                    EVENT_LOOP,
                    QUEUE_OR_MISS,
                    "the transfer came back without the value"),
                row(
                        FLIGHT,
                        FETCH,
                        HELD,
                        SCHEDULER,
                        TransferRules.GO_ON,
                        "it is being transferred already")
                    .lands(FLIGHT),
                row(RELEASED, ERROR, ALWAYS, EVENT_LOOP, OutcomeRules.FAIL_TO_START, failure),
                row(READY, ERROR, ALWAYS, EVENT_LOOP, OutcomeRules.FAIL_TO_START, failure),
                row(MISSING, ERROR, ALWAYS, EVENT_LOOP, OutcomeRules.FAIL_TO_START, failure),
                row(
                    CANCELLED,
                    RESCHEDULED,
                    HELD.and(TRANSFER),
                    SCHEDULER,
                    CancellationRules.TURN_TO_COMPUTE,
                    "it is to be computed here, but a transfer holds it"),
                row(
                    CANCELLED,
                    RESCHEDULED,
                    HELD.and(THREAD),
                    SCHEDULER,
                    CancellationRules.TURN_TO_FETCH,
                    "its value is wanted, but a thread holds it"),
                row(
                        CANCELLED,
                        FORGOTTEN,
                        HELD,
                        SCHEDULER,
                        FORGET_LATER,
                        "it is forgotten when it has been released")
                    .lands(CANCELLED),
                row(
                        CANCELLED,
                        FORGOTTEN,
                        DONE,
                        EVENT_LOOP,
                        CancellationRules.LET_GO,
                        "the completion releases it")
                    .lands(RELEASED)))
        .with(
            row(
                    CANCELLED,
                    WAITING,
                    HELD.and(TRANSFER),
                    SCHEDULER,
                    ASK_RESCHEDULED,
                    "it is to be computed here, but a transfer holds it")
                .lands(CANCELLED),
            row(
                    CANCELLED,
                    FETCH,
                    HELD.and(THREAD),
                    SCHEDULER,
                    ASK_RESCHEDULED,
                    "its value is wanted, but a thread holds it")
                .lands(CANCELLED));
  }

  /** What the two machines before cancellation have in common. */
  private static TransitionTable<
          TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>
      legacy(
          TransitionTable<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>
              table) {
    TransitionTable<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>> result =
        table
            .unproved()
            .withoutDetour()
            .without(NEW, MISSING)
            .without(RELEASED, MISSING)
            .without(FLIGHT, MISSING)
            .without(WAITING, CONSTRAINED);
    for (TaskState unused : ImmutableList.of(MISSING, CANCELLED, RESCHEDULED)) {
      for (TaskState requested : TaskState.values()) {
        result = result.without(unused, requested);
      }
    }
    return result
        .withPairs(
            ImmutableList.of(
                row(NEW, FETCH, ALWAYS, SCHEDULER, TransferRules.QUEUE, "its value is wanted here"),
                row(
                    RELEASED,
                    FETCH,
                    ALWAYS,
                    SCHEDULER,
                    TransferRules.QUEUE,
                    "its value is wanted here"),
                row(
                    FLIGHT,
                    FETCH,
                    DONE,
                    EVENT_LOOP,
                    TransferRules.QUEUE,
                    "the transfer came back without the value"),
                row(
                        FLIGHT,
                        FETCH,
                        HELD,
                        SCHEDULER,
                        TransferRules.GO_ON,
                        "it is being transferred already")
                    .lands(FLIGHT),
                row(
                        FETCH,
                        MISSING,
                        ALWAYS,
                        EVENT_LOOP,
                        STAY_WITHOUT_HOLDER,
                        "its last holder has gone, which is noted nowhere")
                    .lands(FETCH),
                row(
                    READY,
                    MEMORY,
                    ALWAYS,
                    THREAD_POOL,
                    TAKE_LATE,
                    "an old run has made the value")))
        .with(
            row(
                    WAITING,
                    READY,
                    DEMANDING,
                    EVENT_LOOP,
                    ComputeRules.QUEUE_FOR_RESOURCES,
                    "every input is in memory; resources have to be free")
                .lands(CONSTRAINED));
  }
}
