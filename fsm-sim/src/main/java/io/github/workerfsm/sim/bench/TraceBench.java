package io.github.workerfsm.sim.bench;

import io.github.workerfsm.worker.RuleSet;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * Times whole traces: events and machine are made before the clock starts, the story is on, and the
 * clock is the CPU time of this thread, so that neighbours on a busy machine count as little as
 * possible.
 *
 * <p>A run is as many passes as fit into {@value #RUN_MILLIS} ms, at least one, each with a machine
 * of its own, which is made while the clock stands. Runs are repeated until they no longer get
 * faster; then the median of some more is taken.
 */
public final class TraceBench {
  private static final int RUN_MILLIS = 20;
  private static final int LEAST_WARM_UP_RUNS = 20;
  private static final long LEAST_WARM_UP_NANOS = 5_000_000_000L;
  private static final long MOST_WARM_UP_NANOS = 20_000_000_000L;
  private static final int WINDOW = 5;
  private static final double STABLE = 0.05;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final RuleSet rules;
  private final LoadedTrace trace;
  private final Object[] calls;
  private long passes;
  private long transitions;
  private long instructions;

  /** A bench for one trace. */
  public TraceBench(RuleSet rules, LoadedTrace trace) {
    this.rules = rules;
    this.trace = trace;
    this.calls = trace.calls();
  }

  /**
   * Warms up and measures.
   *
   * @param runs of which the median counts, at least 1
   * @throws RuntimeException what a machine throws that cannot make sense of the trace
   */
  public Measurement measure(int runs) {
    warmUp();
    long warm = passes;
    long[] nanos = new long[runs];
    for (int i = 0; i < runs; i++) {
      System.gc();
      nanos[i] = run();
    }
    return new Measurement(
        trace.header().name(), trace.stimuli(), transitions, median(nanos) / 1e9, warm);
  }

  private void warmUp() {
    long[] last = new long[2 * WINDOW];
    Arrays.fill(last, Long.MAX_VALUE / 4);
    long start = threads.getCurrentThreadCpuTime();
    long spent = 0;
    for (int done = 0; spent < MOST_WARM_UP_NANOS; done++) {
      boolean enough = done >= LEAST_WARM_UP_RUNS || spent >= LEAST_WARM_UP_NANOS;
      if (enough && isStable(last)) {
        return;
      }
      System.arraycopy(last, 1, last, 0, last.length - 1);
      last[last.length - 1] = run();
      spent = threads.getCurrentThreadCpuTime() - start;
    }
  }

  private static boolean isStable(long[] last) {
    long before = median(Arrays.copyOfRange(last, 0, WINDOW));
    long now = median(Arrays.copyOfRange(last, WINDOW, 2 * WINDOW));
    return now > before * (1 - STABLE);
  }

  /** CPU nanoseconds of one pass, the mean over a run. */
  private long run() {
    long start = threads.getCurrentThreadCpuTime();
    long nanos = 0;
    int count = 0;
    do {
      nanos += pass();
      count++;
    } while (threads.getCurrentThreadCpuTime() - start < RUN_MILLIS * 1_000_000L);
    return Math.max(1, nanos / count);
  }

  private long pass() {
    WorkerStateMachine machine = new WorkerStateMachine(trace.header().settings(), rules);
    long start = threads.getCurrentThreadCpuTime();
    instructions += LoadedTrace.handle(machine, calls);
    long nanos = threads.getCurrentThreadCpuTime() - start;
    passes++;
    transitions = machine.transitions();
    return nanos;
  }

  /** Instructions of all passes, so that none of them can be left out as useless. */
  public long instructions() {
    return instructions;
  }

  private static long median(long[] values) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
