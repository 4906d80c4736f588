package io.github.workerfsm.worker;

import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.TaskState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The peers, the tasks that are wanted from each, and the open transfers.
 *
 * <p>Peers are asked in this order: the one that has the most urgent wanted task; peers on the same
 * host before others; the one that has more wanted tasks; then as the tie hook says, or by address.
 * A busy peer, and one with an open transfer, is not asked. Source: {@code
 * _select_workers_for_gather} and {@code _select_keys_for_gather} of the reference.
 */
final class Transfers {
  private final boolean keepStale;

  /** By address, in the order in which they were first named. */
  private final Map<String, Peer> peers = new LinkedHashMap<>();

  /** The peers whose queue is not empty, and perhaps some whose queue has become empty. */
  private final List<Peer> wanted = new ArrayList<>();

  private final List<Peer> candidates = new ArrayList<>();
  private final List<TaskNode> selected = new ArrayList<>();
  private Settings settings;
  private String ownHost;
  private @Nullable TieBreaks ties;
  private long bytes;
  private int open;
  private int claimed;

  Transfers(Settings settings, boolean keepStale) {
    this.settings = settings;
    this.keepStale = keepStale;
    this.ownHost = Peer.hostOf(settings.address());
  }

  void reconfigure(Settings newSettings) {
    settings = newSettings;
    ownHost = Peer.hostOf(newSettings.address());
  }

  void breakTies(@Nullable TieBreaks hook) {
    ties = hook;
  }

  /** Bytes of open transfers, as announced when they were started. */
  long bytes() {
    return bytes;
  }

  /** Open transfers. */
  int open() {
    return open;
  }

  /** Tasks in open transfers. */
  int claimed() {
    return claimed;
  }

  /** The peer with this address; null when it is of no interest. */
  @Nullable Peer find(String address) {
    return peers.get(address);
  }

  /** The known peers in the order of their addresses; for checks and diagnosis. */
  List<Peer> sorted() {
    List<Peer> all = new ArrayList<>(peers.values());
    all.sort(Comparator.comparing(Peer::address));
    return all;
  }

  /** Hands over all peers in no order, for what does not depend on one. */
  void forEach(Consumer<? super Peer> each) {
    peers.values().forEach(each);
  }

  Peer peer(String address) {
    Peer peer = peers.get(address);
    if (peer == null) {
      peer = new Peer(address, keepStale);
      peers.put(address, peer);
    }
    return peer;
  }

  /** Replaces all peers and transfers by what they were when they were stored. */
  void restore(Peer[] known, int count, int tasks, long unaccounted) {
    peers.clear();
    wanted.clear();
    open = 0;
    bytes = unaccounted;
    claimed = tasks;
    for (int i = 0; i < count; i++) {
      Peer peer = known[i];
      peers.put(peer.address(), peer);
      if (peer.transfer != null) {
        open++;
        bytes += peer.transfer.nbytes();
      }
      if (!peer.isEmpty()) {
        peer.listed = true;
        wanted.add(peer);
      }
    }
  }

  /** Known peers. */
  int peers() {
    return peers.size();
  }

  /** Drops the peer, if nothing refers to it. */
  void dropIfIdle(Peer peer) {
    if (peer.idle()) {
      peers.remove(peer.address());
    }
  }

  /**
   * Replaces what is known about the holders of a task. The own address is left out: the value is
   * here, or the news that it no longer is has crossed the announcement.
   */
  void locate(TaskNode task, List<String> holders) {
    Replica replica = task.firstReplica;
    while (replica != null) {
      Replica next = replica.nextOfTask;
      if (!holders.contains(replica.peer.address())) {
        replica.remove();
      }
      replica = next;
    }
    for (int i = 0; i < holders.size(); i++) {
      String address = holders.get(i);
      if (!address.equals(settings.address())) {
        Peer peer = peer(address);
        if (task.replicaAt(peer) == null) {
          Replica.add(task, peer);
          if (task.state() == TaskState.FETCH) {
            enqueue(task, peer);
          }
        }
      }
    }
  }

  /** Queues the task at every known holder. */
  void enqueue(TaskNode task) {
    for (Replica replica = task.firstReplica; replica != null; replica = replica.nextOfTask) {
      enqueue(task, replica.peer);
    }
  }

  private void enqueue(TaskNode task, Peer peer) {
    peer.add(task);
    if (!peer.listed) {
      peer.listed = true;
      wanted.add(peer);
    }
  }

  /** The task joins the transfer. */
  void claim(TaskNode task, Transfer transfer) {
    task.claim(transfer);
    claimed++;
  }

  /** The task leaves the tasks in transfer although the transfer has not been heard of. */
  void leave(TaskNode task) {
    if (task.claimedByTransfer() && !task.done()) {
      claimed--;
    }
  }

  /** The transfer from the peer has ended; its tasks are to be told by the caller. */
  void close(Peer peer, long announcedBytes) {
    peer.transfer = null;
    bytes -= announcedBytes;
    open--;
  }

  /** The task's part of an ended transfer. */
  void complete(TaskNode task) {
    leave(task);
    task.done(true);
  }

  /** Starts as many transfers as limits allow, and recommends their tasks for flight. */
  void start(WorkerState worker) {
    if (wanted.isEmpty() || throttled()) {
      return;
    }
    collectCandidates();
    while (!candidates.isEmpty()) {
      Peer peer = takeBest();
      if (peer.isEmpty()) {
        continue;
      }
      long nbytes = select(peer);
      if (selected.isEmpty()) {
        break;
      }
      open(worker, peer, nbytes);
      if (throttled()) {
        break;
      }
    }
    candidates.clear();
  }

  private void open(WorkerState worker, Peer peer, long nbytes) {
    TaskNode[] tasks = selected.toArray(new TaskNode[0]);
    Transfer transfer = new Transfer(peer, tasks, nbytes);
    for (TaskNode task : tasks) {
      worker.engine.recommend(task, TaskState.FLIGHT, transfer);
    }
    worker.emit(
        new Instruction.GatherDep(worker.stimulusId(), peer.address(), keys(tasks), nbytes));
    peer.transfer = transfer;
    open++;
    bytes += nbytes;
  }

  private static List<String> keys(TaskNode[] tasks) {
    if (tasks.length == 1) {
      return List.of(tasks[0].key());
    }
    String[] keys = new String[tasks.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = tasks[i].key();
    }
    return List.of(keys);
  }

  private boolean throttled() {
    return bytes >= settings.transferBytesLimit()
        || open >= settings.transferCountLimit() && bytes >= settings.transferThrottleThreshold();
  }

  private void collectCandidates() {
    int kept = 0;
    for (int i = 0; i < wanted.size(); i++) {
      Peer peer = wanted.get(i);
      if (peer.isEmpty()) {
        peer.listed = false;
        dropIfIdle(peer);
      } else {
        wanted.set(kept++, peer);
        if (peer.transfer == null && !peer.busy) {
          candidates.add(peer);
        }
      }
    }
    wanted.subList(kept, wanted.size()).clear();
  }

  private Peer takeBest() {
    int best = 0;
    for (int i = 1; i < candidates.size(); i++) {
      if (before(candidates.get(i), candidates.get(best))) {
        best = i;
      }
    }
    int last = candidates.size() - 1;
    Peer peer = candidates.get(best);
    candidates.set(best, candidates.get(last));
    candidates.remove(last);
    return peer;
  }

  private boolean before(Peer a, Peer b) {
    if (a.isEmpty() || b.isEmpty()) {
      return !a.isEmpty();
    }
    int byPriority = comparePriority(a.peek(), b.peek());
    if (byPriority != 0) {
      return byPriority < 0;
    }
    boolean localA = a.host().equals(ownHost);
    if (localA != b.host().equals(ownHost)) {
      return localA;
    }
    if (a.size() != b.size()) {
      return a.size() > b.size();
    }
    if (ties != null) {
      int rankA = ties.rankPeer(a.address());
      int rankB = ties.rankPeer(b.address());
      if (rankA != rankB) {
        return rankA < rankB;
      }
    }
    return a.address().compareTo(b.address()) < 0;
  }

  private static int comparePriority(TaskNode a, TaskNode b) {
    if (a.priority == null || b.priority == null) {
      throw new IllegalStateException(a + " or " + b + " is queued without a priority");
    }
    return Priority.compare(a.priority, a.generation, b.priority, b.generation);
  }

  /** Takes the most urgent tasks of the peer out of all queues, as many as one transfer may ask. */
  private long select(Peer peer) {
    selected.clear();
    long nbytes = 0;
    while (!peer.isEmpty()) {
      TaskNode task = peer.peek();
      if (exceedsLimits(task, nbytes)) {
        break;
      }
      for (Replica replica = task.firstReplica; replica != null; replica = replica.nextOfTask) {
        replica.peer.dequeue(replica);
      }
      selected.add(task);
      nbytes += sizeOf(task);
    }
    return nbytes;
  }

  /**
   * Without other traffic the first task is asked for whatever its size, and the first task of a
   * message may exceed the limit of a message: otherwise a large value could never be brought.
   */
  private boolean exceedsLimits(TaskNode task, long selectedBytes) {
    if (bytes == 0 && selectedBytes == 0) {
      return false;
    }
    long allowance = settings.transferBytesLimit() - bytes;
    if (selectedBytes != 0) {
      allowance = Math.min(allowance, settings.transferMessageBytesLimit()) - selectedBytes;
    }
    return sizeOf(task) > allowance;
  }

  private long sizeOf(TaskNode task) {
    return task.nbytes < 0 ? settings.defaultNbytes() : task.nbytes;
  }
}
