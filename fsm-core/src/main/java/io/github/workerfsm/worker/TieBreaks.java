package io.github.workerfsm.worker;

import io.github.workerfsm.task.Task;

/**
 * Decides where the rules leave a choice open, so that a replay can follow what another engine has
 * chosen. The lowest rank comes first; equal ranks are left to the machine's own order.
 */
public interface TieBreaks {
  /** Rank among peers that hold equally urgent and equally many wanted tasks. */
  int rankPeer(String address);

  /** Rank among tasks that come out of one unordered collection. */
  int rankTask(Task task);
}
