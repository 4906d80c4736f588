package io.github.workerfsm.trace;

import io.github.workerfsm.instruction.InstructionKind;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.worker.TieBreaks;
import java.util.HashMap;
import java.util.Map;

/**
 * Breaks ties as the recorded machine did, so that a replay can follow a trace beyond the first
 * line on which two machines may both be right. The choices are in the line itself: peers in the
 * order of its gather-dep instructions, tasks in the order in which they first appear in its
 * transitions.
 */
final class Guide implements TieBreaks {
  private final Map<String, Integer> peers = new HashMap<>();
  private final Map<String, Integer> tasks = new HashMap<>();

  /**
   * Takes the choices of the step that comes next. One that is deterministic leaves none, and is
   * left to the machine's own order: a task may appear in its transitions before the one to which
   * it was the alternative.
   */
  void follow(Step step) {
    peers.clear();
    tasks.clear();
    if (!step.deterministic()) {
      take(step.answer());
    }
  }

  private void take(Answer recorded) {
    for (RecordedInstruction instruction : recorded.instructions()) {
      if (instruction.kind() == InstructionKind.GATHER_DEP
          && instruction.members().get("worker") instanceof String peer) {
        peers.putIfAbsent(peer, peers.size());
      }
    }
    for (RecordedTransition transition : recorded.transitions()) {
      tasks.putIfAbsent(transition.key(), tasks.size());
    }
  }

  @Override
  public int rankPeer(String address) {
    return peers.getOrDefault(address, Integer.MAX_VALUE);
  }

  @Override
  public int rankTask(Task task) {
    return rank(task.key());
  }

  int rank(String key) {
    return tasks.getOrDefault(key, Integer.MAX_VALUE);
  }
}
