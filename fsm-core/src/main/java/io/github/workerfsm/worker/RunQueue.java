package io.github.workerfsm.worker;

/**
 * Tasks that wait for a thread: one queue for those that need nothing else, one for those that need
 * resources. A task is in at most one of the two, so that both share the mark on the task.
 */
final class RunQueue extends TaskQueue {
  private final boolean demanding;

  RunQueue(boolean demanding, boolean keepStale) {
    super(keepStale);
    this.demanding = demanding;
  }

  @Override
  int entryOf(TaskNode task) {
    return task.demanding() == demanding ? task.queueEntry : OUT;
  }

  @Override
  void entryOf(TaskNode task, int entry) {
    task.queueEntry = entry;
  }
}
