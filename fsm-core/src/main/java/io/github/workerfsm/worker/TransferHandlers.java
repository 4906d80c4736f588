package io.github.workerfsm.worker;

import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.task.Value;
import io.github.workerfsm.worker.Policies.ArrivingValues;
import java.util.ArrayList;
import java.util.List;

/** What the ends of transfers, and news about peers, ask for. */
final class TransferHandlers {
  private TransferHandlers() {}

  static void success(WorkerState worker, Event.GatherSuccess event) {
    Peer peer = worker.transfers.peer(event.worker());
    TaskNode[] tasks = close(worker, peer, event.totalNbytes());
    boolean together = worker.policies.arrivingValues() == ArrivingValues.TOGETHER;
    int siblings = worker.engine.siblingsStart();
    for (TaskNode task : tasks) {
      worker.transfers.complete(task);
      Value value = event.data().get(task.key());
      if (value == null) {
        forgetHolder(task, peer);
        worker.engine.recommend(task, TaskState.FETCH);
      } else if (together) {
        worker.engine.recommend(task, TaskState.MEMORY, value);
      }
    }
    worker.engine.siblingsEnd(siblings);
    if (!together) {
      recommendBrought(worker, tasks, event.data(), false);
      recommendBrought(worker, tasks, event.data(), true);
    }
    worker.transfers.dropIfIdle(peer);
  }

  /**
   * Called last for what is taken: the engine takes first what is recommended last, and what
   * follows from a value that is not taken must not undo another.
   */
  private static void recommendBrought(
      WorkerState worker, TaskNode[] tasks, ImmutableMap<String, Value> data, boolean taken) {
    int siblings = worker.engine.siblingsStart();
    for (TaskNode task : tasks) {
      Value value = data.get(task.key());
      if (value != null && taken == (task.state() == TaskState.FLIGHT)) {
        worker.engine.recommend(task, TaskState.MEMORY, value);
      }
    }
    worker.engine.siblingsEnd(siblings);
  }

  /** The peer is left alone for a while; keys that only busy peers hold are asked about. */
  static void busy(WorkerState worker, Event.GatherBusy event) {
    Peer peer = worker.transfers.peer(event.worker());
    peer.busy = true;
    TaskNode[] tasks = close(worker, peer, event.totalNbytes());
    List<String> asked = new ArrayList<>();
    int siblings = worker.engine.siblingsStart();
    for (TaskNode task : tasks) {
      worker.transfers.complete(task);
      worker.engine.recommend(task, TaskState.FETCH);
      if (allHoldersBusy(task)) {
        asked.add(task.key());
      }
    }
    worker.engine.siblingsEnd(siblings);
    worker.emit(new Instruction.RetryBusyWorkerLater(worker.stimulusId(), peer.address()));
    if (!asked.isEmpty()) {
      worker.emit(new Instruction.RequestRefreshWhoHas(worker.stimulusId(), List.copyOf(asked)));
    }
  }

  private static boolean allHoldersBusy(TaskNode task) {
    for (Replica replica = task.firstReplica; replica != null; replica = replica.nextOfTask) {
      if (!replica.peer.busy) {
        return false;
      }
    }
    return true;
  }

  /** The peer is taken for dead: it holds nothing any more, asked for or not. */
  static void networkFailure(WorkerState worker, Event.GatherNetworkFailure event) {
    Peer peer = worker.transfers.peer(event.worker());
    TaskNode[] tasks = close(worker, peer, event.totalNbytes());
    int siblings = worker.engine.siblingsStart();
    for (TaskNode task : tasks) {
      worker.transfers.complete(task);
      worker.engine.recommend(task, TaskState.FETCH);
    }
    worker.engine.siblingsEnd(siblings);
    forgetPeer(worker, peer);
  }

  /** A transfer that is still open ends by itself, with an event of its own. */
  static void removeWorker(WorkerState worker, Event.RemoveWorker event) {
    Peer peer = worker.transfers.find(event.worker());
    if (peer != null) {
      forgetPeer(worker, peer);
    }
  }

  static void forgetPeer(WorkerState worker, Peer peer) {
    int siblings = worker.engine.siblingsStart();
    Replica replica = peer.firstReplica;
    while (replica != null) {
      TaskNode task = replica.task;
      if (task.state() == TaskState.FETCH && onlyHolder(task, peer)) {
        worker.engine.recommend(task, TaskState.MISSING);
      }
      replica = peer.replicaAfter(replica);
    }
    worker.engine.siblingsEnd(siblings);
    for (replica = peer.firstReplica; replica != null; replica = peer.firstReplica) {
      replica.remove();
    }
    worker.transfers.dropIfIdle(peer);
  }

  private static boolean onlyHolder(TaskNode task, Peer peer) {
    Replica first = task.firstReplica;
    return first != null && first.peer == peer && first.nextOfTask == null;
  }

  /**
   * The values cannot be used. Without a limit the inputs fail; otherwise the peer is no longer
   * asked for them, each is one step nearer to its limit, and at the limit it is given up.
   */
  static void failure(WorkerState worker, Event.GatherFailure event) {
    Peer peer = worker.transfers.peer(event.worker());
    TaskNode[] tasks = close(worker, peer, event.totalNbytes());
    int limit = worker.policies.suspicionLimit();
    int siblings = worker.engine.siblingsStart();
    for (TaskNode task : tasks) {
      worker.transfers.complete(task);
      if (limit > 0) {
        suspect(worker, task);
      }
      if (task.suspicion >= limit) {
        worker.engine.recommend(task, TaskState.ERROR, event.failure());
      } else {
        forgetHolder(task, peer);
        worker.engine.recommend(task, TaskState.FETCH);
      }
    }
    worker.engine.siblingsEnd(siblings);
    worker.transfers.dropIfIdle(peer);
  }

  private static void suspect(WorkerState worker, TaskNode input) {
    if (worker.decisions == null) {
      input.suspicion++;
    } else {
      worker.decisions.suspect(worker, input);
    }
  }

  static void retryBusy(WorkerState worker, Event.RetryBusyWorker event) {
    Peer peer = worker.transfers.find(event.worker());
    if (peer != null) {
      peer.busy = false;
      worker.transfers.dropIfIdle(peer);
    }
  }

  /** Of what is promised, the scheduler says of its own accord where it is. */
  static void findMissing(WorkerState worker) {
    List<String> asked = new ArrayList<>();
    for (TaskNode task : worker.missing.values()) {
      if (!task.promised()) {
        asked.add(task.key());
      }
    }
    if (!asked.isEmpty()) {
      worker.emit(new Instruction.RequestRefreshWhoHas(worker.stimulusId(), List.copyOf(asked)));
    }
  }

  static TaskNode[] close(WorkerState worker, Peer peer, long totalNbytes) {
    Transfer transfer = peer.transfer;
    if (transfer == null) {
      throw new IllegalStateException("no transfer from " + peer + " although it was checked");
    }
    worker.transfers.close(peer, totalNbytes);
    return transfer.tasks();
  }

  static void forgetHolder(TaskNode task, Peer peer) {
    Replica replica = task.replicaAt(peer);
    if (replica != null) {
      replica.remove();
    }
  }
}
