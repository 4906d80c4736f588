package io.github.workerfsm.sim.mutation;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.Holder;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an event promises before it is handled.
 *
 * @param kept keys whose value arrives, for tasks that want it: they are in memory afterwards
 * @param wanted keys that come back from a transfer without a value, and of which another holder is
 *     known: they are fetched from there afterwards
 * @param sought copies that the scheduler has asked for and that come back without a value: they
 *     are still on their way afterwards
 * @param ordered copies that the scheduler asks for now: none is left lying about afterwards
 * @param sized keys of which a size has been announced and that are not let go, with the size: it
 *     is known as long as they are under way
 * @param urgent tasks that are ready before the event: none that stays so is passed over
 * @param spared keys of tasks that wait for an input that could not be read for the first time:
 *     they do not fail yet
 * @param beyond keys of tasks that wait for an input that is beyond hope: they wait no longer
 */
record Expected(
    Set<String> kept,
    Set<String> wanted,
    Set<String> sought,
    Set<String> ordered,
    Map<String, Long> sized,
    Map<String, Priority> urgent,
    Set<String> spared,
    Set<String> beyond) {

  static Expected of(WorkerStateMachine machine, Surroundings around, Event event) {
    Expected expected =
        new Expected(
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeSet<>(),
            new TreeSet<>());
    expected.ready(machine);
    expected.announced(machine, event);
    expected.turned(machine, around, event);
    if (event instanceof Event.GatherSuccess gather) {
      expected.kept.addAll(gather.data().keySet());
      // what nobody wants is let go, and what is to be computed here meanwhile is computed
      expected.kept.removeIf(
          key ->
              state(machine, key) == TaskState.CANCELLED
                  || state(machine, key) == TaskState.RESCHEDULED);
      expected.elsewhere(machine, around, around.transfers.get(gather.worker()));
      expected.wanted.removeAll(gather.data().keySet());
      expected.sought.removeAll(gather.data().keySet());
    } else if (event instanceof Event.GatherBusy busy) {
      expected.elsewhere(machine, around, around.transfers.get(busy.worker()));
    } else if (event instanceof Event.GatherFailure failure) {
      expected.hopeless(machine, around.transfers.get(failure.worker()));
    } else if (event instanceof Event.AcquireReplicas acquire
        && acquire.inputs().stream().noneMatch(input -> around.toCompute(input.key()))) {
      acquire.inputs().forEach(input -> expected.ordered.add(input.key()));
    } else if (event instanceof Event.UpdateData update) {
      expected.kept.addAll(update.data().keySet());
      expected.kept.removeIf(key -> held(machine, key));
    } else if (event instanceof Event.ExecuteSuccess success) {
      expected.kept.add(success.key());
      expected.kept.removeIf(key -> state(machine, key) == TaskState.CANCELLED);
    }
    return expected;
  }

  private void elsewhere(
      WorkerStateMachine machine, Surroundings around, Instruction.@Nullable GatherDep asked) {
    for (String key : asked == null ? List.<String>of() : asked.toGather()) {
      Task task = machine.task(key);
      if (task != null && task.state() == TaskState.FLIGHT) {
        if (task.holders().size() > 1) {
          wanted.add(key);
        }
        if (around.acquired.contains(key)) {
          sought.add(key);
        }
      }
    }
  }

  private void hopeless(WorkerStateMachine machine, Instruction.@Nullable GatherDep asked) {
    int limit = machine.rules().policies().suspicionLimit();
    List<String> keys = asked == null ? List.of() : asked.toGather();
    boolean first = true;
    for (String key : keys) {
      Task task = machine.task(key);
      first &= task == null || task.suspicion() == 0;
    }
    for (String key : keys) {
      Task task = machine.task(key);
      if (task != null && task.state() == TaskState.FLIGHT) {
        if (first) {
          spared.addAll(waiting(task));
        } else if (task.suspicion() + 1 >= limit) {
          beyond.addAll(waiting(task));
        }
      }
    }
  }

  private static List<String> waiting(Task input) {
    return input.dependents().stream()
        .filter(dependent -> dependent.state() == TaskState.WAITING_FOR_DEPENDENCIES)
        .map(Task::key)
        .toList();
  }

  /** The size of a task that is new here, was let go, or is to be copied again. */
  private void announced(WorkerStateMachine machine, Event event) {
    List<Event.Input> inputs = List.of();
    if (event instanceof Event.ComputeTask compute) {
      inputs = compute.inputs();
    } else if (event instanceof Event.AcquireReplicas acquire) {
      inputs = acquire.inputs();
    }
    for (Event.Input input : inputs) {
      TaskState before = state(machine, input.key());
      boolean again = before == TaskState.FETCH && event instanceof Event.AcquireReplicas;
      if (before == null || before == TaskState.RELEASED || again) {
        sized.put(input.key(), input.nbytes());
      }
    }
  }

  /**
   * The size of a task that waits for its run or transfer to end, to be brought or run instead; of
   * several that come back together, one may be an input of another.
   */
  private void turned(WorkerStateMachine machine, Surroundings around, Event event) {
    List<String> held = around.heldBy(event);
    for (String key : held.size() == 1 ? held : List.<String>of()) {
      Task task = machine.task(key);
      if (task != null && task.state() == TaskState.RESCHEDULED && task.nbytes() >= 0) {
        sized.put(key, task.nbytes());
      }
    }
  }

  private void ready(WorkerStateMachine machine) {
    for (Task task : machine.tasks()) {
      Priority priority = task.priority();
      if (task.state() == TaskState.READY && priority != null) {
        urgent.put(task.key(), priority);
      }
    }
  }

  /** What an assignment promises that has become the task's last one; null if it is kept. */
  static @Nullable String assigned(
      WorkerStateMachine machine, Event event, @Nullable TaskState before) {
    if (!(event instanceof Event.ComputeTask compute)) {
      return null;
    }
    TaskSpec spec = compute.spec();
    Task task = machine.task(spec.key());
    if (task == null) {
      return null;
    }
    if (before == TaskState.ERROR
        && task.state() == TaskState.ERROR
        && spec.dependencies().isEmpty()) {
      return "S9 the old failure of " + task.key() + " is told of the new run";
    }
    List<String> inputs = task.dependencies().stream().map(Task::key).sorted().toList();
    if (task.spec() == spec && !inputs.equals(spec.dependencies().stream().sorted().toList())) {
      return "S5 " + task.key() + " needs " + inputs + ", its assignment " + spec.dependencies();
    }
    return null;
  }

  private @Nullable String passedOver(WorkerStateMachine machine, Set<String> started) {
    for (String key : started) {
      Task task = machine.task(key);
      Priority priority = task == null ? null : task.priority();
      TaskSpec running = task == null ? null : task.running();
      if (priority == null || running == null || !running.resources().isEmpty()) {
        continue;
      }
      for (Map.Entry<String, Priority> other : urgent.entrySet()) {
        if (state(machine, other.getKey()) == TaskState.READY
            && other.getValue().compareTo(priority) < 0) {
          return "S1 " + key + " is started before " + other.getKey() + ", which is more urgent";
        }
      }
    }
    return null;
  }

  private static boolean underWay(TaskState state) {
    return switch (state) {
      case WAITING_FOR_DEPENDENCIES, READY, CONSTRAINED, EXECUTING, FETCH, MISSING, FLIGHT -> true;
      case NEW, LONG_RUNNING, MEMORY, ERROR, CANCELLED, RESCHEDULED, RELEASED, FORGOTTEN -> false;
    };
  }

  private static @Nullable TaskState state(WorkerStateMachine machine, String key) {
    Task task = machine.task(key);
    return task == null ? null : task.state();
  }

  private static boolean held(WorkerStateMachine machine, String key) {
    Task task = machine.task(key);
    return task != null && task.holder() != Holder.NONE;
  }

  /** Which property is broken, and how; null when all has come about. */
  @Nullable String broken(WorkerStateMachine machine, Set<String> started) {
    String passedOver = passedOver(machine, started);
    if (passedOver != null) {
      return passedOver;
    }
    for (String key : kept) {
      if (state(machine, key) != TaskState.MEMORY) {
        return "S6 the value of " + key + " has arrived, and is not kept";
      }
    }
    for (String key : wanted) {
      TaskState state = state(machine, key);
      if (state != TaskState.FETCH && state != TaskState.FLIGHT) {
        return "S5 another holder of " + key + " is known, and is not asked";
      }
    }
    for (String key : sought) {
      TaskState state = state(machine, key);
      if (state != TaskState.FETCH && state != TaskState.FLIGHT && state != TaskState.MISSING) {
        return "L1 a copy of " + key + " has been asked for, and is given up";
      }
    }
    for (String key : ordered) {
      TaskState state = state(machine, key);
      if (state == null || state == TaskState.RELEASED || state == TaskState.CANCELLED) {
        return "L1 a copy of " + key + " is asked for, and nothing is done about it";
      }
    }
    for (Map.Entry<String, Long> entry : sized.entrySet()) {
      Task task = machine.task(entry.getKey());
      if (task != null && underWay(task.state()) && task.nbytes() != entry.getValue()) {
        return "S11 the size of " + task.key() + " has been announced, and is not known";
      }
    }
    for (String key : spared) {
      if (state(machine, key) == TaskState.ERROR) {
        return "L1 " + key + " fails although its input may still be brought";
      }
    }
    for (String key : beyond) {
      if (state(machine, key) == TaskState.WAITING_FOR_DEPENDENCIES) {
        return "L4 " + key + " goes on to wait for an input that cannot be brought";
      }
    }
    return null;
  }
}
