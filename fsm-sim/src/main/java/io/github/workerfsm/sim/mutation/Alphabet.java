package io.github.workerfsm.sim.mutation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.Failure;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.Resources;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.task.Value;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Everything that can be said to a lone worker in a state of it, when there are few keys and peers:
 * a list that ends, so that all of it can be tried. What a stimulus draws from, {@link
 * Surroundings} draws at random.
 *
 * @param keys each may need those before it
 * @param peers addresses of those that may hold values
 */
record Alphabet(ImmutableList<String> keys, ImmutableList<String> peers) {
  private static final String ID = "e";
  static final Priority PRIORITY = Priority.of(0);

  /** Two tasks, of which the second may need the first, and one peer. */
  static final Alphabet TWO_TASKS =
      new Alphabet(ImmutableList.of("x", "y"), ImmutableList.of("tcp://A:2"));

  /** Three tasks, each of which may need those before it, and one peer. */
  static final Alphabet THREE_TASKS =
      new Alphabet(ImmutableList.of("x", "y", "z"), TWO_TASKS.peers());

  /** The events that may come, in a fixed order. */
  List<Event> events(WorkerStateMachine machine, List<Instruction.GatherDep> transfers) {
    List<Event> events = new ArrayList<>();
    scheduler(events, machine);
    copies(events);
    runs(events, machine);
    for (Instruction.GatherDep asked : transfers) {
      ends(events, machine, asked);
    }
    if (machine.running()) {
      events.add(new Event.Pause(ID));
    } else {
      events.add(new Event.Unpause(ID));
    }
    for (String peer : peers) {
      events.add(new Event.RetryBusyWorker(ID, peer));
      events.add(new Event.RemoveWorker(ID, peer));
    }
    events.add(new Event.FindMissing(ID));
    return events;
  }

  private void scheduler(List<Event> events, WorkerStateMachine machine) {
    for (int i = 0; i < keys.size(); i++) {
      String key = keys.get(i);
      long run = freeRun(machine);
      for (List<String> inputs : subsets(keys.subList(0, i))) {
        for (List<String> holders :
            inputs.isEmpty() ? List.of(List.<String>of()) : subsets(peers)) {
          TaskSpec.Builder spec = TaskSpec.of(key).dependencies(inputs).run(run).priority(PRIORITY);
          events.add(new Event.ComputeTask(ID, spec.build(), named(inputs, holders), false));
        }
      }
      TaskSpec demanding =
          TaskSpec.of(key)
              .run(run)
              .priority(PRIORITY)
              .resources(Resources.of(Map.of(Surroundings.RESOURCE, 1)))
              .build();
      events.add(new Event.ComputeTask(ID, demanding, List.of(), false));
      events.add(new Event.StealRequest(ID, key));
      Task task = machine.task(key);
      if (task == null || task.dependents().isEmpty()) {
        events.add(new Event.CancelCompute(ID, key));
      }
    }
    for (List<String> some : subsets(keys)) {
      if (!some.isEmpty() && sparesRuns(machine, some)) {
        events.add(new Event.FreeKeys(ID, some));
        events.add(new Event.ForgetKeys(ID, some));
      }
    }
  }

  private void copies(List<Event> events) {
    for (List<String> some : subsets(keys)) {
      if (some.isEmpty()) {
        continue;
      }
      for (List<String> holders : subsets(peers)) {
        events.add(new Event.AcquireReplicas(ID, named(some, holders)));
        List<Event.Location> locations = new ArrayList<>();
        some.forEach(key -> locations.add(new Event.Location(key, holders)));
        events.add(new Event.RefreshWhoHas(ID, locations));
      }
      events.add(new Event.RemoveReplicas(ID, some));
      events.add(new Event.UpdateData(ID, values(some), true));
    }
  }

  private void runs(List<Event> events, WorkerStateMachine machine) {
    for (Task task : machine.tasks()) {
      TaskSpec started = task.running();
      if (started != null) {
        String key = task.key();
        long run = started.run();
        events.add(new Event.ExecuteSuccess(ID, key, run, value(key)));
        events.add(new Event.ExecuteFailure(ID, key, run, Failure.of("failure")));
        events.add(new Event.Reschedule(ID, key, run));
        if (!task.seceded()) {
          events.add(new Event.Secede(ID, key, run, 1));
        }
      }
    }
  }

  /** Nothing is unreadable beyond the limit, or failures could be counted for ever. */
  private static void ends(
      List<Event> events, WorkerStateMachine machine, Instruction.GatherDep asked) {
    String peer = asked.worker();
    long nbytes = asked.totalNbytes();
    for (List<String> brought : subsets(asked.toGather())) {
      events.add(new Event.GatherSuccess(ID, peer, nbytes, values(brought)));
    }
    events.add(new Event.GatherBusy(ID, peer, nbytes));
    events.add(new Event.GatherNetworkFailure(ID, peer, nbytes));
    int limit = machine.rules().policies().suspicionLimit();
    if (asked.toGather().stream().allMatch(key -> suspicion(machine, key) < limit)) {
      events.add(new Event.GatherFailure(ID, peer, nbytes, Failure.of("unreadable")));
    }
  }

  private static int suspicion(WorkerStateMachine machine, String key) {
    Task task = machine.task(key);
    return task == null ? 0 : task.suspicion();
  }

  /** The lowest run that no assignment has that the worker knows. */
  private static long freeRun(WorkerStateMachine machine) {
    TreeSet<Long> used = new TreeSet<>();
    for (Task task : machine.tasks()) {
      TaskSpec spec = task.spec();
      TaskSpec started = task.running();
      used.add(spec == null ? 0 : spec.run());
      used.add(started == null ? 0 : started.run());
    }
    long free = 1;
    while (used.contains(free)) {
      free++;
    }
    return free;
  }

  /** Whether no run loses an input that is not taken back itself: runs read their inputs. */
  private static boolean sparesRuns(WorkerStateMachine machine, List<String> keys) {
    for (Task task : machine.tasks()) {
      boolean runs = task.state() == TaskState.EXECUTING || task.state() == TaskState.LONG_RUNNING;
      if (runs
          && !keys.contains(task.key())
          && task.dependencies().stream().anyMatch(input -> keys.contains(input.key()))) {
        return false;
      }
    }
    return true;
  }

  private static List<Event.Input> named(List<String> keys, List<String> holders) {
    List<Event.Input> inputs = new ArrayList<>();
    keys.forEach(key -> inputs.add(new Event.Input(key, 1, holders)));
    return inputs;
  }

  private static ImmutableMap<String, Value> values(List<String> keys) {
    ImmutableMap.Builder<String, Value> values = ImmutableMap.builder();
    keys.forEach(key -> values.put(key, value(key)));
    return values.buildOrThrow();
  }

  private static Value value(String key) {
    return new Value("value of " + key, 1, "str");
  }

  private static List<List<String>> subsets(List<String> all) {
    List<List<String>> subsets = new ArrayList<>();
    for (int mask = 0; mask < 1 << all.size(); mask++) {
      List<String> subset = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        if ((mask >>> i & 1) != 0) {
          subset.add(all.get(i));
        }
      }
      subsets.add(subset);
    }
    return subsets;
  }
}
