package io.github.workerfsm.sim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.Holder;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.worker.RuleOverrides;
import io.github.workerfsm.worker.RuleSet;
import io.github.workerfsm.worker.Settings;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One machine, its surroundings, and the events between them. After every event it is checked that
 * all invariants of the machine hold, that it asks for nothing that cannot be, that machine and
 * surroundings think the same of what is here and under way, and that what arrives is kept.
 *
 * <p>Whatever does not hold is an {@link AssertionError}; a machine that refuses an event or stops
 * throws what it throws.
 */
public final class WorkerWalk {
  private static final int MOST_ROUNDS = 100;

  private final WorkerStateMachine machine;
  private final WorkerSurroundings surroundings;
  private final List<Event> events = new ArrayList<>();
  private final List<Instruction> instructions = new ArrayList<>();

  /** A walk that begins with this machine, to which nothing has happened yet. */
  public WorkerWalk(WorkerStateMachine machine) {
    this.machine = machine;
    this.surroundings = new WorkerSurroundings(machine);
  }

  /** A walk of all steps that make sense when their turn comes. */
  public static WorkerWalk of(Settings settings, RuleSet rules, List<WorkerStep> steps) {
    WorkerWalk walk = new WorkerWalk(new WorkerStateMachine(settings, rules));
    steps.forEach(walk::take);
    return walk;
  }

  /** The machine, as it is now. */
  public WorkerStateMachine machine() {
    return machine;
  }

  /** What is under way around the machine. */
  public WorkerSurroundings surroundings() {
    return surroundings;
  }

  /** All events so far. */
  public ImmutableList<Event> events() {
    return ImmutableList.copyOf(events);
  }

  /** All instructions so far. */
  public ImmutableList<Instruction> instructions() {
    return ImmutableList.copyOf(instructions);
  }

  /** Takes the step, if it makes sense now. */
  public void take(WorkerStep step) {
    Event event = surroundings.event(step);
    if (event != null) {
      take(event);
    }
  }

  /** Hands one event to the machine and checks everything; returns what the machine answers. */
  public List<Instruction> take(Event event) {
    Set<String> promised = promised(event);
    events.add(event);
    surroundings.said(event);
    List<Instruction> answer = machine.handle(event);
    assertThat(answer)
        .as("the stimulus of what follows from %s", event)
        .extracting(Instruction::stimulusId)
        .allMatch(event.stimulusId()::equals);
    instructions.addAll(answer);
    assertThat(surroundings.heard(answer)).as("what cannot be asked, after %s", event).isNull();
    machine.check();
    checkKnowledge();
    checkInputs();
    assertThat(keys(task -> task.state() == TaskState.MEMORY))
        .as("what is here after %s", event)
        .containsAll(promised);
    return answer;
  }

  /**
   * From now on the surroundings cooperate, until nothing is under way or asked for: the worker
   * goes on if it was paused, runs and transfers succeed, busy peers are asked again, what is
   * missing is found.
   */
  public void settle() {
    take(new Event.Unpause("unpause"));
    surroundings.retries().forEach(this::take);
    for (int round = 0; isWanting(); round++) {
      assertThat(round).as("rounds until nothing is left to do").isLessThan(MOST_ROUNDS);
      surroundings.completions().forEach(this::take);
      surroundings.retries().forEach(this::take);
      List<Instruction> questions = take(new Event.FindMissing("find-" + round));
      surroundings.answers(questions).forEach(this::take);
    }
  }

  private boolean isWanting() {
    return !surroundings.quiet()
        || !surroundings.busy().isEmpty()
        || machine.gauges().missing() > 0;
  }

  /** What arrives, for tasks that are wanted and take it. */
  private Set<String> promised(Event event) {
    Set<String> promised = new TreeSet<>();
    if (machine.rules().overrides().contains(RuleOverrides.VALUES_TOGETHER)) {
      return promised;
    }
    if (event instanceof Event.GatherSuccess gather) {
      promised.addAll(gather.data().keySet());
      promised.removeIf(key -> isIn(key, TaskState.CANCELLED));
      if (!machine.rules().overrides().contains(RuleOverrides.BROUGHT_RESULT)) {
        // what is to be computed here meanwhile is computed
        promised.removeIf(key -> isIn(key, TaskState.RESCHEDULED));
      }
    } else if (event instanceof Event.UpdateData update) {
      promised.addAll(update.data().keySet());
      promised.removeIf(this::isHeld);
    }
    return promised;
  }

  private boolean isIn(String key, TaskState state) {
    Task task = machine.task(key);
    return task != null && task.state() == state;
  }

  private boolean isHeld(String key) {
    Task task = machine.task(key);
    return task != null && task.holder() != Holder.NONE;
  }

  /** Links follow the last assignment, where rules do not say otherwise. */
  private void checkInputs() {
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
        .isEqualTo(surroundings.held());
    assertThat(keys(task -> task.holder() == Holder.THREAD))
        .as("what threads hold, and what threads have been told to run")
        .isEqualTo(surroundings.runs().keySet());
    assertThat(keys(task -> task.holder() == Holder.TRANSFER))
        .as("what transfers hold, and what peers have been asked for")
        .isEqualTo(
            surroundings.transfers().values().stream()
                .flatMap(gather -> gather.toGather().stream())
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  private Set<String> keys(Predicate<Task> wanted) {
    return machine.tasks().stream()
        .filter(wanted)
        .map(Task::key)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The events, one a line. */
  @Override
  public String toString() {
    return events.stream().map(Event::toString).collect(Collectors.joining("\n", "walk:\n", "\n"));
  }
}
