package io.github.workerfsm.trace;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.worker.TransitionObserver;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Watches a machine through one step at a time and writes down what came of it, in the reference's
 * words.
 *
 * <p>A step may change any number of tasks, of a machine that has a million others: what changed is
 * found among the tasks that moved and the keys that the events name, never by looking through all.
 * A key that is named may become known without a transition.
 *
 * <p>The reference does not log that a task is new, nor that it goes from there to released (which
 * is the same to it) or, placed by a client, to memory.
 */
final class Witness implements TransitionObserver {
  private final WorkerStateMachine machine;

  /** The states after the last step, of the keys that are known. */
  private final Map<String, RecordedState> before = new HashMap<>();

  private final Set<String> touched = new LinkedHashSet<>();
  private final List<RecordedTransition> transitions = new ArrayList<>();

  /** Keys whose run has ended, in this step, by asking to be run elsewhere. */
  private final Set<String> runElsewhere = new LinkedHashSet<>();

  /** Hears of every transition as well; null for nobody. */
  private @Nullable TransitionObserver companion;

  /** Watches a machine from now on. */
  Witness(WorkerStateMachine machine) {
    this.machine = machine;
    for (Task task : machine.tasks()) {
      before.put(task.key(), RecordedState.of(task));
    }
    machine.observe(this);
  }

  @Override
  public void moved(
      Task task,
      TaskState from,
      TaskState requested,
      TaskState landing,
      @Nullable Transition<TaskState, TaskState, ?, ?> row) {
    TransitionObserver other = companion;
    if (other != null) {
      other.moved(task, from, requested, landing, row);
    }
    touched.add(task.key());
    String start = ReferenceNames.of(from);
    String recommended = recommended(task, requested, landing);
    boolean unlogged =
        start.equals(recommended) || (from == TaskState.NEW && requested == TaskState.MEMORY);
    if (!unlogged) {
      transitions.add(
          new RecordedTransition(task.key(), start, recommended, ReferenceNames.of(landing)));
    }
  }

  /** Lets another observer hear of every transition, too. */
  void observe(@Nullable TransitionObserver observer) {
    companion = observer;
  }

  /** To the reference, asking to be run elsewhere is a request of its own. */
  private String recommended(Task task, TaskState requested, TaskState landing) {
    boolean elsewhere =
        requested == TaskState.RELEASED
            && landing == TaskState.RELEASED
            && runElsewhere.remove(task.key());
    return elsewhere ? "rescheduled" : ReferenceNames.of(requested);
  }

  /** Forgets what has been written down, before a step with these events. */
  void next(List<Event> events) {
    touched.clear();
    transitions.clear();
    runElsewhere.clear();
    for (Event event : events) {
      if (event instanceof Event.Reschedule reschedule) {
        runElsewhere.add(reschedule.key());
      }
    }
  }

  /**
   * What came of a step that returned.
   *
   * @param asked keys whose state is wanted even if it has not changed
   */
  Answer returned(List<Event> events, List<Instruction> instructions, Collection<String> asked) {
    events.forEach(this::touch);
    return new Answer(
        instructions.stream().map(RecordedInstruction::of).collect(toImmutableList()),
        null,
        ImmutableList.copyOf(transitions),
        states(asked),
        machine.gauges());
  }

  /** What came of a step that threw. The state of the machine is anybody's guess. */
  Answer raised(RuntimeException e) {
    return new Answer(
        ImmutableList.of(),
        e.getClass().getSimpleName() + ": " + e.getMessage(),
        ImmutableList.copyOf(transitions),
        ImmutableMap.of(),
        null);
  }

  private ImmutableMap<String, RecordedState> states(Collection<String> asked) {
    SortedMap<String, RecordedState> states = new TreeMap<>();
    for (String key : touched) {
      RecordedState now = RecordedState.of(machine.task(key));
      if (!now.equals(before.getOrDefault(key, RecordedState.UNKNOWN))) {
        states.put(key, now);
        remember(key, now);
      }
    }
    for (String key : asked) {
      states.computeIfAbsent(key, k -> RecordedState.of(machine.task(k)));
    }
    return ImmutableMap.copyOf(states);
  }

  private void remember(String key, RecordedState state) {
    if (state.equals(RecordedState.UNKNOWN)) {
      before.remove(key);
    } else {
      before.put(key, state);
    }
  }

  /** An event that names a key may make it known without moving it. */
  private void touch(Event event) {
    switch (event.kind()) {
      case COMPUTE_TASK -> {
        Event.ComputeTask compute = (Event.ComputeTask) event;
        touched.add(compute.spec().key());
        compute.inputs().forEach(input -> touched.add(input.key()));
      }
      case ACQUIRE_REPLICAS ->
          ((Event.AcquireReplicas) event).inputs().forEach(input -> touched.add(input.key()));
      case UPDATE_DATA -> touched.addAll(((Event.UpdateData) event).data().keySet());
      default -> {}
    }
  }
}
