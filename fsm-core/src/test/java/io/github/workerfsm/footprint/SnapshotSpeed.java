package io.github.workerfsm.footprint;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.snapshot.PayloadFormat;
import io.github.workerfsm.snapshot.SnapshotProgress;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.Value;
import io.github.workerfsm.worker.RuleSet;
import io.github.workerfsm.worker.Settings;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/**
 * Measures how many tasks a second a snapshot takes, in memory: a third of the tasks have a value,
 * a third wait for one of those and for a transfer, and a third are ready.
 *
 * <p>Run it with a number of tasks: {@code mvn -q -pl fsm-core test-compile
 * exec:exec@snapshot-speed}.
 */
public final class SnapshotSpeed {
  private static final String PEER = "tcp://10.0.0.2:4000";
  private static final int ROUNDS = 5;

  private SnapshotSpeed() {}

  /** Prints a line for each round; the first argument is the number of tasks, 1,000,000 if none. */
  public static void main(String[] args) throws IOException {
    int tasks = args.length == 0 ? 1_000_000 : Integer.parseInt(args[0]);
    WorkerStateMachine machine = machine(tasks);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 * tasks);
    System.out.println("round  written, tasks/CPU s  restored, tasks/CPU s  bytes/task");
    for (int round = 1; round <= ROUNDS; round++) {
      bytes.reset();
      long start = cpuNanos();
      machine.snapshot(bytes, PayloadFormat.TEXT, SnapshotProgress.NONE);
      long written = cpuNanos();
      WorkerStateMachine restored =
          WorkerStateMachine.restore(
              new ByteArrayInputStream(bytes.toByteArray()),
              RuleSet.CURRENT,
              0,
              PayloadFormat.TEXT,
              SnapshotProgress.NONE);
      long read = cpuNanos();
      System.out.printf(
          Locale.ROOT,
          "%5d  %,22.0f  %,22.0f  %10.1f%n",
          round,
          1e9 * tasks / (written - start),
          1e9 * tasks / (read - written),
          (double) bytes.size() / tasks);
      if (restored.task("task-0") == null) {
        throw new IllegalStateException("nothing was restored");
      }
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static WorkerStateMachine machine(int tasks) {
    Settings settings = Settings.at("tcp://10.0.0.1:4000").threads(1).build();
    WorkerStateMachine machine = new WorkerStateMachine(settings, RuleSet.CURRENT, 0);
    for (int i = 0; i < tasks / 3; i++) {
      assign(machine, "task-" + i, i, List.of());
      machine.handle(
          new Event.ExecuteSuccess(
              "success", "task-" + i, TaskSpec.NO_RUN, new Value(null, 8, "java.lang.Long")));
    }
    for (int i = tasks / 3; i < tasks / 3 * 2; i++) {
      assign(machine, "task-" + i, i, List.of("task-" + (i - tasks / 3), "input"));
    }
    for (int i = tasks / 3 * 2; i < tasks; i++) {
      assign(machine, "task-" + i, i, List.of());
    }
    return machine;
  }

  private static void assign(
      WorkerStateMachine machine, String key, int order, List<String> inputs) {
    TaskSpec spec =
        TaskSpec.of(key).dependencies(inputs).priority(Priority.of(0, 1, order)).build();
    List<Event.Input> announced =
        inputs.stream().map(input -> new Event.Input(input, 8, List.of(PEER))).toList();
    machine.handle(new Event.ComputeTask("compute", spec, announced, false));
  }
}
