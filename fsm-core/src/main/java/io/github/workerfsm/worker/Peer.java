package io.github.workerfsm.worker;

import org.jspecify.annotations.Nullable;

/** Another worker, as far as its values are of interest here. */
final class Peer extends TaskQueue {
  private final String address;
  private final String host;

  @Nullable Replica firstReplica;

  /** The open transfer from the peer; no other is started until it ends. */
  @Nullable Transfer transfer;

  /** Whether the peer has said that it serves too many others. */
  boolean busy;

  /** Whether the peer is in the list of those from which tasks are wanted. */
  boolean listed;

  /** The place of the peer in the list that is being gone through. */
  int place;

  Peer(String address, boolean keepStale) {
    super(keepStale);
    this.address = address;
    this.host = hostOf(address);
  }

  String address() {
    return address;
  }

  String host() {
    return host;
  }

  /** The part of an address that names the machine: between the scheme and the last colon. */
  static String hostOf(String address) {
    int start = address.indexOf("://");
    start = start < 0 ? 0 : start + 3;
    int end = address.lastIndexOf(':');
    return end > start ? address.substring(start, end) : address.substring(start);
  }

  @Nullable Replica replicaAfter(Replica replica) {
    return replica.nextOfPeer == firstReplica ? null : replica.nextOfPeer;
  }

  /** Takes the task out of the queue for a transfer from this peer. */
  void dequeue(Replica replica) {
    if (replica.queueEntry != OUT) {
      remove(replica.task);
    }
  }

  /** Whether nothing refers to the peer any more. */
  boolean idle() {
    return ofNoConsequence() && !listed;
  }

  /** Whether the machine would do the same without the peer. */
  boolean ofNoConsequence() {
    return firstReplica == null && transfer == null && !busy;
  }

  @Override
  int entryOf(TaskNode task) {
    Replica replica = task.replicaAt(this);
    return replica == null ? OUT : replica.queueEntry;
  }

  @Override
  void entryOf(TaskNode task, int entry) {
    Replica replica = task.replicaAt(this);
    if (replica != null) {
      replica.queueEntry = entry;
    }
  }

  @Override
  public String toString() {
    return address;
  }
}
