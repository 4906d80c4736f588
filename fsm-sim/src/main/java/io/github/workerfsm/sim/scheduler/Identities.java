package io.github.workerfsm.sim.scheduler;

/**
 * Where the scheduler takes identities from. Handed in, so that whoever compares states can keep
 * counters out of them.
 */
public interface Identities {
  /** The stimulus id of a message; {@code kind} is its kind, for example {@code compute-task}. */
  String stimulus(String kind);

  /** The identity of a steal request, different from that of every answer that can still come. */
  String steal(String key);

  /** The identity of a run, 0 or more, different from that of every report that can still come. */
  long run(String key);

  /**
   * The scheduler is the one of this epoch: from now on, nothing is as it was in an earlier one.
   * Does nothing where identities are kept apart by other means.
   */
  default void epoch(int epoch) {}

  /** Counts: {@code compute-task-1}, {@code steal-2}, runs 1, 2, 3; from 2^32 on in epoch 1. */
  static Identities counting() {
    return new Identities() {
      private long stimuli;
      private long runs;

      @Override
      public void epoch(int epoch) {
        stimuli = (long) epoch << Integer.SIZE;
        runs = stimuli;
      }

      @Override
      public String stimulus(String kind) {
        return kind + "-" + ++stimuli;
      }

      @Override
      public String steal(String key) {
        return "steal-" + ++stimuli;
      }

      @Override
      public long run(String key) {
        return ++runs;
      }
    };
  }
}
