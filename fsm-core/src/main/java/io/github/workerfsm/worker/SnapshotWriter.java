package io.github.workerfsm.worker;

import io.github.workerfsm.snapshot.PayloadFormat;
import io.github.workerfsm.snapshot.SnapshotOutput;
import io.github.workerfsm.snapshot.SnapshotProgress;
import io.github.workerfsm.task.Failure;
import io.github.workerfsm.task.Holder;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.Role;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.Value;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes all of a worker but its story: a line for what it is, one for its settings, one for its
 * counters, one for each task in the order of the keys, one for each peer, one for the queues, and
 * one that says that this is all. What is as usual is left out of a line.
 */
final class SnapshotWriter {
  static final int VERSION = 1;

  /** Tasks from one call of the progress to the next. */
  static final int PACE = 1 << 14;

  private static final int TOUCHED_AHEAD = 64;

  private final WorkerState worker;
  private final SnapshotOutput out;
  private final PayloadFormat payloads;

  /** Keeps {@link #touch} from being left out by the compiler. */
  private volatile int touched;

  private SnapshotWriter(WorkerState worker, SnapshotOutput out, PayloadFormat payloads) {
    this.worker = worker;
    this.out = out;
    this.payloads = payloads;
  }

  static void write(
      WorkerState worker, OutputStream stream, PayloadFormat payloads, SnapshotProgress progress)
      throws IOException {
    SnapshotOutput out = new SnapshotOutput(stream);
    new SnapshotWriter(worker, out, payloads).write(progress);
    out.flush();
  }

  private void write(SnapshotProgress progress) throws IOException {
    List<TaskNode> tasks = worker.tasks.sorted();
    for (int i = 0; i < tasks.size(); i++) {
      tasks.get(i).place(i);
    }
    head(tasks.size());
    new SettingsLine(out).write(worker.settings());
    counters();
    for (int i = 0; i < tasks.size(); i++) {
      if (i % PACE == 0 && i > 0) {
        progress.tasks(i, tasks.size());
      }
      if (i % TOUCHED_AHEAD == 0) {
        touch(tasks.subList(i, Math.min(i + TOUCHED_AHEAD, tasks.size())));
      }
      task(tasks.get(i));
    }
    for (Peer peer : worker.transfers.sorted()) {
      if (!peer.ofNoConsequence()) {
        peer(peer);
      }
    }
    out.line();
    out.member("ready");
    queue(worker.slots.ready);
    out.member("constrained");
    queue(worker.slots.constrained);
    out.endLine();
    out.line();
    out.member("end");
    out.number(tasks.size());
    out.endLine();
    progress.tasks(tasks.size(), tasks.size());
  }

  /**
   * Reads something of each task, and does nothing with it: tasks that are neighbours by key are
   * none in memory, and reads that do not wait for each other are under way together. One by one,
   * they take a third longer.
   */
  private void touch(List<TaskNode> tasks) {
    int sum = 0;
    for (TaskNode task : tasks) {
      sum += task.key().hashCode();
      Edge input = task.firstInput();
      sum += input == null ? 0 : input.input.key().hashCode();
      Edge consumer = task.firstConsumer;
      sum += consumer == null ? 0 : consumer.consumer.place();
      sum += task.spec == null ? 0 : task.spec.priority().length();
      sum += task.content == null ? 0 : task.content.getClass() == Value.class ? 1 : 2;
    }
    touched = sum;
  }

  private void head(int tasks) throws IOException {
    out.line();
    out.member("snapshot");
    out.number(VERSION);
    out.member("rules");
    out.text(worker.rules.name());
    out.member("table");
    out.text(worker.rules.table().fingerprint());
    out.member("tasks");
    out.number(tasks);
    out.endLine();
  }

  private void counters() throws IOException {
    long openBytes = 0;
    for (Peer peer : worker.transfers.sorted()) {
      openBytes += peer.transfer == null ? 0 : peer.transfer.nbytes();
    }
    out.line();
    out.member("running");
    out.flag(worker.running());
    out.member("executed");
    out.number(worker.slots.executed());
    out.member("transitions");
    out.number(worker.engine.transitions());
    out.member("generation");
    out.number(worker.generation());
    out.member("excess");
    out.number(worker.slots.excess());
    out.member("unaccounted");
    out.number(worker.transfers.bytes() - openBytes);
    out.member("free");
    amounts(out, worker.slots.resources.available());
    out.endLine();
  }

  private void task(TaskNode task) throws IOException {
    out.line();
    out.member("task");
    out.text(task.key());
    out.member("state");
    out.text(task.state().label());
    if (task.role() != Role.NONE) {
      out.member("role");
      out.text(task.role() == Role.COMPUTE ? "compute" : "fetch");
    }
    mark("actor", task.actor());
    mark("dismissed", task.dismissed());
    mark("promised", task.promised());
    mark("seceded", task.seceded());
    Priority priority = task.priority;
    if (priority != null) {
      priority(priority, task.generation);
    }
    if (task.nbytes >= 0) {
      out.member("nbytes");
      out.number(task.nbytes);
    }
    if (task.suspicion != 0) {
      out.member("suspicion");
      out.number(task.suspicion);
    }
    links(task);
    if (task.spec != null) {
      out.member("spec");
      spec(task, task.spec, followsLinks(task, task.spec));
    }
    TaskSpec started = task.holder() == Holder.THREAD ? task.running() : null;
    if (started != null) {
      out.member("run");
      if (started == task.spec) {
        out.text("spec");
      } else {
        spec(task, started, false);
      }
    }
    content(task.content);
    out.endLine();
  }

  private void mark(String name, boolean set) throws IOException {
    if (set) {
      out.member(name);
      out.flag(true);
    }
  }

  private void priority(Priority priority, int generation) throws IOException {
    out.member("priority");
    elements(priority);
    if (generation != Priority.NO_GENERATION) {
      out.member("generation");
      out.number(generation);
    }
  }

  private void elements(Priority priority) throws IOException {
    out.open('[');
    for (int i = 0; i < priority.length(); i++) {
      out.decimal(priority.element(i));
    }
    out.close(']');
  }

  private void links(TaskNode task) throws IOException {
    if (task.firstReplica != null) {
      out.member("holders");
      out.open('[');
      for (Replica held = task.firstReplica; held != null; held = held.nextOfTask) {
        out.text(held.peer.address());
      }
      out.close(']');
    }
    boolean awaits = false;
    boolean keeps = false;
    if (task.lastInput != null) {
      out.member("inputs");
      out.open('[');
      for (Edge edge = task.firstInput(); edge != null; edge = task.inputAfter(edge)) {
        out.text(edge.input.key());
        awaits |= edge.awaited();
        keeps |= edge.claims();
      }
      out.close(']');
    }
    if (awaits) {
      out.member("awaits");
      out.open('[');
      for (Edge edge = task.firstInput(); edge != null; edge = task.inputAfter(edge)) {
        if (edge.awaited()) {
          out.text(edge.input.key());
        }
      }
      out.close(']');
    }
    if (keeps) {
      out.member("keeps");
      out.open('[');
      for (Edge edge = task.firstInput(); edge != null; edge = task.inputAfter(edge)) {
        if (edge.claims()) {
          out.text(edge.input.key());
        }
      }
      out.close(']');
    }
    if (!ascending(task)) {
      out.member("dependents");
      out.open('[');
      for (Edge edge = task.firstConsumer; edge != null; edge = task.consumerAfter(edge)) {
        out.text(edge.consumer.key());
      }
      out.close(']');
    }
  }

  private static boolean ascending(TaskNode task) {
    int last = -1;
    for (Edge edge = task.firstConsumer; edge != null; edge = task.consumerAfter(edge)) {
      if (edge.consumer.place() < last) {
        return false;
      }
      last = edge.consumer.place();
    }
    return true;
  }

  private static boolean followsLinks(TaskNode task, TaskSpec spec) {
    List<String> named = spec.dependencies();
    int i = 0;
    for (Edge edge = task.firstInput(); edge != null; edge = task.inputAfter(edge)) {
      if (i == named.size() || !named.get(i++).equals(edge.input.key())) {
        return false;
      }
    }
    return i == named.size();
  }

  private void spec(TaskNode task, TaskSpec spec, boolean followsLinks) throws IOException {
    out.open('{');
    if (spec.run() != TaskSpec.NO_RUN) {
      out.member("run");
      out.number(spec.run());
    }
    if (!followsLinks) {
      out.member("dependencies");
      out.open('[');
      for (String key : spec.dependencies()) {
        out.text(key);
      }
      out.close(']');
    }
    if (task.priority == null || !spec.priority().equals(task.priority)) {
      out.member("priority");
      elements(spec.priority());
    }
    if (!spec.resources().isEmpty()) {
      out.member("resources");
      amounts(out, spec.resources().amounts());
    }
    payload("payload", spec.payload());
    out.close('}');
  }

  private void payload(String name, @Nullable Object payload) throws IOException {
    if (payload != null) {
      out.member(name);
      out.text(payloads.write(payload));
    }
  }

  private void content(@Nullable Object content) throws IOException {
    if (content instanceof Value value) {
      out.member("value");
      out.open('{');
      out.member("type");
      out.text(value.typeName());
      out.member("nbytes");
      out.number(value.nbytes());
      payload("payload", value.payload());
      out.close('}');
    } else if (content instanceof Failure failure) {
      out.member("failure");
      out.open('{');
      out.member("text");
      out.text(failure.text());
      payload("cause", failure.cause());
      out.close('}');
    }
  }

  static void amounts(SnapshotOutput out, Map<String, Double> amounts) throws IOException {
    out.open('{');
    for (Map.Entry<String, Double> amount : amounts.entrySet()) {
      out.member(amount.getKey());
      out.decimal(amount.getValue());
    }
    out.close('}');
  }

  private void peer(Peer peer) throws IOException {
    out.line();
    out.member("peer");
    out.text(peer.address());
    mark("busy", peer.busy);
    Transfer transfer = peer.transfer;
    if (transfer != null) {
      out.member("transfer");
      out.open('[');
      for (TaskNode task : transfer.tasks()) {
        if (task.transfer() == transfer && worker.tasks.holds(task)) {
          out.text(task.key());
        } else {
          out.open('{');
          out.member("left");
          out.text(task.key());
          out.close('}');
        }
      }
      out.close(']');
      out.member("nbytes");
      out.number(transfer.nbytes());
    }
    if (!peer.isEmpty()) {
      out.member("wanted");
      queue(peer);
    }
    out.endLine();
  }

  private void queue(TaskQueue queue) throws IOException {
    out.open('[');
    for (TaskQueue.Entry entry : queue.entries()) {
      TaskNode task = entry.task();
      if (!worker.tasks.holds(task)) {
        continue;
      }
      boolean member = queue.contains(task);
      if (member && entry.isCurrent()) {
        out.text(task.key());
      } else {
        out.open('{');
        out.member("task");
        out.text(task.key());
        mark("member", member);
        priority(entry.priority(), entry.generation());
        out.close('}');
      }
    }
    out.close(']');
  }
}
