package io.github.workerfsm.worker;

import static io.github.workerfsm.task.TaskState.CONSTRAINED;
import static io.github.workerfsm.task.TaskState.ERROR;
import static io.github.workerfsm.task.TaskState.EXECUTING;
import static io.github.workerfsm.task.TaskState.FETCH;
import static io.github.workerfsm.task.TaskState.FLIGHT;
import static io.github.workerfsm.task.TaskState.LONG_RUNNING;
import static io.github.workerfsm.task.TaskState.MEMORY;
import static io.github.workerfsm.task.TaskState.READY;
import static io.github.workerfsm.task.TaskState.RELEASED;
import static io.github.workerfsm.task.TaskState.WAITING_FOR_DEPENDENCIES;
import static io.github.workerfsm.worker.Actor.SCHEDULER;
import static io.github.workerfsm.worker.WorkerTransitions.ALWAYS;
import static io.github.workerfsm.worker.WorkerTransitions.HELD;
import static io.github.workerfsm.worker.WorkerTransitions.row;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.event.EventKind;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.task.TaskState;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the machines before cancellation did beyond their tables: above all, how they let go. */
final class LegacyReleases {
  private static final String SECTION = "section 5.2 of the scenario collection";

  static final RuleOverride RELEASE_IN_ANY_STATE =
      RuleOverride.named(
              "release-in-any-state",
              "whatever holds a task, it is dropped at once; its slot and its resources are free"
                  + " while its thread goes on, and nobody looks after tasks that wait for it",
              "a task that is held is cancelled until the completion, and lost inputs are wanted"
                  + " again",
              SECTION)
          .rows(
              released(EXECUTING, FaultyRules.DROP_HELD),
              released(LONG_RUNNING, FaultyRules.DROP_HELD),
              released(FLIGHT, FaultyRules.DROP_HELD))
          .decisions(LostInputsLeft::new);

  private static final NamedRule DROP_AND_REPORT =
      new NamedRule(
          "DROP_AND_REPORT",
          (worker, task, argument) -> {
            worker.emit(
                new Instruction.Reschedule(worker.stimulusId(), task.key(), task.startedRun()));
            return FaultyRules.DROP_HELD.apply(worker, task, argument);
          });

  static final RuleOverride RELEASE_REPORTED =
      RuleOverride.named(
              "release-reported",
              "the scheduler hears of every release of a task that was to be computed, and assigns"
                  + " it again if it still wants it",
              "the scheduler knows what it has freed, and hears of nothing else",
              SECTION)
          .rows(
              released(EXECUTING, DROP_AND_REPORT),
              released(LONG_RUNNING, DROP_AND_REPORT),
              unheld(WAITING_FOR_DEPENDENCIES),
              unheld(READY),
              unheld(CONSTRAINED));

  static final RuleOverride SCHEDULER_HOLDS_REFERENCE =
      RuleOverride.named(
              "scheduler-holds-reference",
              "a key that the scheduler has asked for is let go only when it says so",
              "what no task here waits for is let go",
              SECTION)
          .decisions(HeldReferences::new);

  static final RuleOverride HOLDERLESS_IN_FETCH =
      RuleOverride.named(
              "holderless-in-fetch",
              "a task of which no holder is known is in fetch, in no queue",
              "it is missing",
              SECTION)
          .policies(policies -> policies.announcedHolders(Policies.AnnouncedHolders.NOTED))
          .decisions(
              next ->
                  new OtherDecisions(next) {
                    @Override
                    public void handle(WorkerState worker, Event event) {
                      if (event.kind() == EventKind.FIND_MISSING) {
                        askForHolders(worker);
                      } else {
                        next.handle(worker, event);
                      }
                    }
                  });

  static final RuleOverride SPECIFICATION_OF_NEW_TASKS_ONLY =
      RuleOverride.named(
              "specification-of-new-tasks-only",
              "an assignment of a task that is an input already overwrites its state in place and"
                  + " does not store what to run",
              "the last assignment is what is run",
              SECTION)
          .decisions(
              next ->
                  new OtherDecisions(next) {
                    @Override
                    public void handle(WorkerState worker, Event event) {
                      TaskNode task =
                          HistoricAssignments.named(worker, event, EventKind.COMPUTE_TASK);
                      if (task != null && task.state() == FETCH) {
                        worker.engine.recommend(task, WAITING_FOR_DEPENDENCIES);
                      } else {
                        next.handle(worker, event);
                      }
                    }
                  });

  static final RuleOverride COMPLETION_BY_KEY =
      RuleOverride.named(
              "completion-by-key",
              "a completion is applied to whatever task has the key by then, and dropped when there"
                  + " is none",
              "a completion concerns only what its thread or its transfer holds",
              SECTION)
          .decisions(next -> new StrayTransfers(next, LegacyReleases::endTransfer))
          .decisions(next -> new StrayRuns(next, LegacyReleases::endRun));

  static final ImmutableList<RuleOverride> ALL =
      ImmutableList.of(
          RELEASE_IN_ANY_STATE,
          RELEASE_REPORTED,
          SCHEDULER_HOLDS_REFERENCE,
          HOLDERLESS_IN_FETCH,
          SPECIFICATION_OF_NEW_TASKS_ONLY,
          COMPLETION_BY_KEY);

  private LegacyReleases() {}

  private static Transition<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>
      released(TaskState from, NamedRule rule) {
    return row(from, RELEASED, HELD, SCHEDULER, rule, "it is not wanted here any more");
  }

  private static Transition<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>
      unheld(TaskState from) {
    return row(
        from, RELEASED, ALWAYS, SCHEDULER, DROP_AND_REPORT, "it is not wanted here any more");
  }

  private static void askForHolders(WorkerState worker) {
    List<String> keys =
        worker.tasks.sorted().stream()
            .filter(task -> task.state() == FETCH && !task.located())
            .map(TaskNode::key)
            .toList();
    if (!keys.isEmpty()) {
      worker.emit(new Instruction.RequestRefreshWhoHas(worker.stimulusId(), keys));
    }
  }

  /** A value is for the task, a running task is released, and others are fetched again. */
  private static void endTransfer(
      WorkerState worker, Event event, String key, @Nullable TaskNode now) {
    if (now == null || now.state() == MEMORY || now.state() == FLIGHT) {
      return;
    }
    if (event instanceof Event.GatherSuccess reply && reply.data().containsKey(key)) {
      worker.engine.recommend(now, MEMORY, reply.data().get(key));
    } else if (now.state() == EXECUTING) {
      worker.engine.recommend(now, RELEASED);
    } else if (now.state() != READY) {
      worker.engine.recommend(now, FETCH);
    }
  }

  private static void endRun(WorkerState worker, Event event, TaskNode now) {
    if (event instanceof Event.ExecuteSuccess success) {
      worker.engine.recommend(now, MEMORY, success.value());
    } else if (event instanceof Event.ExecuteFailure failure) {
      worker.engine.recommend(now, ERROR, failure.failure());
    } else {
      worker.engine.recommend(now, RELEASED);
    }
  }

  /** Keys that the scheduler has assigned or wanted a copy of, until it frees them. */
  private static final class HeldReferences extends OtherDecisions {
    private final Set<String> held = new LinkedHashSet<>();

    private HeldReferences(Decisions next) {
      super(next);
    }

    @Override
    public void handle(WorkerState worker, Event event) {
      switch (event.kind()) {
        case COMPUTE_TASK -> held.add(((Event.ComputeTask) event).spec().key());
        case ACQUIRE_REPLICAS ->
            ((Event.AcquireReplicas) event).inputs().forEach(input -> held.add(input.key()));
        case FREE_KEYS -> ((Event.FreeKeys) event).keys().forEach(held::remove);
        case FORGET_KEYS -> ((Event.ForgetKeys) event).keys().forEach(held::remove);
        default -> {}
      }
      next.handle(worker, event);
    }

    @Override
    public boolean remember() {
      return true;
    }

    @Override
    public boolean unwanted(WorkerState worker, TaskNode input) {
      return !held.contains(input.key()) && next.unwanted(worker, input);
    }

    @Override
    public boolean forgettable(WorkerState worker, TaskNode task) {
      return !held.contains(task.key()) && next.forgettable(worker, task);
    }
  }
}
