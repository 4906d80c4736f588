package io.github.workerfsm.footprint;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.observe.FlightRecorder;
import io.github.workerfsm.observe.Observers;
import io.github.workerfsm.observe.Owned;
import io.github.workerfsm.observe.WorkerMeters;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.task.Value;
import io.github.workerfsm.worker.RuleSet;
import io.github.workerfsm.worker.Settings;
import io.github.workerfsm.worker.TransitionObserver;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;

/**
 * Measures what it costs to look at a machine: CPU time of the owner for each transition, of tasks
 * that are assigned, run, released and forgotten, as the median of rounds in which all ways of
 * looking take turns. They share one JVM, so that the machine's call of its observer has several
 * targets, which is the dearest case.
 *
 * <p>{@code mvn -q -pl fsm-core test-compile exec:exec@observer-cost}
 */
public final class ObserverCost {
  private static final int TASKS = 1_000;
  private static final int LIVES = 60;
  private static final int ROUNDS = 25;
  private static final int WARM_UP = 5;

  /** A way of looking at a machine. */
  private enum Look {
    STORY_OFF("nothing; the story off"),
    NOTHING("nothing; the story on, as in every row below"),
    OWNED("Owned.get before every event"),
    EMPTY("an observer that does nothing"),
    THREE("three of those, by Observers.all"),
    FLIGHT_RECORDER("FlightRecorder, no recording running"),
    RECORDING("FlightRecorder, a recording running"),
    METERS("WorkerMeters.publish after every event");

    final String words;

    Look(String words) {
      this.words = words;
    }

    @Nullable TransitionObserver observer() {
      return switch (this) {
        case EMPTY -> new Empty();
        case THREE -> Observers.all(new Empty(), new Empty(), new Empty());
        case FLIGHT_RECORDER, RECORDING -> FlightRecorder.named("worker");
        default -> null;
      };
    }
  }

  private static final class Empty implements TransitionObserver {
    @Override
    public void moved(
        Task task,
        TaskState from,
        TaskState requested,
        TaskState landing,
        @Nullable Transition<TaskState, TaskState, ?, ?> row) {}
  }

  private final List<Event> life = life();

  private ObserverCost() {}

  /** Prints a line for each way of looking. */
  public static void main(String[] args) {
    new ObserverCost().run();
  }

  private void run() {
    Look[] looks = Look.values();
    double[][] nanos = new double[looks.length][ROUNDS];
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      for (Look look : looks) {
        double each = nanosPerTransition(look);
        if (round >= 0) {
          nanos[look.ordinal()][round] = each;
        }
      }
    }
    System.out.println("ns of CPU time a transition   beside nothing   what looks");
    double nothing = median(nanos[Look.NOTHING.ordinal()]);
    for (Look look : looks) {
      double each = median(nanos[look.ordinal()]);
      System.out.printf(Locale.ROOT, "%27.1f   %+14.1f   %s%n", each, each - nothing, look.words);
    }
  }

  private double nanosPerTransition(Look look) {
    int storyLines = look == Look.STORY_OFF ? 0 : WorkerStateMachine.STORY_LINES;
    WorkerStateMachine machine =
        new WorkerStateMachine(
            Settings.at("tcp://10.0.0.1:4000").threads(1).build(), RuleSet.CURRENT, storyLines);
    machine.observe(look.observer());
    try (Recording recording = new Recording()) {
      if (look == Look.RECORDING) {
        recording.enable("workerfsm.Transition");
        recording.start();
      }
      long start = cpuNanos();
      live(machine, look);
      return (cpuNanos() - start) / (double) machine.transitions();
    }
  }

  private void live(WorkerStateMachine machine, Look look) {
    Owned<WorkerStateMachine> owned = Owned.byThisThread("worker", machine);
    WorkerMeters meters = new WorkerMeters();
    for (int i = 0; i < LIVES; i++) {
      for (int j = 0; j < life.size(); j++) {
        (look == Look.OWNED ? owned.get() : machine).handle(life.get(j));
        if (look == Look.METERS) {
          meters.publish(machine);
        }
      }
    }
  }

  private static List<Event> life() {
    List<Event> life = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      String key = "task-" + i;
      TaskSpec spec = TaskSpec.of(key).priority(Priority.of(0, 1, i)).build();
      life.add(new Event.ComputeTask("compute", spec, List.of(), false));
      life.add(
          new Event.ExecuteSuccess(
              "success", key, TaskSpec.NO_RUN, new Value(null, 8, "java.lang.Long")));
      life.add(new Event.FreeKeys("free", List.of(key)));
      life.add(new Event.ForgetKeys("forget", List.of(key)));
    }
    return life;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
