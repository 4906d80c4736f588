package io.github.workerfsm.worker;

import io.github.workerfsm.check.InvariantViolation;
import io.github.workerfsm.snapshot.IllegalSnapshotException;
import io.github.workerfsm.snapshot.PayloadFormat;
import io.github.workerfsm.snapshot.SnapshotInput;
import io.github.workerfsm.snapshot.SnapshotProgress;
import io.github.workerfsm.task.Priority;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@link SnapshotWriter} has written into the state of a new worker. A task that is
 * named before its own line is there, and new, from then on; when all is read, none is new.
 */
final class SnapshotReader {
  /** Nobody gets more memory by a large number than by that many lines. */
  private static final int MOST_EXPECTED = 1 << 20;

  private final SnapshotInput in;
  private final TaskLines tasks;
  private final Restoration to;

  private SnapshotReader(SnapshotInput in, TaskLines tasks, Restoration to) {
    this.in = in;
    this.tasks = tasks;
    this.to = to;
  }

  /**
   * The state of a worker as it was written.
   *
   * @throws IllegalSnapshotException for what is no snapshot, or one of a state that breaks an
   *     invariant, or of a machine with another table
   */
  static WorkerState read(
      InputStream stream,
      RuleSet rules,
      int storyLines,
      PayloadFormat payloads,
      SnapshotProgress progress)
      throws IOException {
    SnapshotInput in = new SnapshotInput(stream);
    try {
      int tasks = head(in, rules);
      WorkerState worker = new WorkerState(SettingsLine.read(in), rules, storyLines);
      Restoration to = new Restoration(worker.policies.staleQueuePositions());
      new SnapshotReader(in, new TaskLines(in, payloads, to, Math.min(tasks, MOST_EXPECTED)), to)
          .read(worker, tasks, progress);
      to.install(worker);
      List<InvariantViolation.Finding> findings = InvariantCheck.findings(worker, to::forEach);
      if (!findings.isEmpty()) {
        throw new IllegalSnapshotException(
            "snapshot: the state breaks an invariant, expected none broken: " + findings.get(0));
      }
      return worker;
    } catch (IllegalArgumentException e) {
      throw in.wrong(String.valueOf(e.getMessage()), "what a machine has written");
    }
  }

  private static int head(SnapshotInput in, RuleSet rules) throws IOException {
    in.line();
    in.member("snapshot");
    long version = in.number();
    if (version != SnapshotWriter.VERSION) {
      throw in.wrong("the version is " + version, String.valueOf(SnapshotWriter.VERSION));
    }
    in.member("rules");
    String name = in.text();
    in.member("table");
    String fingerprint = in.text();
    if (!fingerprint.equals(rules.table().fingerprint())) {
      throw in.wrong(
          "the table is " + fingerprint + " of " + name,
          rules.table().fingerprint() + " of " + rules.name());
    }
    in.member("tasks");
    int tasks = (int) in.number(0, Integer.MAX_VALUE);
    in.endLine();
    return tasks;
  }

  private void read(WorkerState worker, int total, SnapshotProgress progress) throws IOException {
    to.begin(0, 0);
    counters(worker);
    in.line();
    while (in.has("task")) {
      tasks.task();
      if (to.taskCount() % SnapshotWriter.PACE == 0 && to.taskCount() < total) {
        progress.tasks(to.taskCount(), total);
      }
      in.line();
    }
    if (to.taskCount() != total || tasks.named.size() != total) {
      throw in.wrong(
          "there are " + to.taskCount() + " tasks, and " + tasks.named.size() + " are named",
          total + " of both");
    }
    tasks.reorder();
    while (in.has("peer")) {
      peer();
      in.line();
    }
    in.member("ready");
    queue(to.ready);
    in.member("constrained");
    queue(to.constrained);
    in.endLine();
    in.line();
    in.member("end");
    in.number(total, total);
    in.endLine();
    in.end();
    to.table = tasks.named.table();
    progress.tasks(total, total);
  }

  private void counters(WorkerState worker) throws IOException {
    in.line();
    in.member("running");
    to.running = in.flag();
    in.member("executed");
    worker.slots.resume(in.number(0, Long.MAX_VALUE));
    in.member("transitions");
    worker.engine.resume(in.number(0, Long.MAX_VALUE));
    in.member("generation");
    to.nextGeneration = (int) in.number(Integer.MIN_VALUE + 1, 0);
    in.member("excess");
    to.excess = (int) in.number(0, Integer.MAX_VALUE);
    in.member("unaccounted");
    to.unaccounted = in.number();
    in.member("free");
    to.available = SettingsLine.amounts(in);
    in.endLine();
  }

  private void peer() throws IOException {
    Peer peer = tasks.peer(in.text());
    peer.busy = tasks.mark("busy");
    if (in.has("transfer")) {
      List<TaskNode> asked = new ArrayList<>();
      in.open('[');
      while (in.more()) {
        asked.add(in.isText() ? tasks.known() : left());
      }
      in.member("nbytes");
      to.open(peer, asked.toArray(new TaskNode[0]), in.number(0, Long.MAX_VALUE));
    }
    if (in.has("wanted")) {
      queue(peer);
    }
    in.endLine();
  }

  private TaskNode left() throws IOException {
    in.open('{');
    in.member("left");
    TaskNode left = Restoration.absent(in.text());
    in.close();
    return left;
  }

  private void queue(TaskQueue queue) throws IOException {
    in.open('[');
    while (in.more()) {
      if (in.isText()) {
        to.queue(queue, tasks.known(), true);
      } else {
        in.open('{');
        in.member("task");
        TaskNode task = tasks.known();
        boolean member = tasks.mark("member");
        in.member("priority");
        Priority priority = tasks.priority();
        to.queue(queue, task, priority, tasks.generation(), member);
        in.close();
      }
    }
  }
}
