package io.github.workerfsm.sim.testkit;

import io.github.workerfsm.check.IllegalEventException;
import io.github.workerfsm.check.MachineFailedException;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.event.EventKind;
import io.github.workerfsm.task.Resources;
import io.github.workerfsm.worker.RuleSet;
import io.github.workerfsm.worker.Settings;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/**
 * What can happen to one worker machine, and to what kind of worker. Sequences shrink by leaving
 * out steps; those that are left become the plainest of their kind, and are legal again because
 * events are made of steps only when their turn comes.
 */
public final class WorkerArbitraries {
  /** Address of the worker in {@link #settings}; none of its peers has it. */
  public static final String ADDRESS = "tcp://host-1:1";

  /** The resource that workers of {@link #settings} have. */
  public static final String RESOURCE = "R";

  private static final int LENGTH = 70;
  private static final int DETAILS = 1 << 14;
  private static final int MASKS = 1 << EventSource.KEYS.size();

  private WorkerArbitraries() {}

  /**
   * Workers that soon reach their limits: little of everything, so that tasks get into each other's
   * way.
   */
  public static Arbitrary<Settings> settings() {
    return Combinators.combine(
            Arbitraries.of(1, 2, 8),
            Arbitraries.integers().between(0, 2),
            Arbitraries.of(Settings.UNLIMITED, 1L, 2L),
            Arbitraries.of(Settings.UNLIMITED, 3L),
            Arbitraries.of(Settings.UNLIMITED, 5L))
        .as(WorkerArbitraries::settings);
  }

  private static Settings settings(
      int threads, int resource, long transfers, long messageBytes, long bytes) {
    return Settings.at(ADDRESS)
        .threads(threads)
        .totalResources(resource == 0 ? Resources.NONE : Resources.of(Map.of(RESOURCE, resource)))
        .transferCountLimit(transfers)
        .transferThrottleThreshold(1)
        .transferMessageBytesLimit(messageBytes)
        .transferBytesLimit(bytes)
        .build();
  }

  /** Up to 70 steps for a {@link WorkerWalk}, of all kinds; assignments are the most frequent. */
  public static Arbitrary<List<WorkerStep>> steps() {
    List<Tuple2<Integer, EventKind>> weights = new ArrayList<>();
    for (EventKind kind : EventKind.values()) {
      weights.add(Tuple.of(weight(kind), kind));
    }
    Arbitrary<Integer> all = Arbitraries.integers().between(0, MASKS - 1);
    Arbitrary<Integer> few = Combinators.combine(all, all).as((a, b) -> a & b);
    return Combinators.combine(
            Arbitraries.frequency(weights),
            Arbitraries.integers().between(0, EventSource.KEYS.size() - 1),
            Arbitraries.oneOf(few, all),
            Arbitraries.integers().between(0, DETAILS - 1))
        .as(WorkerStep::new)
        .list()
        .ofMaxSize(LENGTH)
        .withoutEdgeCases();
  }

  private static int weight(EventKind kind) {
    return switch (kind) {
      case COMPUTE_TASK -> 8;
      case GATHER_SUCCESS, FREE_KEYS -> 4;
      case EXECUTE_SUCCESS, ACQUIRE_REPLICAS, UNPAUSE -> 3;
      default -> 1;
    };
  }

  /** Legal sequences of events for a machine with these settings under the current rules. */
  public static Arbitrary<List<Event>> events(Settings settings) {
    return events(settings, RuleSet.CURRENT);
  }

  /**
   * Legal sequences of events for a machine with these settings under these rules: completions
   * answer what the machine has asked for, nothing else. A sequence that stops a machine under
   * faulty rules, or makes it ask for what cannot be, ends with the event that does.
   */
  public static Arbitrary<List<Event>> events(Settings settings, RuleSet rules) {
    return steps().map(steps -> events(settings, rules, steps));
  }

  private static List<Event> events(Settings settings, RuleSet rules, List<WorkerStep> steps) {
    WorkerStateMachine machine = new WorkerStateMachine(settings, rules, 0);
    WorkerSurroundings surroundings = new WorkerSurroundings(machine);
    List<Event> events = new ArrayList<>();
    for (WorkerStep step : steps) {
      Event event = surroundings.event(step);
      if (event != null) {
        events.add(event);
        surroundings.said(event);
        try {
          if (surroundings.heard(machine.handle(event)) != null) {
            break;
          }
        } catch (IllegalEventException | MachineFailedException e) {
          break;
        }
      }
    }
    return events;
  }

  /**
   * Walks of machines of all kinds under the current rules, every step of which has been checked.
   */
  public static Arbitrary<WorkerWalk> walks() {
    return Combinators.combine(settings(), steps())
        .as((settings, steps) -> WorkerWalk.of(settings, RuleSet.CURRENT, steps));
  }
}
