package io.github.workerfsm.sim.mutation;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.task.Holder;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an event promises before it is handled: a value that arrives for a task that wants it is
 * kept, and what is let go leaves memory.
 *
 * @param property the property that is broken otherwise
 * @param kept keys that are in memory afterwards
 */
record Expected(String property, Set<String> kept) {
  private static final Expected NOTHING = new Expected("", Set.of());

  static Expected of(WorkerStateMachine machine, Event event) {
    Set<String> kept = new TreeSet<>();
    if (event instanceof Event.GatherSuccess gather) {
      kept.addAll(gather.data().keySet());
      kept.removeIf(key -> state(machine, key) == TaskState.CANCELLED);
    } else if (event instanceof Event.UpdateData update) {
      kept.addAll(update.data().keySet());
      kept.removeIf(key -> held(machine, key));
    } else if (event instanceof Event.ExecuteSuccess success) {
      kept.add(success.key());
      kept.removeIf(key -> state(machine, key) == TaskState.CANCELLED);
    } else {
      return NOTHING;
    }
    return new Expected("S6", kept);
  }

  private static @Nullable TaskState state(WorkerStateMachine machine, String key) {
    Task task = machine.task(key);
    return task == null ? null : task.state();
  }

  private static boolean held(WorkerStateMachine machine, String key) {
    Task task = machine.task(key);
    return task != null && task.holder() != Holder.NONE;
  }

  /** What has not come about; null when all has. */
  @Nullable String broken(WorkerStateMachine machine) {
    for (String key : kept) {
      if (state(machine, key) != TaskState.MEMORY) {
        return "the value of " + key + " has arrived, and is not kept";
      }
    }
    return null;
  }
}
