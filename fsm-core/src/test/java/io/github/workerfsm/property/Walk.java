package io.github.workerfsm.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.Holder;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.worker.RuleOverrides;
import io.github.workerfsm.worker.RuleSet;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One machine, one world, and the events between them. After every event all invariants of the
 * machine are checked, and that the world knows what the machine thinks that it knows.
 */
final class Walk {
  final WorkerStateMachine machine;
  final World world;

  /** All events and all instructions so far. */
  final List<Event> events = new ArrayList<>();

  final List<Instruction> instructions = new ArrayList<>();

  Walk(Scope scope, RuleSet rules) {
    machine = new WorkerStateMachine(scope.settings(), rules);
    world = new World(machine);
  }

  /** A walk of all steps that make sense when their turn comes. */
  static Walk of(Scope scope, RuleSet rules, List<Step> steps) {
    Walk walk = new Walk(scope, rules);
    steps.forEach(walk::take);
    return walk;
  }

  void take(Step step) {
    Event event = world.event(step);
    if (event != null) {
      take(event);
    }
  }

  void take(Event event) {
    Set<String> promised = promised(event);
    events.add(event);
    world.said(event);
    List<Instruction> consequences = machine.handle(event);
    assertThat(consequences)
        .extracting(Instruction::stimulusId)
        .allMatch(event.stimulusId()::equals);
    instructions.addAll(consequences);
    world.heard(consequences);
    machine.check();
    checkKnowledge();
    checkSpecifications();
    assertThat(keys(task -> task.state() == TaskState.MEMORY))
        .as("what is here after %s", event)
        .containsAll(promised);
  }

  /** What arrives, for tasks that are wanted and take it. */
  private Set<String> promised(Event event) {
    if (machine.rules().overrides().contains(RuleOverrides.VALUES_TOGETHER)) {
      return Set.of();
    }
    Set<String> promised = new TreeSet<>();
    if (event instanceof Event.GatherSuccess gather) {
      promised.addAll(gather.data().keySet());
      promised.removeIf(key -> machine.task(key).state() == TaskState.CANCELLED);
      if (!machine.rules().overrides().contains(RuleOverrides.BROUGHT_RESULT)) {
        // what is to be computed here meanwhile is computed
        promised.removeIf(key -> machine.task(key).state() == TaskState.RESCHEDULED);
      }
    } else if (event instanceof Event.UpdateData update) {
      promised.addAll(update.data().keySet());
      promised.removeIf(
          key -> machine.task(key) != null && machine.task(key).holder() != Holder.NONE);
    }
    return promised;
  }

  /** Links follow the last assignment, where rules do not say otherwise. */
  private void checkSpecifications() {
    if (machine.rules().overrides().contains(RuleOverrides.OLD_INPUTS_KEPT)) {
      return;
    }
    for (Task task : machine.tasks()) {
      TaskSpec spec = task.spec();
      assertThat(task.dependencies())
          .as("inputs of %s", task)
          .extracting(Task::key)
          .hasSameElementsAs(spec == null ? List.of() : spec.dependencies());
    }
  }

  private void checkKnowledge() {
    assertThat(keys(task -> task.state() == TaskState.MEMORY))
        .as("what is here, and what the scheduler has been told is here")
        .isEqualTo(new TreeSet<>(world.held));
    assertThat(keys(task -> task.holder() == Holder.THREAD))
        .as("what threads hold, and what threads have been told to run")
        .isEqualTo(new TreeSet<>(world.runs.keySet()));
    assertThat(keys(task -> task.holder() == Holder.TRANSFER))
        .as("what transfers hold, and what peers have been asked for")
        .isEqualTo(
            world.transfers.values().stream()
                .flatMap(gather -> gather.toGather().stream())
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  private TreeSet<String> keys(Predicate<Task> wanted) {
    return machine.tasks().stream()
        .filter(wanted)
        .map(Task::key)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
