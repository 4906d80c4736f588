package io.github.workerfsm.sim.world;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message between scheduler and worker as scenarios write it, or what a scenario expects of one:
 * {@code compute y{R:1}, who_has{x:B}, run 3}.
 *
 * @param name of the kind, for example {@code compute}
 * @param keys what it is about, in order; for remove-worker the worker
 * @param holders by key, the names of the workers that hold it; null: not said
 * @param needs resources by name; null: not said
 * @param run -1: not said
 * @param state of a steal response; null: not said
 */
public record MessageText(
    String name,
    ImmutableList<String> keys,
    @Nullable ImmutableMap<String, ImmutableSet<String>> holders,
    @Nullable ImmutableMap<String, Double> needs,
    long run,
    @Nullable String state) {

  private static final ImmutableSet<String> NAMES =
      ImmutableSet.of(
          "compute",
          "free",
          "forget",
          "acquire-replicas",
          "remove-replicas",
          "steal-request",
          "cancel-compute",
          "refresh-who-has",
          "remove-worker",
          "task-finished",
          "task-erred",
          "release-worker-data",
          "reschedule",
          "long-running",
          "add-keys",
          "request-refresh-who-has",
          "steal-response");

  private static MessageText of(String name, List<String> keys) {
    return new MessageText(name, ImmutableList.copyOf(keys), null, null, TaskSpec.NO_RUN, null);
  }

  private static MessageText of(String name, String key, long run) {
    return new MessageText(name, ImmutableList.of(key), null, null, run, null);
  }

  /** A message of the scheduler. */
  public static MessageText of(Event message, WorldSpec spec) {
    return switch (message.kind()) {
      case COMPUTE_TASK -> {
        Event.ComputeTask compute = (Event.ComputeTask) message;
        TaskSpec task = compute.spec();
        yield new MessageText(
            "compute",
            ImmutableList.of(task.key()),
            inputs(compute.inputs(), spec),
            ImmutableMap.copyOf(task.resources().amounts()),
            task.run(),
            null);
      }
      case FREE_KEYS -> of("free", ((Event.FreeKeys) message).keys());
      case FORGET_KEYS -> of("forget", ((Event.ForgetKeys) message).keys());
      case ACQUIRE_REPLICAS -> {
        ImmutableMap<String, ImmutableSet<String>> inputs =
            inputs(((Event.AcquireReplicas) message).inputs(), spec);
        yield new MessageText(
            "acquire-replicas", inputs.keySet().asList(), inputs, null, TaskSpec.NO_RUN, null);
      }
      case REMOVE_REPLICAS -> of("remove-replicas", ((Event.RemoveReplicas) message).keys());
      case STEAL_REQUEST -> of("steal-request", List.of(((Event.StealRequest) message).key()));
      case CANCEL_COMPUTE -> of("cancel-compute", List.of(((Event.CancelCompute) message).key()));
      case REFRESH_WHO_HAS -> {
        ImmutableMap.Builder<String, ImmutableSet<String>> located = ImmutableMap.builder();
        for (Event.Location location : ((Event.RefreshWhoHas) message).locations()) {
          located.put(location.key(), names(location.holders(), spec));
        }
        ImmutableMap<String, ImmutableSet<String>> holders = located.buildOrThrow();
        yield new MessageText(
            "refresh-who-has", holders.keySet().asList(), holders, null, TaskSpec.NO_RUN, null);
      }
      case REMOVE_WORKER ->
          of("remove-worker", List.of(spec.nameOf(((Event.RemoveWorker) message).worker())));
      default -> of(message.kind().label(), List.of());
    };
  }

  private static ImmutableMap<String, ImmutableSet<String>> inputs(
      List<Event.Input> inputs, WorldSpec spec) {
    ImmutableMap.Builder<String, ImmutableSet<String>> holders = ImmutableMap.builder();
    for (Event.Input input : inputs) {
      holders.put(input.key(), names(input.holders(), spec));
    }
    return holders.buildOrThrow();
  }

  private static ImmutableSet<String> names(List<String> addresses, WorldSpec spec) {
    return addresses.stream().map(spec::nameOf).collect(ImmutableSet.toImmutableSet());
  }

  /** A message of a worker. */
  public static MessageText of(Instruction.ToScheduler message) {
    if (message instanceof Instruction.TaskFinished finished) {
      return of("task-finished", finished.key(), finished.run());
    } else if (message instanceof Instruction.TaskErred erred) {
      return of("task-erred", erred.key(), erred.run());
    } else if (message instanceof Instruction.ReleaseWorkerData released) {
      return of("release-worker-data", List.of(released.key()));
    } else if (message instanceof Instruction.Reschedule reschedule) {
      return of("reschedule", reschedule.key(), reschedule.run());
    } else if (message instanceof Instruction.LongRunning longRunning) {
      return of("long-running", longRunning.key(), longRunning.run());
    } else if (message instanceof Instruction.AddKeys added) {
      return of("add-keys", added.keys());
    } else if (message instanceof Instruction.RequestRefreshWhoHas question) {
      return of("request-refresh-who-has", question.keys());
    } else if (message instanceof Instruction.StealResponse response) {
      return new MessageText(
          "steal-response",
          ImmutableList.of(response.key()),
          null,
          null,
          TaskSpec.NO_RUN,
          StateText.of(response.state()));
    }
    return of(message.kind().name(), List.of());
  }

  /** Whether the message is what this one expects: what this one does not say may be anything. */
  public boolean matches(MessageText message) {
    boolean sameName =
        name.equals(message.name) || name.equals("free") && message.name.equals("forget");
    return sameName
        && (keys.isEmpty() || ImmutableSet.copyOf(keys).equals(ImmutableSet.copyOf(message.keys)))
        && (holders == null || holders.equals(message.holders))
        && (needs == null || needs.equals(message.needs))
        && (run == TaskSpec.NO_RUN || run == message.run)
        && (state == null || state.equals(message.state));
  }

  /** The same without the run, which is a mere counter. */
  public MessageText withoutRun() {
    return new MessageText(name, keys, holders, needs, TaskSpec.NO_RUN, state);
  }

  /**
   * Reads what a scenario expects of a message.
   *
   * @throws NotationException naming the column
   */
  public static MessageText parse(TextCursor cursor) {
    int column = cursor.column();
    String name = cursor.word("a message");
    if (!NAMES.contains(name)) {
      throw new NotationException(
          column, "found \"" + name + "\", expected one of " + String.join(", ", NAMES));
    }
    List<String> keys = new ArrayList<>();
    ImmutableMap<String, ImmutableSet<String>> holders = null;
    ImmutableMap<String, Double> needs = null;
    long run = TaskSpec.NO_RUN;
    String state = null;
    boolean more = !cursor.atEnd() && !cursor.accept("(held)");
    while (more) {
      int start = cursor.column();
      if (!keys.isEmpty() && cursor.acceptWord("who_has")) {
        holders = whoHas(cursor);
      } else if (!keys.isEmpty() && cursor.acceptWord("run")) {
        run = cursor.number("the number of a run");
      } else if (name.equals("steal-response") && keys.size() == 1) {
        state = cursor.word("a state");
      } else {
        keys.add(cursor.word("a key"));
        if (cursor.accept("{")) {
          if (!name.equals("compute")) {
            throw new NotationException(start, "resources, expected them of compute only");
          }
          needs = resources(cursor);
        }
      }
      more = cursor.accept(",");
    }
    return new MessageText(name, ImmutableList.copyOf(keys), holders, needs, run, state);
  }

  private static ImmutableMap<String, ImmutableSet<String>> whoHas(TextCursor cursor) {
    ImmutableMap.Builder<String, ImmutableSet<String>> holders = ImmutableMap.builder();
    cursor.expect("{");
    if (cursor.accept("}")) {
      return ImmutableMap.of();
    }
    do {
      String key = cursor.word("a key");
      cursor.expect(":");
      ImmutableSet.Builder<String> names = ImmutableSet.builder();
      if (cursor.accept("[")) {
        if (!cursor.accept("]")) {
          names.addAll(cursor.words("a worker"));
          cursor.expect("]");
        }
      } else if (!cursor.acceptWord("nobody")) {
        names.add(cursor.word("a worker, [A, B] or nobody"));
      }
      holders.put(key, names.build());
    } while (cursor.accept(","));
    cursor.expect("}");
    return holders.buildOrThrow();
  }

  /** The rest of {@code R:1, GPU:2}}. */
  public static ImmutableMap<String, Double> resources(TextCursor cursor) {
    ImmutableMap.Builder<String, Double> needs = ImmutableMap.builder();
    do {
      String resource = cursor.word("a resource");
      cursor.expect(":");
      needs.put(resource, (double) cursor.number("an amount"));
    } while (cursor.accept(","));
    cursor.expect("}");
    return needs.buildOrThrow();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name);
    text.append(keys.isEmpty() ? "" : " ").append(String.join(", ", keys));
    if (needs != null && !needs.isEmpty()) {
      text.append('{');
      String gap = "";
      for (Map.Entry<String, Double> need : needs.entrySet()) {
        double amount = need.getValue();
        text.append(gap).append(need.getKey()).append(':');
        text.append(amount == (long) amount ? "" + (long) amount : "" + amount);
        gap = ", ";
      }
      text.append('}');
    }
    if (holders != null && !holders.isEmpty()) {
      text.append(", who_has{");
      String gap = "";
      for (Map.Entry<String, ImmutableSet<String>> held : holders.entrySet()) {
        ImmutableSet<String> names = held.getValue();
        text.append(gap).append(held.getKey()).append(':');
        text.append(
            names.isEmpty()
                ? "nobody"
                : names.size() == 1 ? names.asList().get(0) : "[" + String.join(", ", names) + "]");
        gap = ", ";
      }
      text.append('}');
    }
    text.append(run == TaskSpec.NO_RUN ? "" : ", run " + run);
    return text.append(state == null ? "" : ", " + state).toString();
  }
}
