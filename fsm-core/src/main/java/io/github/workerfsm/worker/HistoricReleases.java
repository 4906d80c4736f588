package io.github.workerfsm.worker;

import static io.github.workerfsm.task.TaskState.EXECUTING;
import static io.github.workerfsm.task.TaskState.FETCH;
import static io.github.workerfsm.task.TaskState.FLIGHT;
import static io.github.workerfsm.task.TaskState.FORGOTTEN;
import static io.github.workerfsm.task.TaskState.MISSING;
import static io.github.workerfsm.task.TaskState.RELEASED;
import static io.github.workerfsm.worker.Actor.EVENT_LOOP;
import static io.github.workerfsm.worker.Actor.SCHEDULER;
import static io.github.workerfsm.worker.WorkerTransitions.ALWAYS;
import static io.github.workerfsm.worker.WorkerTransitions.HELD;
import static io.github.workerfsm.worker.WorkerTransitions.row;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.event.EventKind;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.instruction.InstructionKind;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.task.TaskState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Historic faults when a task or a copy is let go, named by their scenario. */
final class HistoricReleases {
  static final RuleOverride RUNNING_TASK_DROPPED_BY_LATE_GATHER =
      RuleOverride.named(
              "running-task-dropped-by-late-gather",
              "the end of an old transfer releases a task that runs by then: its slot is free while"
                  + " its thread goes on, and the end of that is counted again",
              "a completion is of no concern to a task that its resource does not hold, and a task"
                  + " that is held is not forgotten",
              "scenario running-task-dropped-by-late-gather; dask/distributed 4360, 4784")
          .rows(
              row(
                  FLIGHT,
                  RELEASED,
                  HELD,
                  SCHEDULER,
                  FaultyRules.DROP_HELD,
                  "nothing here needs it any more, transfer or not"),
              row(
                  EXECUTING,
                  RELEASED,
                  HELD,
                  EVENT_LOOP,
                  FaultyRules.DROP_HELD,
                  "it is not wanted here any more, thread or not"))
          .policies(policies -> policies.retention(Policies.Retention.EAGER).runIdentity(false))
          .decisions(next -> new StrayTransfers(next, HistoricReleases::releaseRunning))
          .decisions(
              next ->
                  new StrayRuns(
                      next,
                      (worker, event, now) -> {
                        worker.slots.miscount(-1);
                        worker.fillThreads();
                      }));

  private static final NamedRule ORPHAN =
      new NamedRule(
          "ORPHAN",
          (worker, task, argument) -> {
            worker.purge(task);
            worker.tasks.remove(task);
            return FORGOTTEN;
          });

  static final RuleOverride ORPHANED_DEPENDENCY_OBJECT =
      RuleOverride.named(
              "orphaned-dependency-object",
              "news that nobody holds a key takes its task out of the table although others wait for"
                  + " it, and no transfer is started from then on",
              "such a task is missing, and stays in the table while others depend on it",
              "scenario orphaned-dependency-object; dask/distributed 4382, 6593")
          .pairs(orphaned(FETCH), orphaned(MISSING), orphaned(FLIGHT))
          .policies(policies -> policies.retention(Policies.Retention.EAGER))
          .decisions(next -> new StrayTransfers(next, (worker, event, key, now) -> {}))
          .decisions(Orphaning::new);

  static final RuleOverride SUPERFLUOUS_DATA_DROPS_REASSIGNED_TASK =
      RuleOverride.named(
              "superfluous-data-drops-reassigned-task",
              "a message that a copy is redundant drops the task in whatever state it is, computed or"
                  + " to be computed here, and the scheduler does not hear of it",
              "it is about tasks in memory that no task here has to read, and their release is"
                  + " announced",
              "scenario superfluous-data-drops-reassigned-task; dask/distributed 4784")
          .decisions(
              next ->
                  new OtherDecisions(next) {
                    @Override
                    public void handle(WorkerState worker, Event event) {
                      if (event instanceof Event.RemoveReplicas superfluous) {
                        ReleaseHandlers.forgetKeys(
                            worker, new Event.ForgetKeys(event.stimulusId(), superfluous.keys()));
                      } else {
                        next.handle(worker, event);
                      }
                    }
                  })
          .decisions(
              next ->
                  new UnsaidInstructions(
                      next, EventKind.REMOVE_REPLICAS, InstructionKind.RELEASE_WORKER_DATA));

  static final RuleOverride ZOMBIE_AFTER_MISSING_RELEASE =
      RuleOverride.named(
              "zombie-after-missing-release",
              "an answer that nobody holds a missing key releases it although others wait for it, and"
                  + " a release lets go of an input only when no task depends on it at all",
              "the key stays missing while others wait for it, and is let go with the last of them",
              "scenario zombie-after-missing-release; dask/distributed 5316")
          .decisions(
              next ->
                  new OtherDecisions(next) {
                    @Override
                    public void handle(WorkerState worker, Event event) {
                      next.handle(worker, event);
                      if (event instanceof Event.RefreshWhoHas answer) {
                        answer.locations().forEach(location -> giveUp(worker, location));
                      }
                    }

                    @Override
                    public boolean unwanted(WorkerState worker, TaskNode input) {
                      return !input.hasConsumers() && next.unwanted(worker, input);
                    }
                  })
          .decisions(LostInputsLeft::new);

  static final RuleOverride REMOVE_REPLICA_PING_PONG =
      RuleOverride.named(
              "remove-replica-ping-pong",
              "a copy is kept while a dependent is cancelled or rescheduled, and reported again,"
                  + " which is answered with the same message",
              "only dependents that still have to read it protect a copy",
              "scenario remove-replica-ping-pong; dask/distributed 7487, 7490")
          .policies(
              policies ->
                  policies.replicaRefusal(Policies.ReplicaRefusal.DEPENDENTS_IN_PROCESSING));

  static final RuleOverride REPLICA_REFUSAL_NOT_REPORTED =
      RuleOverride.named(
              "replica-refusal-not-reported",
              "a copy that is kept against the scheduler's wish is not reported",
              "the scheduler is told that it is here",
              "scenario replica-refusal-not-reported; dask/distributed 5265, 5356")
          .decisions(
              next ->
                  new UnsaidInstructions(
                      next, EventKind.REMOVE_REPLICAS, InstructionKind.ADD_KEYS));

  static final ImmutableList<RuleOverride> ALL =
      ImmutableList.of(
          RUNNING_TASK_DROPPED_BY_LATE_GATHER,
          ORPHANED_DEPENDENCY_OBJECT,
          SUPERFLUOUS_DATA_DROPS_REASSIGNED_TASK,
          ZOMBIE_AFTER_MISSING_RELEASE,
          REMOVE_REPLICA_PING_PONG,
          REPLICA_REFUSAL_NOT_REPORTED);

  private HistoricReleases() {}

  private static Transition<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>
      orphaned(TaskState from) {
    return row(from, FORGOTTEN, ALWAYS, SCHEDULER, ORPHAN, "nobody holds it");
  }

  private static void releaseRunning(
      WorkerState worker, Event event, String key, @Nullable TaskNode now) {
    if (now != null && now.state() == EXECUTING) {
      worker.emit(new Instruction.Reschedule(worker.stimulusId(), key, now.startedRun()));
      worker.engine.recommend(now, RELEASED);
    }
  }

  private static void giveUp(WorkerState worker, Event.Location location) {
    TaskNode task = worker.tasks.get(location.key());
    if (task != null && task.state() == MISSING && location.holders().isEmpty()) {
      worker.engine.recommend(task, RELEASED);
    }
  }

  /** The table loses tasks that others refer to, and cannot look for inputs any more. */
  private static final class Orphaning extends OtherDecisions {
    private boolean wedged;

    private Orphaning(Decisions next) {
      super(next);
    }

    @Override
    public void handle(WorkerState worker, Event event) {
      if (!(event instanceof Event.RefreshWhoHas answer)) {
        next.handle(worker, event);
        return;
      }
      next.handle(worker, new Event.RefreshWhoHas(event.stimulusId(), named(answer)));
      for (Event.Location location : answer.locations()) {
        TaskNode task = worker.tasks.get(location.key());
        if (task != null && location.holders().isEmpty() && isWantedInput(task.state())) {
          worker.engine.recommend(task, FORGOTTEN);
          wedged |= task.hasConsumers();
        }
      }
    }

    private static List<Event.Location> named(Event.RefreshWhoHas answer) {
      return answer.locations().stream().filter(place -> !place.holders().isEmpty()).toList();
    }

    private static boolean isWantedInput(TaskState state) {
      return state == FETCH || state == MISSING || state == FLIGHT;
    }

    /** What is no longer in the table is found nowhere, and let go by nobody. */
    @Override
    public boolean unwanted(WorkerState worker, TaskNode input) {
      return input.state() != FORGOTTEN && next.unwanted(worker, input);
    }

    @Override
    public void startTransfers(WorkerState worker) {
      if (!wedged) {
        next.startTransfers(worker);
      }
    }
  }
}
