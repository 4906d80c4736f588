package io.github.workerfsm.bench;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * A JMH profiler: CPU time of the measuring thread for each operation. On a machine that has other
 * work to do, it wavers less than the time on the wall.
 */
public final class WorkerThread implements InternalProfiler {

  /** Nanoseconds of CPU time an operation. */
  static final String CPU = "thread.cpu";

  /** How many instances there were. */
  static final String CROWD = "thread.crowd";

  private static volatile long cpuNanos;
  private static volatile int crowd;

  /** Called by the measuring thread at the end of an iteration. */
  static void report(long cpuNanos, int crowd) {
    WorkerThread.cpuNanos = cpuNanos;
    WorkerThread.crowd = crowd;
  }

  @Override
  public String getDescription() {
    return "CPU time of the measuring thread";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {}

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double nanos = (double) cpuNanos / result.getMetadata().getAllOps();
    return List.of(
        new ScalarResult(CPU, nanos, "ns/op", AggregationPolicy.AVG),
        new ScalarResult(CROWD, crowd, "#", AggregationPolicy.AVG));
  }
}
