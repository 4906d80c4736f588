package io.github.workerfsm.sim.scheduler;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.Resources;
import io.github.workerfsm.task.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler at which a test sits: stimuli in short, messages as text. Workers are named by
 * letters; {@code A} is incarnation 0 at {@code tcp://A:1}, {@code A'} incarnation 1.
 */
final class Desk {
  final Scheduler scheduler;

  /** Findings are collected only under CURRENT; a faulty rule may violate what it likes. */
  private final boolean strict;

  Desk(SchedulerOverride... overrides) {
    scheduler = new Scheduler(SchedulerRules.CURRENT.with(overrides));
    strict = overrides.length == 0;
  }

  static WorkerId worker(String name) {
    boolean again = name.endsWith("'");
    String letter = again ? name.substring(0, name.length() - 1) : name;
    return new WorkerId("tcp://" + letter + ":1", again ? 1 : 0);
  }

  /** {@code y(x, z)} is a task with inputs; everything else has its default. */
  static TaskDefinition task(String text) {
    int open = text.indexOf('(');
    String key = open < 0 ? text : text.substring(0, open);
    ImmutableList<String> inputs =
        open < 0
            ? ImmutableList.of()
            : ImmutableList.copyOf(text.substring(open + 1, text.length() - 1).split(", *"));
    return new TaskDefinition(
        key, inputs, "f", Priority.of(0), Resources.NONE, ImmutableList.of(), 0);
  }

  static TaskDefinition on(String worker, String text) {
    TaskDefinition plain = task(text);
    return new TaskDefinition(
        plain.key(),
        plain.dependencies(),
        plain.function(),
        plain.priority(),
        plain.resources(),
        ImmutableList.of(worker(worker).address()),
        plain.retries());
  }

  static TaskDefinition retried(int retries, String text) {
    TaskDefinition plain = task(text);
    return new TaskDefinition(
        plain.key(),
        plain.dependencies(),
        plain.function(),
        plain.priority(),
        plain.resources(),
        plain.workers(),
        retries);
  }

  static TaskDefinition urgent(int priority, String text) {
    TaskDefinition plain = task(text);
    return new TaskDefinition(
        plain.key(),
        plain.dependencies(),
        plain.function(),
        Priority.of(priority),
        plain.resources(),
        plain.workers(),
        0);
  }

  static TaskDefinition computing(String function, String text) {
    TaskDefinition plain = task(text);
    return new TaskDefinition(
        plain.key(),
        plain.dependencies(),
        function,
        plain.priority(),
        plain.resources(),
        plain.workers(),
        0);
  }

  static TaskDefinition needing(String resource, String text) {
    TaskDefinition plain = task(text);
    return new TaskDefinition(
        plain.key(),
        plain.dependencies(),
        plain.function(),
        plain.priority(),
        Resources.of(ImmutableMap.of(resource, 1)),
        plain.workers(),
        0);
  }

  List<String> handle(SchedulerEvent event) {
    List<String> messages = scheduler.handle(event).stream().map(Desk::text).toList();
    if (strict && !scheduler.check().isEmpty()) {
      throw new AssertionError("after " + event + ": " + scheduler.check());
    }
    return messages;
  }

  Desk join(String name) {
    join(name, 1);
    return this;
  }

  List<String> join(String name, int threads) {
    return handle(new SchedulerEvent.Join(worker(name), threads, Resources.NONE));
  }

  List<String> submit(List<String> wanted, TaskDefinition... tasks) {
    return handle(
        new SchedulerEvent.Submit(ImmutableList.copyOf(tasks), ImmutableList.copyOf(wanted)));
  }

  /** Submits tasks of which the last is wanted. */
  List<String> submit(TaskDefinition... tasks) {
    return submit(List.of(tasks[tasks.length - 1].key()), tasks);
  }

  List<String> release(String... keys) {
    return handle(new SchedulerEvent.Release(ImmutableList.copyOf(keys)));
  }

  List<String> says(String worker, Instruction.ToScheduler message) {
    return handle(new SchedulerEvent.FromWorker(worker(worker), message));
  }

  /** Finishes the run to which the key is assigned now. */
  List<String> finished(String worker, String key) {
    return finished(worker, key, state(key).run());
  }

  List<String> finished(String worker, String key, long run) {
    return says(worker, new Instruction.TaskFinished("s", key, run, 8, "int"));
  }

  List<String> erred(String worker, String key) {
    return erred(worker, key, state(key).run());
  }

  List<String> erred(String worker, String key, long run) {
    return says(worker, new Instruction.TaskErred("s", key, run, "boom"));
  }

  List<String> added(String worker, String... keys) {
    return says(worker, new Instruction.AddKeys("s", List.of(keys)));
  }

  List<String> dropped(String worker, String key) {
    return says(worker, new Instruction.ReleaseWorkerData("s", key));
  }

  List<String> asks(String worker, String... keys) {
    return says(worker, new Instruction.RequestRefreshWhoHas("s", List.of(keys)));
  }

  List<String> lost(String worker) {
    return handle(new SchedulerEvent.Lost(worker(worker)));
  }

  List<String> leaves(String worker) {
    return handle(new SchedulerEvent.Leave(worker(worker)));
  }

  List<String> paused(String worker, boolean paused) {
    return handle(new SchedulerEvent.Paused(worker(worker), paused));
  }

  List<String> scattered(String worker, String key) {
    return handle(new SchedulerEvent.Scattered(worker(worker), key, 8));
  }

  List<String> acquire(String worker, String... keys) {
    return handle(new SchedulerEvent.Acquire(worker(worker), ImmutableList.copyOf(keys)));
  }

  List<String> remove(String worker, String... keys) {
    return handle(new SchedulerEvent.Remove(worker(worker), ImmutableList.copyOf(keys)));
  }

  List<String> heartbeat(String worker, String... keys) {
    return handle(new SchedulerEvent.Heartbeat(worker(worker), ImmutableList.copyOf(keys)));
  }

  /** Asks for the theft; returns the id of the request. */
  String steal(String key, String thief) {
    handle(new SchedulerEvent.Steal(key, worker(thief)));
    return scheduler.steals().stream()
        .filter(entry -> entry.key().equals(key))
        .map(StealEntry::id)
        .collect(Collectors.joining());
  }

  List<String> answers(String victim, String key, @Nullable TaskState state, String id) {
    return says(victim, new Instruction.StealResponse(id, key, state));
  }

  SchedulerTask state(String key) {
    SchedulerTask task = scheduler.task(key);
    if (task == null) {
      throw new AssertionError("task " + key + " is not known");
    }
    return task;
  }

  /** State, and where: {@code processing on A}, {@code memory on A B}, {@code forgotten}. */
  String where(String key) {
    SchedulerTask task = scheduler.task(key);
    if (task == null) {
      return "forgotten";
    }
    WorkerId on = task.processingOn();
    List<WorkerId> workers = on == null ? task.whoHas() : List.of(on);
    return task.state().label()
        + (workers.isEmpty() ? "" : " on ")
        + workers.stream().map(Desk::name).collect(Collectors.joining(" "));
  }

  static String name(WorkerId id) {
    return letters(List.of(id.address())) + "'".repeat(id.incarnation());
  }

  /** A message in short: {@code A compute y(x:B)}, {@code A free x y}. */
  static String text(Outgoing sent) {
    return name(sent.to()) + " " + text(sent.message());
  }

  private static String text(Event message) {
    if (message instanceof Event.ComputeTask compute) {
      List<String> inputs = new ArrayList<>();
      for (Event.Input input : compute.inputs()) {
        inputs.add(input.key() + ":" + letters(input.holders()));
      }
      return "compute "
          + compute.spec().key()
          + (inputs.isEmpty() ? "" : "(" + String.join(", ", inputs) + ")");
    } else if (message instanceof Event.FreeKeys free) {
      return "free " + String.join(" ", free.keys());
    } else if (message instanceof Event.ForgetKeys forget) {
      return "forget " + String.join(" ", forget.keys());
    } else if (message instanceof Event.AcquireReplicas acquire) {
      return "acquire "
          + acquire.inputs().stream()
              .map(input -> input.key() + ":" + letters(input.holders()))
              .collect(Collectors.joining(" "));
    } else if (message instanceof Event.RemoveReplicas remove) {
      return "remove " + String.join(" ", remove.keys());
    } else if (message instanceof Event.StealRequest steal) {
      return "steal " + steal.key();
    } else if (message instanceof Event.RefreshWhoHas refresh) {
      return "refresh "
          + refresh.locations().stream()
              .map(location -> location.key() + ":" + letters(location.holders()))
              .collect(Collectors.joining(" "));
    } else if (message instanceof Event.RemoveWorker gone) {
      return "remove-worker " + letters(List.of(gone.worker()));
    }
    return message.kind().name().toLowerCase(Locale.ROOT);
  }

  private static String letters(List<String> addresses) {
    return addresses.stream()
        .map(address -> address.substring("tcp://".length(), address.lastIndexOf(':')))
        .collect(Collectors.joining("+"));
  }
}
