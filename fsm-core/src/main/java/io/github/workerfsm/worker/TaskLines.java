package io.github.workerfsm.worker;

import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.snapshot.PayloadFormat;
import io.github.workerfsm.snapshot.SnapshotInput;
import io.github.workerfsm.task.Failure;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.Role;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.task.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the lines of the tasks of a snapshot, for {@link SnapshotReader}. */
final class TaskLines {
  private static final ImmutableMap<String, TaskState> STATES = states();

  private final SnapshotInput in;
  private final PayloadFormat payloads;
  private final Restoration to;

  /** All tasks that have been named. */
  final KeyIndex named;

  private final Map<String, Peer> peers = new LinkedHashMap<>();

  /** Tasks whose consumers are in another order than that of their lines, and that order. */
  private final List<TaskNode> reordered = new ArrayList<>();

  private final List<List<TaskNode>> orders = new ArrayList<>();

  TaskLines(SnapshotInput in, PayloadFormat payloads, Restoration to, int expected) {
    this.named = new KeyIndex(expected);
    this.in = in;
    this.payloads = payloads;
    this.to = to;
  }

  private TaskNode named(String key) {
    TaskNode task = named.find(key);
    if (task == null) {
      task = new TaskNode(key);
      named.add(task);
    }
    return task;
  }

  /** A task that has had its line. */
  TaskNode known() throws IOException {
    String key = in.text();
    TaskNode task = named.find(key);
    if (task == null) {
      throw in.wrong("task " + key + " is not there", "one that has had its line");
    }
    return task;
  }

  /** The rest of a line, after the name of its first member. */
  void task() throws IOException {
    TaskNode task = named(in.text());
    if (task.state() != TaskState.NEW) {
      throw in.wrong("task " + task.key() + " is there twice", "each task once");
    }
    in.member("state");
    String label = in.text();
    TaskState state = STATES.get(label);
    if (state == null) {
      throw in.wrong("there is no state " + label, "one of " + STATES.keySet());
    }
    Restoration.settle(task, state);
    to.adopt(task);
    if (in.has("role")) {
      task.role(role(in.text()));
    }
    task.actor(mark("actor"));
    task.dismissed(mark("dismissed"));
    task.promised(mark("promised"));
    boolean seceded = mark("seceded");
    if (in.has("priority")) {
      task.priority = priority();
      task.generation = generation();
    }
    if (in.has("nbytes")) {
      task.nbytes = in.number(0, Long.MAX_VALUE);
    }
    if (in.has("suspicion")) {
      task.suspicion = (short) in.number(Short.MIN_VALUE, Short.MAX_VALUE);
    }
    if (in.has("holders")) {
      in.open('[');
      while (in.more()) {
        to.hold(task, peer(in.text()));
      }
    }
    links(task);
    if (in.has("spec")) {
      task.spec = spec(task, true);
    }
    run(task);
    task.seceded(seceded);
    content(task);
    in.endLine();
  }

  private Role role(String text) {
    return switch (text) {
      case "compute" -> Role.COMPUTE;
      case "fetch" -> Role.FETCH;
      default -> throw in.wrong("there is no role " + text, "compute or fetch");
    };
  }

  boolean mark(String name) throws IOException {
    return in.has(name) && in.flag();
  }

  Priority priority() throws IOException {
    double[] elements = new double[4];
    int count = 0;
    in.open('[');
    while (in.more()) {
      if (count == elements.length) {
        elements = Arrays.copyOf(elements, count * 2);
      }
      elements[count++] = in.decimal();
    }
    return Priority.of(Arrays.copyOf(elements, count));
  }

  int generation() throws IOException {
    return in.has("generation")
        ? (int) in.number(Integer.MIN_VALUE + 1, Integer.MAX_VALUE)
        : Priority.NO_GENERATION;
  }

  /** The mark of an input is the number of the consumer to which it was linked last, from 1. */
  private void links(TaskNode task) throws IOException {
    if (in.has("inputs")) {
      in.open('[');
      while (in.more()) {
        TaskNode input = named(in.text());
        if (input == task || input.place() == to.taskCount()) {
          throw in.wrong(
              "input " + input.key() + " of " + task.key() + " is named twice or the task itself",
              "each other task once");
        }
        input.place(to.taskCount());
        Edge.link(task, input);
      }
    }
    Edge edge = task.firstInput();
    if (in.has("awaits")) {
      in.open('[');
      while (in.more()) {
        edge = from(edge, task, in.text());
        edge.restore(true, false);
        edge = task.inputAfter(edge);
      }
    }
    edge = task.firstInput();
    if (in.has("keeps")) {
      in.open('[');
      while (in.more()) {
        edge = from(edge, task, in.text());
        edge.restore(edge.awaited(), true);
        edge = task.inputAfter(edge);
      }
    }
    if (in.has("dependents")) {
      List<TaskNode> order = new ArrayList<>();
      in.open('[');
      while (in.more()) {
        order.add(named(in.text()));
      }
      reordered.add(task);
      orders.add(order);
    }
  }

  private Edge from(@Nullable Edge first, TaskNode task, String key) {
    for (Edge edge = first; edge != null; edge = task.inputAfter(edge)) {
      if (edge.input.key().equals(key)) {
        return edge;
      }
    }
    throw in.wrong(key + " is no further input of " + task.key(), "inputs in their order");
  }

  /** Once all tasks are there. */
  void reorder() {
    for (int i = 0; i < reordered.size(); i++) {
      Restoration.orderConsumers(reordered.get(i), orders.get(i));
    }
  }

  private TaskSpec spec(TaskNode task, boolean followsLinks) throws IOException {
    TaskSpec.Builder spec = TaskSpec.of(task.key());
    in.open('{');
    if (in.has("run")) {
      spec.run(in.number(0, Long.MAX_VALUE));
    }
    if (in.has("dependencies")) {
      List<String> keys = new ArrayList<>();
      in.open('[');
      while (in.more()) {
        keys.add(in.text());
      }
      spec.dependencies(keys);
    } else if (followsLinks) {
      follow(task, spec);
    }
    if (in.has("priority")) {
      spec.priority(priority());
    } else if (task.priority != null) {
      spec.priority(task.priority);
    }
    if (in.has("resources")) {
      spec.resources(SettingsLine.resources(in));
    }
    if (in.has("payload")) {
      spec.payload(payloads.read(in.text()));
    }
    in.close();
    return spec.build();
  }

  private static void follow(TaskNode task, TaskSpec.Builder spec) {
    Edge first = task.firstInput();
    if (first == null) {
      return;
    }
    if (task.inputAfter(first) == null) {
      spec.dependencies(List.of(first.input.key()));
      return;
    }
    List<String> keys = new ArrayList<>();
    for (Edge edge = first; edge != null; edge = task.inputAfter(edge)) {
      keys.add(edge.input.key());
    }
    spec.dependencies(keys);
  }

  private void run(TaskNode task) throws IOException {
    if (!in.has("run")) {
      return;
    }
    TaskSpec started;
    if (!in.isText()) {
      started = spec(task, false);
    } else if (in.text().equals("spec") && task.spec != null) {
      started = task.spec;
    } else {
      throw in.wrong("task " + task.key() + " runs what is not there", "a specification");
    }
    task.claim(started);
  }

  private void content(TaskNode task) throws IOException {
    if (in.has("value")) {
      in.open('{');
      in.member("type");
      String type = in.text();
      in.member("nbytes");
      long nbytes = in.number(0, Long.MAX_VALUE);
      task.content = new Value(payload("payload"), nbytes, type);
      in.close();
    } else if (in.has("failure")) {
      in.open('{');
      in.member("text");
      String text = in.text();
      task.content = new Failure(text, payload("cause"));
      in.close();
    }
  }

  private @Nullable Object payload(String name) throws IOException {
    return in.has(name) ? payloads.read(in.text()) : null;
  }

  /** The peer with this address, made if need be. */
  Peer peer(String address) {
    Peer peer = peers.get(address);
    if (peer == null) {
      peer = to.add(address);
      peers.put(address, peer);
    }
    return peer;
  }

  private static ImmutableMap<String, TaskState> states() {
    Map<String, TaskState> states = new TreeMap<>();
    for (TaskState state : TaskState.values()) {
      states.put(state.label(), state);
    }
    return ImmutableMap.copyOf(states);
  }
}
