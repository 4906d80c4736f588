package io.github.workerfsm.worker;

import io.github.workerfsm.task.Holder;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.TaskState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tasks, peers and queues of a worker that are put together outside of it, so that nothing of
 * it has changed when they turn out to be no such thing. To be used again: {@link #begin}, then the
 * parts, then {@link #install}.
 *
 * <p>Refuses what cannot be put together with {@link IllegalArgumentException}. Whether the whole
 * makes sense is for {@link InvariantCheck} to say.
 */
final class Restoration {
  private final boolean keepStale;
  private TaskNode[] tasks = new TaskNode[8];
  private int taskCount;
  private Peer[] peers = new Peer[4];
  private int peerCount;

  /** For each task, the last consumer that was linked to it, from 1. */
  private int[] linkedTo = new int[8];

  RunQueue ready;
  RunQueue constrained;
  boolean running;
  int nextGeneration;

  /** Slots that may be in use beyond the threads. */
  int excess;

  /** Bytes of transfers that no open transfer has. */
  long unaccounted;

  /** The tasks by key, if they have been collected in a table already. */
  @Nullable TaskTable table;

  /** What no task holds; null when that is the rest of what the settings have. */
  @Nullable Map<String, Double> available;

  Restoration(boolean keepStale) {
    this.keepStale = keepStale;
    this.ready = new RunQueue(false, keepStale);
    this.constrained = new RunQueue(true, keepStale);
  }

  /** Starts over, with room for so many tasks and peers. */
  void begin(int expectedTasks, int expectedPeers) {
    Arrays.fill(tasks, null);
    Arrays.fill(peers, null);
    taskCount = 0;
    peerCount = 0;
    if (expectedTasks > tasks.length) {
      tasks = new TaskNode[expectedTasks];
      linkedTo = new int[expectedTasks];
    } else {
      Arrays.fill(linkedTo, 0);
    }
    if (expectedPeers > peers.length) {
      peers = new Peer[expectedPeers];
    }
    ready.clear();
    constrained.clear();
    available = null;
    table = null;
    excess = 0;
    unaccounted = 0;
    nextGeneration = 0;
  }

  int taskCount() {
    return taskCount;
  }

  int peerCount() {
    return peerCount;
  }

  /** The next task. */
  TaskNode add(String key, TaskState state) {
    TaskNode task = new TaskNode(key);
    settle(task, state);
    adopt(task);
    return task;
  }

  /** Puts a new task where it was. */
  static void settle(TaskNode task, TaskState state) {
    if (state == TaskState.NEW || state == TaskState.FORGOTTEN) {
      throw new IllegalArgumentException(
          "task " + task.key() + " is " + state.label() + ", expected a state that lasts");
    }
    task.restore(state);
  }

  /** The next task, which has its state. */
  void adopt(TaskNode task) {
    if (taskCount == tasks.length) {
      tasks = Arrays.copyOf(tasks, taskCount * 2);
    }
    tasks[taskCount++] = task;
  }

  /** The next peer. */
  Peer add(String address) {
    Peer peer = new Peer(address, keepStale);
    if (peerCount == peers.length) {
      peers = Arrays.copyOf(peers, peerCount * 2);
    }
    peers[peerCount++] = peer;
    return peer;
  }

  TaskNode task(int index) {
    return tasks[index(index, taskCount, "task")];
  }

  Peer peer(int index) {
    return peers[index(index, peerCount, "peer")];
  }

  private static int index(int index, int count, String what) {
    if (index < 0 || index >= count) {
      throw new IllegalArgumentException(
          what + " " + index + " is not there, expected less than " + count);
    }
    return index;
  }

  /** The task at {@code consumer} needs that at {@code input}. One consumer after the other. */
  void link(int consumer, int input, boolean awaited, boolean claimed) {
    TaskNode needed = task(input);
    if (input == consumer || linkedTo[input] == consumer + 1) {
      throw new IllegalArgumentException(
          "task " + consumer + " needs task " + input + ", expected each other task once");
    }
    linkedTo[input] = consumer + 1;
    Edge.link(task(consumer), needed).restore(awaited, claimed);
  }

  /** Brings the consumers of a task, all of which are linked, into this order. */
  static void orderConsumers(TaskNode input, List<TaskNode> consumers) {
    for (TaskNode consumer : consumers) {
      Edge edge = Edge.find(consumer, input);
      if (edge == null) {
        throw new IllegalArgumentException(
            "task " + consumer.key() + " is no consumer of " + input.key() + ", expected one");
      }
      edge.moveLast();
    }
    int i = 0;
    for (Edge edge = input.firstConsumer; edge != null; edge = input.consumerAfter(edge)) {
      if (i == consumers.size() || edge.consumer != consumers.get(i++)) {
        throw new IllegalArgumentException(
            "a consumer of " + input.key() + " is named twice or not, expected each once");
      }
    }
  }

  /** The peer holds the task. */
  void hold(TaskNode task, Peer peer) {
    if (task.replicaAt(peer) != null) {
      throw new IllegalArgumentException(
          "peer " + peer + " holds " + task.key() + " twice, expected each holder once");
    }
    Replica.add(task, peer);
  }

  /**
   * A transfer is open.
   *
   * @param asked tasks that are here, each of them held by nothing yet, and for those that have
   *     left the transfer others of their key
   */
  void open(Peer peer, TaskNode[] asked, long nbytes) {
    Transfer transfer = new Transfer(peer, asked, nbytes);
    peer.transfer = transfer;
    for (TaskNode task : asked) {
      if (task.state() != TaskState.NEW) {
        if (task.claimed()) {
          throw new IllegalArgumentException(
              "task " + task.key() + " is held twice, expected by one thread or transfer");
        }
        task.claim(transfer);
      }
    }
  }

  /** A task as an ended or left transfer remembers it. */
  static TaskNode absent(String key) {
    return new TaskNode(key);
  }

  /** The next entry of a queue. */
  void queue(TaskQueue queue, TaskNode task, boolean member) {
    if (task.priority == null) {
      throw new IllegalArgumentException(
          "task " + task.key() + " is queued without a priority, expected one");
    }
    queue(queue, task, task.priority, task.generation, member);
  }

  /** The next entry of a queue that was made under another priority than the task has. */
  void queue(TaskQueue queue, TaskNode task, Priority priority, int generation, boolean member) {
    if (!member && !keepStale) {
      throw new IllegalArgumentException(
          "task " + task.key() + " has left a queue, expected members only under these rules");
    }
    if (member && !keepStale && queue.contains(task)) {
      throw new IllegalArgumentException("task " + task.key() + " is queued twice, expected once");
    }
    queue.restore(task, priority, generation, member);
    if (member && !queue.contains(task)) {
      throw new IllegalArgumentException(
          "task " + task.key() + " is in a queue that is not for it, expected another");
    }
  }

  /** Hands over all tasks, in the order in which they came. */
  void forEach(Consumer<? super TaskNode> each) {
    for (int i = 0; i < taskCount; i++) {
      each.accept(tasks[i]);
    }
  }

  /** Puts everything into the worker. What was there before is let go; settings and rules stay. */
  void install(WorkerState worker) {
    TaskTable known = table;
    if (known == null) {
      known = worker.tasks;
      known.clear();
      for (int i = 0; i < taskCount; i++) {
        known.add(tasks[i]);
      }
    }
    worker.clear(known, running, nextGeneration);
    int executing = 0;
    int longRunning = 0;
    int transferred = 0;
    long nbytes = 0;
    for (int i = 0; i < taskCount; i++) {
      TaskNode task = tasks[i];
      worker.brought(task);
      if (task.holder() == Holder.TRANSFER) {
        transferred++;
      } else if (task.holder() == Holder.THREAD) {
        executing += task.seceded() ? 0 : 1;
        longRunning += task.seceded() ? 1 : 0;
      }
      if (task.state() == TaskState.MEMORY) {
        nbytes += task.nbytes;
      } else if (task.state() == TaskState.MISSING) {
        worker.missing.put(task.key(), task);
      }
    }
    worker.nbytes = nbytes;
    Slots slots = worker.slots;
    if (available == null) {
      slots.resources.adjust(tasks, taskCount);
    } else {
      slots.resources.restore(Objects.requireNonNull(available));
    }
    RunQueue spareReady = slots.ready;
    RunQueue spareConstrained = slots.constrained;
    slots.restore(ready, constrained, executing, longRunning, excess);
    ready = spareReady;
    constrained = spareConstrained;
    worker.transfers.restore(peers, peerCount, transferred, unaccounted);
  }
}
