package io.github.workerfsm.worker;

import org.jspecify.annotations.Nullable;

/**
 * One "that peer holds this task": a node of the list of holders of the task (single links) and of
 * the list of tasks of the peer (circular, double links), both in order of announcement.
 */
final class Replica {
  final TaskNode task;
  final Peer peer;

  @Nullable Replica nextOfTask;
  Replica nextOfPeer;
  Replica previousOfPeer;

  /** The entry of the task in the queue of the peer. */
  int queueEntry = TaskQueue.OUT;

  private Replica(TaskNode task, Peer peer) {
    this.task = task;
    this.peer = peer;
    this.nextOfPeer = this;
    this.previousOfPeer = this;
  }

  /** Notes that {@code peer} holds {@code task}, which it was not known to do. */
  static Replica add(TaskNode task, Peer peer) {
    Replica replica = new Replica(task, peer);
    Replica last = task.firstReplica;
    if (last == null) {
      task.firstReplica = replica;
    } else {
      while (last.nextOfTask != null) {
        last = last.nextOfTask;
      }
      last.nextOfTask = replica;
    }
    Replica first = peer.firstReplica;
    if (first == null) {
      peer.firstReplica = replica;
    } else {
      replica.nextOfPeer = first;
      replica.previousOfPeer = first.previousOfPeer;
      first.previousOfPeer.nextOfPeer = replica;
      first.previousOfPeer = replica;
    }
    return replica;
  }

  /** Notes that the peer does not hold the task. */
  void remove() {
    peer.dequeue(this);
    leaveTask();
    leavePeer();
  }

  private void leaveTask() {
    Replica before = task.firstReplica;
    if (before == this) {
      task.firstReplica = nextOfTask;
      return;
    }
    while (before != null && before.nextOfTask != this) {
      before = before.nextOfTask;
    }
    if (before != null) {
      before.nextOfTask = nextOfTask;
    }
  }

  private void leavePeer() {
    if (nextOfPeer == this) {
      peer.firstReplica = null;
      return;
    }
    previousOfPeer.nextOfPeer = nextOfPeer;
    nextOfPeer.previousOfPeer = previousOfPeer;
    if (peer.firstReplica == this) {
      peer.firstReplica = nextOfPeer;
    }
  }

  @Override
  public String toString() {
    return task.key() + " at " + peer.address();
  }
}
