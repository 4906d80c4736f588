package io.github.workerfsm.trace;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.event.EventKind;
import io.github.workerfsm.task.Failure;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events as a trace writes them, both ways.
 *
 * <p>Order matters on the way in: the machine works through dependencies, data and keys in the
 * order of the line. Payloads stay out of traces. {@code run} is ours; it is left out where there
 * is none, as in every trace of the reference.
 */
final class EventFormat {
  private static final String RUN = "run";

  /** Inputs of which the scheduler will say who holds them; no reference knows of that. */
  private static final String PROMISED = "promised";

  private EventFormat() {}

  static Event read(Members m) {
    String op = m.text("op");
    EventKind kind = ReferenceNames.event(op);
    if (kind == null) {
      throw m.wrong("op", op, "the name of an event, for example \"compute-task\"");
    }
    Event event = read(kind, m.text("stimulus_id"), m);
    m.nothingElse();
    return event;
  }

  private static Event read(EventKind kind, String id, Members m) {
    return switch (kind) {
      case COMPUTE_TASK -> computeTask(id, m);
      case FREE_KEYS -> new Event.FreeKeys(id, m.texts("keys"));
      case FORGET_KEYS -> new Event.ForgetKeys(id, m.texts("keys"));
      case ACQUIRE_REPLICAS -> new Event.AcquireReplicas(id, inputs(m));
      case REMOVE_REPLICAS -> new Event.RemoveReplicas(id, m.texts("keys"));
      case STEAL_REQUEST -> new Event.StealRequest(id, m.text("key"));
      case CANCEL_COMPUTE -> new Event.CancelCompute(id, m.text("key"));
      case REFRESH_WHO_HAS -> new Event.RefreshWhoHas(id, locations(m));
      case REMOVE_WORKER -> new Event.RemoveWorker(id, m.text("worker"));
      case UPDATE_DATA -> new Event.UpdateData(id, data(m), m.flag("report"));
      case PAUSE -> new Event.Pause(id);
      case UNPAUSE -> new Event.Unpause(id);
      case EXECUTE_SUCCESS -> new Event.ExecuteSuccess(id, m.text("key"), run(m), value(m));
      case EXECUTE_FAILURE -> new Event.ExecuteFailure(id, m.text("key"), run(m), failure(m));
      case RESCHEDULE -> new Event.Reschedule(id, m.text("key"), run(m));
      case SECEDE -> new Event.Secede(id, m.text("key"), run(m), m.number("compute_duration"));
      case GATHER_SUCCESS ->
          new Event.GatherSuccess(id, m.text("worker"), m.whole("total_nbytes"), data(m));
      case GATHER_BUSY -> new Event.GatherBusy(id, m.text("worker"), m.whole("total_nbytes"));
      case GATHER_NETWORK_FAILURE ->
          new Event.GatherNetworkFailure(id, m.text("worker"), m.whole("total_nbytes"));
      case GATHER_FAILURE ->
          new Event.GatherFailure(id, m.text("worker"), m.whole("total_nbytes"), failure(m));
      case RETRY_BUSY_WORKER -> new Event.RetryBusyWorker(id, m.text("worker"));
      case FIND_MISSING -> new Event.FindMissing(id);
    };
  }

  private static Event computeTask(String id, Members m) {
    ImmutableList<Event.Input> inputs = inputs(m);
    TaskSpec.Builder spec =
        TaskSpec.of(m.text("key"))
            .dependencies(inputs.stream().map(Event.Input::key).toList())
            .priority(Priority.of(m.numbers("priority")))
            .resources(m.resources("resource_restrictions"));
    long run = run(m);
    if (run != TaskSpec.NO_RUN) {
      spec.run(run);
    }
    return new Event.ComputeTask(id, spec.build(), inputs, m.flag("actor"));
  }

  private static ImmutableList<Event.Input> inputs(Members m) {
    ImmutableMap<String, ImmutableList<String>> holders = m.textsByKey("who_has");
    Members sizes = m.object("nbytes", "\"nbytes\"");
    ImmutableList.Builder<Event.Input> inputs =
        ImmutableList.builderWithExpectedSize(holders.size());
    ImmutableList<String> promised = m.has(PROMISED) ? m.texts(PROMISED) : ImmutableList.of();
    holders.forEach(
        (key, peers) ->
            inputs.add(new Event.Input(key, sizes.whole(key), peers, promised.contains(key))));
    sizes.nothingElse();
    return inputs.build();
  }

  private static ImmutableList<Event.Location> locations(Members m) {
    ImmutableMap<String, ImmutableList<String>> holders = m.textsByKey("who_has");
    ImmutableList.Builder<Event.Location> locations =
        ImmutableList.builderWithExpectedSize(holders.size());
    holders.forEach((key, peers) -> locations.add(new Event.Location(key, peers)));
    return locations.build();
  }

  private static ImmutableMap<String, Value> data(Members m) {
    Map<String, Members> objects = m.objectsByKey("data", "a value in \"data\"");
    ImmutableMap.Builder<String, Value> data = ImmutableMap.builderWithExpectedSize(objects.size());
    objects.forEach(
        (key, members) -> {
          data.put(key, value(members));
          members.nothingElse();
        });
    return data.buildOrThrow();
  }

  private static Value value(Members m) {
    return new Value(null, m.whole("nbytes"), m.text("type"));
  }

  private static Failure failure(Members m) {
    return Failure.of(m.text("exception_text"));
  }

  private static long run(Members m) {
    return m.has(RUN) ? m.whole(RUN) : TaskSpec.NO_RUN;
  }

  /** The tree of an event, to be written. */
  static Map<String, @Nullable Object> tree(Event event) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("op", ReferenceNames.of(event.kind()));
    tree.put("stimulus_id", event.stimulusId());
    switch (event.kind()) {
      case COMPUTE_TASK -> put(tree, (Event.ComputeTask) event);
      case FREE_KEYS -> tree.put("keys", ((Event.FreeKeys) event).keys());
      case FORGET_KEYS -> tree.put("keys", ((Event.ForgetKeys) event).keys());
      case ACQUIRE_REPLICAS -> putInputs(tree, ((Event.AcquireReplicas) event).inputs());
      case REMOVE_REPLICAS -> tree.put("keys", ((Event.RemoveReplicas) event).keys());
      case STEAL_REQUEST -> tree.put("key", ((Event.StealRequest) event).key());
      case CANCEL_COMPUTE -> tree.put("key", ((Event.CancelCompute) event).key());
      case REFRESH_WHO_HAS -> put(tree, (Event.RefreshWhoHas) event);
      case REMOVE_WORKER -> tree.put("worker", ((Event.RemoveWorker) event).worker());
      case UPDATE_DATA -> put(tree, (Event.UpdateData) event);
      case PAUSE, UNPAUSE, FIND_MISSING -> {}
      case EXECUTE_SUCCESS -> put(tree, (Event.ExecuteSuccess) event);
      case EXECUTE_FAILURE -> put(tree, (Event.ExecuteFailure) event);
      case RESCHEDULE -> put(tree, (Event.Reschedule) event);
      case SECEDE -> put(tree, (Event.Secede) event);
      case GATHER_SUCCESS -> put(tree, (Event.GatherSuccess) event);
      case GATHER_BUSY -> put(tree, (Event.GatherBusy) event);
      case GATHER_NETWORK_FAILURE -> put(tree, (Event.GatherNetworkFailure) event);
      case GATHER_FAILURE -> put(tree, (Event.GatherFailure) event);
      case RETRY_BUSY_WORKER -> tree.put("worker", ((Event.RetryBusyWorker) event).worker());
    }
    return tree;
  }

  private static void put(Map<String, @Nullable Object> tree, Event.ComputeTask event) {
    TaskSpec spec = event.spec();
    putRun(tree, spec.key(), spec.run());
    putInputs(tree, event.inputs());
    List<Object> priority = new ArrayList<>();
    for (int i = 0; i < spec.priority().length(); i++) {
      priority.add(Json.shortest(spec.priority().element(i)));
    }
    tree.put("priority", priority);
    tree.put("resource_restrictions", SettingsFormat.tree(spec.resources()));
    tree.put("actor", event.actor());
  }

  private static void putInputs(Map<String, @Nullable Object> tree, List<Event.Input> inputs) {
    Map<String, List<String>> holders = new LinkedHashMap<>();
    Map<String, Long> sizes = new LinkedHashMap<>();
    for (Event.Input input : inputs) {
      holders.put(input.key(), input.holders());
      sizes.put(input.key(), input.nbytes());
    }
    tree.put("who_has", holders);
    tree.put("nbytes", sizes);
    List<String> promised =
        inputs.stream().filter(Event.Input::promised).map(Event.Input::key).toList();
    if (!promised.isEmpty()) {
      tree.put(PROMISED, promised);
    }
  }

  private static void put(Map<String, @Nullable Object> tree, Event.RefreshWhoHas event) {
    Map<String, List<String>> holders = new LinkedHashMap<>();
    for (Event.Location location : event.locations()) {
      holders.put(location.key(), location.holders());
    }
    tree.put("who_has", holders);
  }

  private static void put(Map<String, @Nullable Object> tree, Event.UpdateData event) {
    putData(tree, event.data());
    tree.put("report", event.report());
  }

  private static void put(Map<String, @Nullable Object> tree, Event.ExecuteSuccess event) {
    putRun(tree, event.key(), event.run());
    tree.putAll(tree(event.value()));
  }

  private static void put(Map<String, @Nullable Object> tree, Event.ExecuteFailure event) {
    putRun(tree, event.key(), event.run());
    tree.put("exception_text", RecordedInstruction.beginning(event.failure().text()));
  }

  private static void put(Map<String, @Nullable Object> tree, Event.Reschedule event) {
    putRun(tree, event.key(), event.run());
  }

  private static void put(Map<String, @Nullable Object> tree, Event.Secede event) {
    putRun(tree, event.key(), event.run());
    tree.put("compute_duration", event.computeDuration());
  }

  private static void put(Map<String, @Nullable Object> tree, Event.GatherSuccess event) {
    putGather(tree, event.worker(), event.totalNbytes());
    putData(tree, event.data());
  }

  private static void put(Map<String, @Nullable Object> tree, Event.GatherBusy event) {
    putGather(tree, event.worker(), event.totalNbytes());
  }

  private static void put(Map<String, @Nullable Object> tree, Event.GatherNetworkFailure event) {
    putGather(tree, event.worker(), event.totalNbytes());
  }

  private static void put(Map<String, @Nullable Object> tree, Event.GatherFailure event) {
    putGather(tree, event.worker(), event.totalNbytes());
    tree.put("exception_text", RecordedInstruction.beginning(event.failure().text()));
  }

  private static void putGather(
      Map<String, @Nullable Object> tree, String worker, long totalNbytes) {
    tree.put("worker", worker);
    tree.put("total_nbytes", totalNbytes);
  }

  private static void putData(
      Map<String, @Nullable Object> tree, ImmutableMap<String, Value> data) {
    Map<String, Map<String, Object>> values = new LinkedHashMap<>();
    data.forEach((key, value) -> values.put(key, tree(value)));
    tree.put("data", values);
  }

  private static Map<String, Object> tree(Value value) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("nbytes", value.nbytes());
    tree.put("type", value.typeName());
    return tree;
  }

  private static void putRun(Map<String, @Nullable Object> tree, String key, long run) {
    tree.put("key", key);
    if (run != TaskSpec.NO_RUN) {
      tree.put(RUN, run);
    }
  }
}
