package io.github.workerfsm.worker;

/**
 * One open transfer: what was asked of which peer. Claims its tasks until it ends.
 *
 * @param tasks in the order in which they were asked for
 * @param nbytes sum of the sizes announced when it was started
 */
record Transfer(Peer peer, TaskNode[] tasks, long nbytes) {
  @Override
  public String toString() {
    return "transfer of " + tasks.length + " keys from " + peer.address();
  }
}
