package io.github.workerfsm.sim.scheduler;

import java.util.List;

/**
 * Which of several workers gets a task. Pure: the same books, task and candidates give the same
 * choice.
 */
@FunctionalInterface
public interface Placement {
  /**
   * Prefers who holds, or is to compute, most inputs, then who has least to do per thread, then who
   * joined first.
   */
  Placement CURRENT = Placement::byInputsThenLoad;

  /**
   * One of the candidates.
   *
   * @param books where the inputs of the task are
   * @param task the task to be assigned
   * @param candidates workers that may run it now, at least one, in the order of joining
   */
  SchedulerWorker choose(Books books, SchedulerTask task, List<SchedulerWorker> candidates);

  private static SchedulerWorker byInputsThenLoad(
      Books books, SchedulerTask task, List<SchedulerWorker> candidates) {
    SchedulerWorker best = candidates.get(0);
    for (SchedulerWorker candidate : candidates.subList(1, candidates.size())) {
      int byInputs = Integer.compare(inputsOn(books, task, candidate), inputsOn(books, task, best));
      if (byInputs > 0 || (byInputs == 0 && load(candidate, best) < 0)) {
        best = candidate;
      }
    }
    return best;
  }

  private static int inputsOn(Books books, SchedulerTask task, SchedulerWorker worker) {
    int here = 0;
    for (String key : task.dependencies()) {
      SchedulerTask input = books.task(key);
      if (input != null
          && (input.whoHas().contains(worker.id()) || worker.id().equals(input.processingOn()))) {
        here++;
      }
    }
    return here;
  }

  /** Compares tasks per thread, without rounding. */
  private static int load(SchedulerWorker a, SchedulerWorker b) {
    return Long.compare((long) occupied(a) * b.threads(), (long) occupied(b) * a.threads());
  }

  private static int occupied(SchedulerWorker worker) {
    return worker.processing().size() - worker.longRunning().size();
  }
}
