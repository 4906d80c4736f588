package io.github.workerfsm.footprint;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.task.Value;
import io.github.workerfsm.worker.RuleSet;
import io.github.workerfsm.worker.Settings;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.List;
import java.util.Locale;
import org.openjdk.jol.info.GraphLayout;

/**
 * Measures how many bytes a machine holds for each task, in the states in which tasks stay long.
 *
 * <p>What is counted is every object that is reachable from the machine, key strings apart: tasks,
 * specifications, priorities, values, links, queues and the table itself. The story is off, since
 * its size does not depend on the number of tasks. A waiting task waits for one input; all of them
 * for the same one, so that its own bytes vanish in the mean.
 *
 * <p>Run it with a number of tasks: {@code mvn -q -pl fsm-core test-compile exec:exec@footprint}.
 */
public final class BytesPerTask {
  private static final String PEER = "tcp://10.0.0.2:4000";

  private BytesPerTask() {}

  /** Prints one line per state; the first argument is the number of tasks, 1,000,000 if absent. */
  public static void main(String[] args) {
    int tasks = args.length == 0 ? 1_000_000 : Integer.parseInt(args[0]);
    System.out.println("state                     bytes per task, of " + tasks);
    for (TaskState state :
        List.of(
            TaskState.MEMORY,
            TaskState.WAITING_FOR_DEPENDENCIES,
            TaskState.READY,
            TaskState.RELEASED)) {
      System.out.printf(Locale.ROOT, "%-25s %6.1f%n", state.label(), of(state, tasks));
    }
  }

  /** Bytes per task of a machine that holds the given number of tasks in the given state. */
  static double of(TaskState state, int tasks) {
    WorkerStateMachine machine = machine(state, tasks);
    GraphLayout all = GraphLayout.parseInstance(machine);
    GraphLayout empty = GraphLayout.parseInstance(machine(state, 0));
    return (double) (withoutText(all) - withoutText(empty)) / tasks;
  }

  private static long withoutText(GraphLayout layout) {
    return layout.totalSize()
        - layout.getClassSizes().count(String.class)
        - layout.getClassSizes().count(byte[].class);
  }

  private static WorkerStateMachine machine(TaskState state, int tasks) {
    int threads = state == TaskState.MEMORY ? 1 : 0;
    Settings settings = Settings.at("tcp://10.0.0.1:4000").threads(threads).build();
    WorkerStateMachine machine = new WorkerStateMachine(settings, RuleSet.CURRENT, 0);
    for (int i = 0; i < tasks; i++) {
      bring(machine, "task-" + i, i, state);
    }
    return machine;
  }

  private static void bring(WorkerStateMachine machine, String key, int order, TaskState state) {
    boolean waits = state == TaskState.WAITING_FOR_DEPENDENCIES;
    List<String> inputs = waits ? List.of("input") : List.of();
    TaskSpec spec =
        TaskSpec.of(key).dependencies(inputs).priority(Priority.of(0, 1, order)).build();
    List<Event.Input> announced =
        inputs.stream().map(input -> new Event.Input(input, 8, List.of(PEER))).toList();
    machine.handle(new Event.ComputeTask("compute", spec, announced, false));
    if (state == TaskState.MEMORY) {
      machine.handle(
          new Event.ExecuteSuccess(
              "success", key, TaskSpec.NO_RUN, new Value(null, 8, "java.lang.Long")));
    } else if (state == TaskState.RELEASED) {
      machine.handle(new Event.FreeKeys("free", List.of(key)));
    }
    if (machine.task(key) == null || machine.task(key).state() != state) {
      throw new IllegalStateException(machine.explain(key));
    }
  }
}
