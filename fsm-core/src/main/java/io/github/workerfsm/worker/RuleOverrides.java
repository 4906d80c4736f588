package io.github.workerfsm.worker;

import static io.github.workerfsm.worker.Actor.EVENT_LOOP;
import static io.github.workerfsm.worker.Actor.SCHEDULER;
import static io.github.workerfsm.worker.Actor.THREAD_POOL;
import static io.github.workerfsm.worker.WorkerTransitions.ALWAYS;
import static io.github.workerfsm.worker.WorkerTransitions.DONE;
import static io.github.workerfsm.worker.WorkerTransitions.HELD;
import static io.github.workerfsm.worker.WorkerTransitions.TRANSFER;
import static io.github.workerfsm.worker.WorkerTransitions.never;
import static io.github.workerfsm.worker.WorkerTransitions.row;
import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.worker.Policies.AnnouncedHolders;
import io.github.workerfsm.worker.Policies.ArrivingValues;
import io.github.workerfsm.worker.Policies.ErredAssignment;
import io.github.workerfsm.worker.Policies.Inputs;
import io.github.workerfsm.worker.Policies.LostInput;
import io.github.workerfsm.worker.Policies.ReplicaRefusal;
import io.github.workerfsm.worker.Policies.Retention;
import io.github.workerfsm.worker.Policies.ScatterOntoHeld;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The named differences between rule sets. */
public final class RuleOverrides {
  /** Metadata goes with the last dependent, not when the scheduler says so. */
  public static final RuleOverride EAGER_RETENTION =
      policy(
          "retention",
          "a released task without dependents is forgotten at once",
          "metadata goes only when the scheduler says forget, so that failure counters survive",
          "proposal of issue 4413; scenario suspicious-counter-reset",
          p -> p.retention(Retention.EAGER));

  /** Runs have no identity. */
  public static final RuleOverride NO_RUN_IDENTITY =
      policy(
          "run-identity",
          "a completion is taken for that of whatever run is under way",
          "a completion that names another run than the one started is refused",
          "scenario stale-run-accepted; dask/distributed 7463",
          p -> p.runIdentity(false));

  /** An input whose transfer fails for good is failed itself, and who waits for it waits on. */
  public static final RuleOverride INPUT_FAILS =
      new RuleOverride(
          "unusable-input",
          "an input that cannot be read fails, and the tasks that wait for it wait for ever",
          "it is tried again, up to a limit; then the tasks that wait for it fail in its stead",
          "scenarios gather-undeserialisable-dependency and suspicious-counter-reset;"
              + " dask/distributed 6705",
          table ->
              table.withPairs(
                  List.of(
                      row(
                          TaskState.FLIGHT,
                          TaskState.ERROR,
                          ALWAYS,
                          EVENT_LOOP,
                          OutcomeRules.FAIL,
                          "its value cannot be read"))),
          p -> p.suspicionLimit(0));

  /** Cancelled dependents protect a replica. */
  public static final RuleOverride CANCELLED_DEPENDENTS_PROTECT =
      policy(
          "replica-refusal",
          "a replica is kept while a dependent is cancelled or rescheduled, and reported again",
          "only dependents that still have to read it protect a replica",
          "scenario remove-replica-ping-pong; dask/distributed 7487",
          p -> p.replicaRefusal(ReplicaRefusal.DEPENDENTS_IN_PROCESSING));

  /** An assignment of a failed task repeats the failure. */
  public static final RuleOverride REPEATED_FAILURE =
      policy(
          "erred-assignment",
          "an assignment of a failed task is answered with the old failure",
          "it is computed again: the scheduler has asked for it",
          "scenario erred-key-recompute-crash; dask/distributed 4800",
          p -> p.erredAssignment(ErredAssignment.REPEAT_FAILURE));

  /** What a transfer brings is taken for the result of a run that was asked for meanwhile. */
  public static final RuleOverride BROUGHT_RESULT =
      new RuleOverride(
          "brought-result",
          "a value that a transfer brings, of a task that is to be computed here meanwhile, is"
              + " reported as the result of a run that never was, although it may be that of an"
              + " older definition",
          "the task is computed, as it was asked for: what is brought is of an earlier run",
          "invariant S9; scenario brought-result; _transition_resumed_memory in the reference",
          table ->
              table.with(
                  row(
                      TaskState.RESCHEDULED,
                      TaskState.MEMORY,
                      DONE.and(TRANSFER),
                      EVENT_LOOP,
                      FaultyRules.RECEIVE_AS_COMPUTED,
                      "the transfer has brought the value that was to be computed")),
          p -> {});

  /** A scattered value replaces what a thread or a transfer is about to deliver. */
  public static final RuleOverride SCATTER_ONTO_HELD =
      new RuleOverride(
          "scatter-onto-held",
          "a client's value is stored although a thread or a transfer holds the task, whose"
              + " completion then meets a task in memory, and may drop the value",
          "the value is not taken, and the scheduler is told that it is not here",
          "invariant S8; update-data in the reference",
          RuleOverrides::takeScattered,
          p -> p.scatterOntoHeld(ScatterOntoHeld.TAKE));

  /** Values that arrive together are taken together. */
  public static final RuleOverride VALUES_TOGETHER =
      policy(
          "values-together",
          "the values of one scatter, or of one transfer, are taken together: what follows from"
              + " one can undo another, although the scheduler is told of both, or has it brought"
              + " again",
          "each value has its place before anything follows from what else has arrived",
          "agreement A2; scenario batch-aborted-by-one-key; _handle_update_data and"
              + " _handle_gather_dep_success in the reference",
          p -> p.arrivingValues(ArrivingValues.TOGETHER));

  /** An announcement of holders alone moves no task. */
  public static final RuleOverride ANNOUNCEMENT_NOTED =
      policy(
          "announced-holder",
          "a missing input of which an assignment names a holder stays missing, and one of which it"
              + " names none any more stays in fetch, in no queue",
          "an announcement is acted upon, with whatever message it comes",
          "invariant S1; scenario requeue-on-new-replica-wrong-set; _update_who_has in the reference",
          p -> p.announcedHolders(AnnouncedHolders.NOTED));

  /** A task whose transfer has ended cannot be let go within the same event. */
  public static final RuleOverride ENDED_TRANSFER_HELD =
      new RuleOverride(
          "ended-transfer",
          "when one task of an ended transfer lets go of another one of it, the machine stops",
          "the task is released: its transfer has ended",
          "_transition_flight_released in the reference, which asserts that this cannot be",
          table ->
              table.with(
                  never(
                      TaskState.FLIGHT,
                      TaskState.RELEASED,
                      DONE,
                      EVENT_LOOP,
                      "no transfer ends by asking for a release")),
          p -> {});

  /** A task that is assigned with other inputs than before has those of both assignments. */
  public static final RuleOverride OLD_INPUTS_KEPT =
      policy(
          "old-input",
          "a task that is assigned with other inputs than before waits for those of both"
              + " assignments, of which the scheduler may have forgotten the old ones",
          "a task needs what its last assignment names",
          "proposal of issue 4413, immutable specifications; _handle_compute_task in the reference",
          p -> p.inputs(Inputs.OF_EVERY_ASSIGNMENT));

  /** A task whose input is let go is left as it is. */
  public static final RuleOverride LOST_INPUT_LEFT =
      policy(
          "lost-input",
          "an input that is let go, or fails, is awaited for ever; a copy that its own request"
              + " lets go never comes",
          "the input, or the copy, is wanted again, or the task fails with it",
          "invariants S5 and S6; scenario zombie-after-missing-release",
          p -> p.lostInput(LostInput.LEFT));

  /** A completion need not match its transfer. */
  public static final RuleOverride LOOSE_TRANSFERS =
      policy(
          "transfer-mismatch",
          "the end of a transfer may name another size, or keys that were not asked for",
          "a completion that does not match its transfer is an illegal event",
          "invariant S8; _gather_dep_done_common in the reference",
          p -> p.matchTransfers(false));

  /** A need for a resource that the worker does not have stops the machine. */
  public static final RuleOverride UNKNOWN_RESOURCES_STOP =
      policy(
          "unknown-resource",
          "a task that needs a resource which the worker does not have stops the machine",
          "it waits until the worker has the resource",
          "_resource_restrictions_satisfied in the reference, which looks it up unconditionally",
          p -> p.unknownResourcesStop(true));

  /** A task that re-enters a queue is served at an earlier position. */
  public static final RuleOverride STALE_QUEUE_POSITIONS =
      policy(
          "queue-position",
          "a task that left a queue and is back can be served at its old position",
          "a task is served at the priority that it has",
          "HeapSet in the reference",
          p -> p.staleQueuePositions(true));

  /** The halves of a detour may not disagree; an input is assigned by way of a detour. */
  public static final RuleOverride STRICT_DETOURS =
      new RuleOverride(
          "detour-conflict",
          "an assignment of a wanted input whose own inputs were let go raises: the halves of its"
              + " detour disagree about them",
          "an input that is to be computed here is classified anew, directly",
          "merge_recs_instructions in the reference",
          table -> table.without(TaskState.FETCH, TaskState.WAITING_FOR_DEPENDENCIES),
          p -> p.strictDetours(true));

  /** Everything in which dask.distributed 2022.12.1 differs. */
  static final ImmutableList<RuleOverride> DASK_2022_12 =
      ImmutableList.of(
          EAGER_RETENTION,
          NO_RUN_IDENTITY,
          INPUT_FAILS,
          CANCELLED_DEPENDENTS_PROTECT,
          REPEATED_FAILURE,
          BROUGHT_RESULT,
          SCATTER_ONTO_HELD,
          VALUES_TOGETHER,
          ANNOUNCEMENT_NOTED,
          ENDED_TRANSFER_HELD,
          OLD_INPUTS_KEPT,
          LOST_INPUT_LEFT,
          LOOSE_TRANSFERS,
          UNKNOWN_RESOURCES_STOP,
          STALE_QUEUE_POSITIONS,
          STRICT_DETOURS);

  private RuleOverrides() {}

  /**
   * Every override that has a name, in this order: the differences of the reference, then the
   * historic faults, which are named by their scenarios, then what historic rule sets need besides.
   */
  public static ImmutableList<RuleOverride> all() {
    return ImmutableList.<RuleOverride>builder()
        .addAll(DASK_2022_12)
        .addAll(HistoricAssignments.ALL)
        .addAll(HistoricTransfers.ALL)
        .addAll(HistoricCancellations.ALL)
        .addAll(HistoricReleases.ALL)
        .addAll(HistoricRuleSets.OWN)
        .build();
  }

  /**
   * The override with this name, in any case, {@code _} and {@code -} being the same.
   *
   * @throws IllegalArgumentException naming the known ones
   */
  public static RuleOverride byName(String name) {
    String wanted = OverrideWords.alike(name);
    return all().stream()
        .filter(override -> override.name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no override "
                        + name
                        + ", expected one of "
                        + all().stream().map(RuleOverride::name).collect(joining(", "))));
  }

  private static RuleOverride policy(
      String name,
      String difference,
      String correction,
      String source,
      Consumer<Policies.Builder> change) {
    return new RuleOverride(name, difference, correction, source, UnaryOperator.identity(), change);
  }

  private static TransitionTable<
          TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>
      takeScattered(
          TransitionTable<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>
              table) {
    String scattered = "the value is here, whoever brought it";
    List<Transition<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>> rows =
        ImmutableList.of(
            row(
                TaskState.EXECUTING,
                TaskState.MEMORY,
                ALWAYS,
                THREAD_POOL,
                OutcomeRules.FINISH,
                scattered),
            row(
                TaskState.LONG_RUNNING,
                TaskState.MEMORY,
                ALWAYS,
                THREAD_POOL,
                OutcomeRules.FINISH,
                scattered),
            row(
                TaskState.FLIGHT,
                TaskState.MEMORY,
                ALWAYS,
                EVENT_LOOP,
                OutcomeRules.RECEIVE,
                scattered),
            row(
                    TaskState.CANCELLED,
                    TaskState.MEMORY,
                    DONE,
                    THREAD_POOL,
                    CancellationRules.LET_GO,
                    "nobody wants the value")
                .lands(TaskState.RELEASED),
            row(
                    TaskState.CANCELLED,
                    TaskState.MEMORY,
                    HELD,
                    SCHEDULER,
                    CancellationRules.KEEP,
                    "only the completion releases it")
                .lands(TaskState.CANCELLED),
            row(
                TaskState.RELEASED,
                TaskState.ERROR,
                ALWAYS,
                THREAD_POOL,
                OutcomeRules.FAIL,
                "the run of a task whose value a client has placed has failed"));
    return table
        .withPairs(rows)
        .with(
            row(
                TaskState.RESCHEDULED,
                TaskState.MEMORY,
                HELD,
                SCHEDULER,
                FaultyRules.RECEIVE_WHILE_HELD,
                scattered))
        .without(TaskState.MEMORY, TaskState.FETCH);
  }
}
