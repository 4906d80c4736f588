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
    int best = 0;
    int[] inputs = inputsOn(books, task, candidates);
    for (int i = 1; i < candidates.size(); i++) {
      int byInputs = Integer.compare(inputs[i], inputs[best]);
      if (byInputs > 0 || (byInputs == 0 && load(candidates.get(i), candidates.get(best)) < 0)) {
        best = i;
      }
    }
    return candidates.get(best);
  }

  /** How many inputs each of the workers holds, or is to compute. */
  private static int[] inputsOn(Books books, SchedulerTask task, List<SchedulerWorker> workers) {
    int[] there = new int[workers.size()];
    for (String key : task.dependencies()) {
      SchedulerTask input = books.task(key);
      if (input != null) {
        List<WorkerId> holders = input.whoHas();
        WorkerId assigned = input.processingOn();
        for (int i = 0; i < there.length; i++) {
          WorkerId id = workers.get(i).id();
          there[i] += holders.contains(id) || id.equals(assigned) ? 1 : 0;
        }
      }
    }
    return there;
  }

  /** Compares tasks per thread, without rounding. */
  private static int load(SchedulerWorker a, SchedulerWorker b) {
    return Long.compare((long) a.occupied() * b.threads(), (long) b.occupied() * a.threads());
  }
}
