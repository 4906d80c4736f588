package io.github.workerfsm.worker;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.table.Guard;

/**
 * Reads a guard as the table prints it: names, {@code !} before {@code &} before {@code |}, and
 * brackets.
 */
final class GuardText {
  private static final ImmutableList<Guard<TaskNode>> NAMES =
      ImmutableList.of(
          WorkerTransitions.ALWAYS,
          WorkerTransitions.DONE,
          WorkerTransitions.HELD,
          WorkerTransitions.THREAD,
          WorkerTransitions.TRANSFER,
          WorkerTransitions.SECEDED,
          WorkerTransitions.IN_SLOT,
          WorkerTransitions.LOCATED,
          WorkerTransitions.NOWHERE,
          WorkerTransitions.DEMANDING,
          WorkerTransitions.MODEST);

  private final OverrideWords words;

  private GuardText(OverrideWords words) {
    this.words = words;
  }

  /** The guard in square brackets that comes next; the one that always holds, if none does. */
  static Guard<TaskNode> optional(OverrideWords words) {
    if (!words.takeIf("[")) {
      return WorkerTransitions.ALWAYS;
    }
    Guard<TaskNode> guard = new GuardText(words).alternatives();
    words.require("]");
    return guard;
  }

  private Guard<TaskNode> alternatives() {
    Guard<TaskNode> guard = conjunction();
    while (words.takeIf("|")) {
      guard = guard.or(conjunction());
    }
    return guard;
  }

  private Guard<TaskNode> conjunction() {
    Guard<TaskNode> guard = atom();
    while (words.takeIf("&")) {
      guard = guard.and(atom());
    }
    return guard;
  }

  private Guard<TaskNode> atom() {
    if (words.takeIf("!")) {
      return atom().not();
    }
    if (words.takeIf("(")) {
      Guard<TaskNode> guard = alternatives();
      words.require(")");
      return guard;
    }
    return words.choose("a fact", NAMES, Guard::name);
  }
}
