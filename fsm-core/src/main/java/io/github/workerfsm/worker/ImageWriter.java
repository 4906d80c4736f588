package io.github.workerfsm.worker;

import io.github.workerfsm.task.Failure;
import io.github.workerfsm.task.Holder;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.Value;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the image of a worker, part by part in the order of {@link ImageFormat}. Keeps scratch
 * space from one image to the next.
 *
 * <p>What is left out, and why it is of no consequence:
 *
 * <ul>
 *   <li>story, stimulus ids, counts of runs and transitions: nothing is decided by them;
 *   <li>role, actor mark, the order of a task's holders and of a peer's tasks, the order of the
 *       peers: they are only shown;
 *   <li>the specification of an assignment that was taken back: only the next one can start the
 *       task. This is known of the proposal's own table; under another table it is written;
 *   <li>a claim whose completion has been handled, peers of whom nothing is known;
 *   <li>counters of links, members and holders: they follow from the rest.
 * </ul>
 */
final class ImageWriter {
  private final ImageBytes out = new ImageBytes();
  private final Turns turns = new Turns();
  private TaskNode[] tasks = new TaskNode[8];
  private TaskNode[] unsorted = new TaskNode[8];
  private Peer[] peers = new Peer[4];
  private Peer[] unsortedPeers = new Peer[4];
  private long[] order = new long[8];
  private int taskCount;
  private int peerCount;
  private Symbols symbols = new SymbolTable();
  private boolean assignmentsFade;
  private boolean dismissalCounts;

  byte[] write(WorkerState worker, Symbols dictionary) {
    symbols = dictionary;
    if (!worker.engine.settled()) {
      throw new IllegalStateException(
          "an event is being handled, expected to be asked between two");
    }
    assignmentsFade = worker.rules.workerTable() == WorkerTransitions.TABLE;
    dismissalCounts = worker.policies.retention() != Policies.Retention.EAGER;
    out.clear();
    sortTasks(worker);
    sortPeers(worker);
    rank(worker);
    header(worker);
    for (int i = 0; i < peerCount; i++) {
      out.number((order[i] >>> 32) << 1 | (peers[i].busy ? 1 : 0));
    }
    for (int i = 0; i < taskCount; i++) {
      task(tasks[i]);
    }
    for (int i = 0; i < taskCount; i++) {
      inputs(tasks[i]);
    }
    for (int i = 0; i < taskCount; i++) {
      consumers(tasks[i]);
    }
    for (int i = 0; i < peerCount; i++) {
      transfer(peers[i]);
      queue(peers[i]);
    }
    queue(worker.slots.ready);
    queue(worker.slots.constrained);
    forget();
    return out.toArray();
  }

  private void sortTasks(WorkerState worker) {
    taskCount = worker.tasks.size();
    if (taskCount > tasks.length) {
      tasks = new TaskNode[taskCount];
      unsorted = new TaskNode[taskCount];
    }
    room(taskCount);
    worker.tasks.copyTo(unsorted);
    for (int i = 0; i < taskCount; i++) {
      order[i] = (long) symbol(symbols.ofKey(unsorted[i].key()), unsorted[i].key()) << 32 | i;
    }
    Arrays.sort(order, 0, taskCount);
    for (int i = 0; i < taskCount; i++) {
      TaskNode task = unsorted[(int) order[i]];
      if (i > 0 && order[i] >>> 32 == order[i - 1] >>> 32) {
        throw sameNumber(tasks[i - 1].key(), task.key(), order[i] >>> 32);
      }
      tasks[i] = task;
      task.place(i);
    }
  }

  /** Leaves the numbers of the peers in the upper halves of {@link #order}. */
  private void sortPeers(WorkerState worker) {
    int known = worker.transfers.peers();
    if (known > peers.length) {
      peers = new Peer[known];
      unsortedPeers = new Peer[known];
    }
    room(known);
    peerCount = 0;
    if (known > 0) {
      worker.transfers.forEach(this::collect);
    }
    for (int i = 0; i < peerCount; i++) {
      String address = unsortedPeers[i].address();
      order[i] = (long) symbol(symbols.ofAddress(address), address) << 32 | i;
    }
    Arrays.sort(order, 0, peerCount);
    for (int i = 0; i < peerCount; i++) {
      Peer peer = unsortedPeers[(int) order[i]];
      if (i > 0 && order[i] >>> 32 == order[i - 1] >>> 32) {
        throw sameNumber(peers[i - 1].address(), peer.address(), order[i] >>> 32);
      }
      peers[i] = peer;
      peer.place = i;
    }
  }

  private void collect(Peer peer) {
    if (!peer.ofNoConsequence()) {
      unsortedPeers[peerCount++] = peer;
    }
  }

  private void room(int count) {
    if (count > order.length) {
      order = new long[count];
    }
  }

  private static int symbol(int symbol, Object what) {
    if (symbol < 0) {
      throw new IllegalArgumentException(
          "the number of " + what + " is " + symbol + ", expected 0 or more");
    }
    return symbol;
  }

  private static IllegalArgumentException sameNumber(String a, String b, long number) {
    return new IllegalArgumentException(
        a + " and " + b + " have the number " + number + ", expected different ones");
  }

  private void rank(WorkerState worker) {
    turns.clear();
    for (int i = 0; i < taskCount; i++) {
      TaskNode task = tasks[i];
      if (task.priority != null && task.generation != Priority.NO_GENERATION) {
        turns.add(task.priority, task.generation);
      }
    }
    if (worker.policies.staleQueuePositions()) {
      for (int i = 0; i < peerCount; i++) {
        rank(peers[i]);
      }
      rank(worker.slots.ready);
      rank(worker.slots.constrained);
    }
    turns.rank();
  }

  private void rank(TaskQueue queue) {
    for (TaskQueue.Entry entry : queue.entries()) {
      if (entry.generation() != Priority.NO_GENERATION && isKnown(entry.task())) {
        turns.add(entry.priority(), entry.generation());
      }
    }
  }

  private void header(WorkerState worker) {
    long openBytes = 0;
    for (int i = 0; i < peerCount; i++) {
      Transfer transfer = peers[i].transfer;
      openBytes += transfer == null ? 0 : transfer.nbytes();
    }
    long unaccounted = worker.transfers.bytes() - openBytes;
    int excess = worker.slots.excess();
    boolean adjusted = worker.slots.resources.adjusted(tasks, taskCount);
    out.number(ImageFormat.VERSION);
    out.number(
        (worker.running() ? ImageFormat.RUNNING : 0)
            | (excess != 0 ? ImageFormat.EXCESS : 0)
            | (unaccounted != 0 ? ImageFormat.UNACCOUNTED : 0)
            | (adjusted ? 0 : ImageFormat.AMOUNTS));
    if (excess != 0) {
      out.number(excess);
    }
    if (unaccounted != 0) {
      out.signed(unaccounted);
    }
    if (!adjusted) {
      amounts(worker.slots.resources.available());
    }
    out.number(peerCount);
    out.number(taskCount);
  }

  private void amounts(Map<String, Double> available) {
    out.number(available.size());
    available.forEach(
        (name, amount) -> {
          out.text(name);
          out.number(Double.doubleToRawLongBits(amount));
        });
  }

  private void task(TaskNode task) {
    TaskSpec started = task.holder() == Holder.THREAD ? task.running() : null;
    TaskSpec spec = task.spec == null || fades(task, started) ? null : task.spec;
    Priority priority = task.priority;
    Object content = task.content;
    boolean aged = priority != null && task.generation != Priority.NO_GENERATION;
    out.number(symbol(symbols.ofKey(task.key()), task.key()));
    out.number(
        task.state().ordinal()
            | (task.dismissed() && dismissalCounts ? ImageFormat.DISMISSED : 0)
            | (started != null && task.seceded() ? ImageFormat.SECEDED : 0)
            | (started != null ? ImageFormat.STARTED : 0));
    out.number(
        (spec != null ? ImageFormat.SPEC : 0)
            | (started != null && started != spec ? ImageFormat.OTHER_RUN : 0)
            | (priority != null ? ImageFormat.PRIORITY : 0)
            | (aged ? ImageFormat.AGED : 0)
            | (content != null ? ImageFormat.CONTENT : 0)
            | (task.nbytes >= 0 ? ImageFormat.SIZED : 0)
            | (task.suspicion != 0 ? ImageFormat.SUSPICION : 0)
            | (task.promised() ? ImageFormat.PROMISED : 0));
    if (spec != null) {
      out.number(symbol(symbols.ofSpec(spec), spec));
    }
    if (started != null && started != spec) {
      out.number(symbol(symbols.ofSpec(started), started));
    }
    if (priority != null) {
      out.number(symbol(symbols.ofPriority(priority), priority));
    }
    if (priority != null && aged) {
      out.number(turns.rankOf(priority, task.generation));
    }
    if (content != null) {
      content(content);
    }
    if (task.nbytes >= 0) {
      out.number(task.nbytes);
    }
    if (task.suspicion != 0) {
      out.number(task.suspicion & 0xFFFF);
    }
    holders(task);
  }

  /**
   * Whether the last assignment has been taken back, and has no say in what becomes of the task.
   */
  private boolean fades(TaskNode task, @Nullable TaskSpec started) {
    return assignmentsFade
        && switch (task.state()) {
          case RELEASED, FETCH, MISSING, FLIGHT, CANCELLED -> true;
          case MEMORY, ERROR -> started == null;
          case RESCHEDULED -> started != null;
          // a run that was cancelled and wanted again goes on under its own
          case EXECUTING, LONG_RUNNING -> started != task.spec;
          case NEW, WAITING_FOR_DEPENDENCIES, READY, CONSTRAINED, FORGOTTEN -> false;
        };
  }

  private void content(Object content) {
    if (content instanceof Value value) {
      out.number((long) symbol(symbols.ofValue(value), value) << 1);
    } else {
      Failure failure = (Failure) content;
      out.number((long) symbol(symbols.ofFailure(failure), failure) << 1 | 1);
    }
  }

  /** In the order of the peers: as they were announced is of no consequence. */
  private void holders(TaskNode task) {
    int count = 0;
    for (Replica replica = task.firstReplica; replica != null; replica = replica.nextOfTask) {
      count++;
    }
    out.number(count);
    int last = -1;
    for (int left = count; left > 0; left--) {
      int next = Integer.MAX_VALUE;
      for (Replica replica = task.firstReplica; replica != null; replica = replica.nextOfTask) {
        int place = replica.peer.place;
        if (place > last && place < next) {
          next = place;
        }
      }
      out.number(next);
      last = next;
    }
  }

  private void inputs(TaskNode task) {
    int count = 0;
    for (Edge edge = task.firstInput(); edge != null; edge = task.inputAfter(edge)) {
      count++;
    }
    out.number(count);
    for (Edge edge = task.firstInput(); edge != null; edge = task.inputAfter(edge)) {
      out.number(
          (long) edge.input.place() << 2 | (edge.claims() ? 2 : 0) | (edge.awaited() ? 1 : 0));
    }
  }

  /** The order of two consumers or more, unless it is that of the tasks. */
  private void consumers(TaskNode task) {
    Edge first = task.firstConsumer;
    if (first == null || task.consumerAfter(first) == null) {
      return;
    }
    boolean ascending = true;
    int last = -1;
    for (Edge edge = first; edge != null; edge = task.consumerAfter(edge)) {
      ascending &= edge.consumer.place() > last;
      last = edge.consumer.place();
    }
    out.number(ascending ? 0 : 1);
    if (!ascending) {
      for (Edge edge = first; edge != null; edge = task.consumerAfter(edge)) {
        out.number(edge.consumer.place());
      }
    }
  }

  /** Of a task that has left its open transfer, which cannot end any more, the key is left. */
  private void transfer(Peer peer) {
    Transfer transfer = peer.transfer;
    if (transfer == null) {
      out.number(0);
      return;
    }
    out.number(transfer.tasks().length + 1L);
    out.number(transfer.nbytes());
    for (TaskNode task : transfer.tasks()) {
      if (task.transfer() == transfer && isKnown(task)) {
        out.number((long) task.place() << 1);
      } else {
        out.number((long) symbol(symbols.ofKey(task.key()), task.key()) << 1 | 1);
      }
    }
  }

  private boolean isKnown(TaskNode task) {
    int place = task.place();
    return place >= 0 && place < taskCount && tasks[place] == task;
  }

  /** Entries in the order in which they would be served, each plus 1, and 0 at the end. */
  private void queue(TaskQueue queue) {
    if (!queue.isEmpty()) {
      for (TaskQueue.Entry entry : queue.entries()) {
        if (isKnown(entry.task())) {
          entry(queue, entry);
        }
      }
    }
    out.number(0);
  }

  private void entry(TaskQueue queue, TaskQueue.Entry entry) {
    TaskNode task = entry.task();
    boolean same = entry.isCurrent();
    boolean aged = entry.generation() != Priority.NO_GENERATION;
    out.number(
        1
            + ((long) task.place() << 2
                | (queue.contains(task) ? ImageFormat.MEMBER : 0)
                | (same ? 0 : ImageFormat.OTHER_PRIORITY)));
    if (!same) {
      out.number(symbol(symbols.ofPriority(entry.priority()), entry.priority()));
      out.number(aged ? turns.rankOf(entry.priority(), entry.generation()) + 1L : 0);
    }
  }

  /** Holds on to no task and no peer. */
  private void forget() {
    Arrays.fill(tasks, 0, taskCount, null);
    Arrays.fill(unsorted, 0, taskCount, null);
    Arrays.fill(peers, 0, peerCount, null);
    Arrays.fill(unsortedPeers, 0, peerCount, null);
    turns.clear();
  }
}
