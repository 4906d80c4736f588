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

  /** Counts: {@code compute-task-1}, {@code steal-2}, runs 1, 2, 3. */
  static Identities counting() {
    return new Identities() {
      private long stimuli;
      private long runs;

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
