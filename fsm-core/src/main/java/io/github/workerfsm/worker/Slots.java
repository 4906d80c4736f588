package io.github.workerfsm.worker;

import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.TaskSpec;
import org.jspecify.annotations.Nullable;

/** Threads and resources, and the tasks that wait for them. */
final class Slots {
  RunQueue ready;
  RunQueue constrained;
  final ResourcePool resources;

  private int threads;
  private int surplus;
  private int executing;
  private int longRunning;
  private long executed;

  Slots(Settings settings, Policies policies) {
    boolean keepStale = policies.staleQueuePositions();
    ready = new RunQueue(false, keepStale);
    constrained = new RunQueue(true, keepStale);
    resources =
        new ResourcePool(
            settings.totalResources(),
            settings.availableResources(),
            policies.unknownResourcesStop());
    threads = settings.threads();
  }

  /** Running tasks beyond a lowered number go on; none is started before they have ended. */
  void threads(int count) {
    threads = count;
    surplus = Math.max(count, executing);
  }

  /** What runs and waits, as it was when it was stored. */
  void restore(RunQueue isReady, RunQueue isConstrained, int running, int seceded, int excess) {
    ready = isReady;
    constrained = isConstrained;
    executing = running;
    longRunning = seceded;
    surplus = excess == 0 ? 0 : threads + excess;
  }

  /** Goes on counting from runs that ended before. */
  void resume(long earlierRuns) {
    executed = earlierRuns;
  }

  /** Slots that may be in use beyond the threads: what ran when their number was lowered. */
  int excess() {
    return Math.max(0, surplus - threads);
  }

  /** Slots that may be in use: the threads, and what ran when their number was lowered. */
  int allowed() {
    return Math.max(threads, surplus);
  }

  int threads() {
    return threads;
  }

  /** Tasks on a thread that counts. */
  int executing() {
    return executing;
  }

  /** Tasks on a thread that has seceded. */
  int longRunning() {
    return longRunning;
  }

  /** Runs ended so far. */
  long executed() {
    return executed;
  }

  /**
   * The most urgent task that can start now, taken out of its queue, with a thread and its
   * resources; null when none can.
   */
  @Nullable TaskNode claimNext() {
    if (executing >= threads) {
      return null;
    }
    TaskNode task = takeNext();
    if (task != null && task.spec != null) {
      resources.acquire(task.spec.resources());
      task.claim(task.spec);
      executing++;
    }
    return task;
  }

  /** A task whose resources are taken does not hold up less urgent ones that need none. */
  private @Nullable TaskNode takeNext() {
    if (constrained.isEmpty()) {
      return ready.isEmpty() ? null : ready.pop();
    }
    TaskNode first = constrained.peek();
    if (!ready.isEmpty() && !moreUrgent(first, ready.peek())) {
      return ready.pop();
    }
    if (first.spec != null && resources.satisfy(first.spec.resources())) {
      return constrained.pop();
    }
    return ready.isEmpty() ? null : ready.pop();
  }

  private static boolean moreUrgent(TaskNode a, TaskNode b) {
    return a.priority != null
        && b.priority != null
        && Priority.compare(a.priority, a.generation, b.priority, b.generation) < 0;
  }

  /** The thread of the task no longer counts. */
  void secede(TaskNode task) {
    if (!task.seceded()) {
      task.seceded(true);
      executing--;
      longRunning++;
    }
  }

  /** The thread of the task has ended: thread and resources are free. */
  void complete(TaskNode task) {
    executed++;
    TaskSpec started = task.running();
    if (started != null) {
      resources.release(started.resources());
    }
    leave(task);
    task.done(true);
  }

  /** The task leaves the running tasks although its thread has not been heard of. */
  void leave(TaskNode task) {
    if (task.claimedByThread() && !task.done()) {
      if (task.seceded()) {
        longRunning--;
      } else {
        executing--;
      }
      surplus = Math.min(surplus, Math.max(threads, executing));
    }
  }
}
