package io.github.workerfsm.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * One way to run {@link Rows#TABLE}, and the two scenarios that it is measured in. Both give
 * nanoseconds a transition.
 *
 * <ul>
 *   <li>{@link #lap()}: one instance goes round for ever. Caches and branch predictors know it by
 *       heart.
 *   <li>{@link #burst()}: many instances at random phases of the lap take one step each, in an
 *       order that has nothing to do with where they lie in memory. The processor can guess neither
 *       the next instance nor the next action.
 * </ul>
 *
 * <p>Every scenario runs in a JVM of its own ({@code @Fork}), where a single subclass is ever
 * loaded: {@link #step} is bound statically and inlined, as if the loop were written out in each
 * subclass. With zero forks the numbers mean nothing.
 *
 * <p>A subclass is public, has a public constructor without arguments, keeps its actions in {@link
 * Effect#actions} and says nothing about JMH. Before the clock starts it must take every row of the
 * table correctly.
 *
 * @param <I> an instance: a state, and a counter that the actions count up
 */
@org.openjdk.jmh.annotations.State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-XX:+UseParallelGC", "-Xms1g", "-Xmx2g"})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class Contender<I> {

  private static final int LAPS = 100;
  private static final int STEPS_A_LAP = 7;
  private static final int STEPS_A_BURST = 1_000;
  private static final long SEED = 20_221_201;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** How many instances {@link #burst()} has: a multiple of 1,000. */
  @Param("100000")
  public int crowd;

  /**
   * CPU time to warm up for before JMH's own warm-up, times {@link #warmUpFactor()}. It is CPU time
   * and not a number of calls because the slow contenders need seconds of it before they are
   * compiled.
   */
  @Param("3")
  public double warmUpCpuSeconds;

  private final State[] lap = Rows.lap();
  private I solo;
  private I[] instances;

  /**
   * The instance whose turn it is, by turn. Instances stay where they were created: a collector may
   * move them.
   */
  private int[] order;

  /** Where in the lap that instance is, by turn. */
  private byte[] phases;

  private final byte[] phaseAfter = {1, 2, 3, 4, 5, 6, 0};
  private int turn;
  private long cpuNanosAtStart;

  /** A new instance in {@link State#NEW}, ready for its first step. */
  protected abstract I create();

  /**
   * Takes the row from the instance's state to the requested one; what an illegal request does is
   * not measured.
   */
  protected abstract void step(I instance, State requested);

  protected abstract State state(I instance);

  /** How many actions have run for this instance. */
  protected abstract long count(I instance);

  /** How many instances fit in the heap. */
  protected int largestCrowd() {
    return Integer.MAX_VALUE;
  }

  /** How much longer than the others this one must run before it is compiled. */
  protected int warmUpFactor() {
    return 1;
  }

  @Benchmark
  @OperationsPerInvocation(LAPS * STEPS_A_LAP)
  public void lap() {
    I instance = solo;
    State[] requests = lap;
    for (int round = 0; round < LAPS; round++) {
      for (State requested : requests) {
        step(instance, requested);
      }
    }
  }

  @Benchmark
  @OperationsPerInvocation(STEPS_A_BURST)
  public void burst() {
    I[] all = instances;
    int[] who = order;
    byte[] where = phases;
    byte[] next = phaseAfter;
    State[] requests = lap;
    int begin = turn;
    int end = begin + STEPS_A_BURST;
    for (int i = begin; i < end; i++) {
      byte phase = where[i];
      step(all[who[i]], requests[phase]);
      where[i] = next[phase];
    }
    turn = end == who.length ? 0 : end;
  }

  @Setup(Level.Trial)
  public void setUp(BenchmarkParams running) {
    checkEveryRow();
    boolean alone = running.getBenchmark().endsWith(".lap");
    solo = create();
    gather(alone ? 0 : Math.min(crowd, largestCrowd()));
    long enough = cpuNanos() + (long) (warmUpCpuSeconds * warmUpFactor() * 1e9);
    while (cpuNanos() < enough) {
      if (alone) {
        lap();
      } else {
        burst();
      }
    }
  }

  @Setup(Level.Iteration)
  public void startClock() {
    cpuNanosAtStart = cpuNanos();
  }

  @TearDown(Level.Iteration)
  public void stopClock() {
    WorkerThread.report(cpuNanos() - cpuNanosAtStart, Math.max(1, instances.length));
  }

  /** What was measured was the table: everybody is where the steps lead. */
  @TearDown(Level.Trial)
  public void checkEverybody() {
    check(solo, State.NEW, count(solo) / STEPS_A_LAP * STEPS_A_LAP);
    for (int i = 0; i < order.length; i++) {
      I instance = instances[order[i]];
      long laps = count(instance) / STEPS_A_LAP;
      check(instance, stateAt(phases[i]), laps * STEPS_A_LAP + phases[i]);
    }
  }

  @SuppressWarnings("unchecked")
  private void gather(int size) {
    if (size < 0 || size % STEPS_A_BURST != 0) {
      throw new IllegalArgumentException(
          "crowd: expected a multiple of " + STEPS_A_BURST + ", got " + size);
    }
    Random random = new Random(SEED);
    instances = (I[]) new Object[size];
    order = new int[size];
    phases = new byte[size];
    for (int i = 0; i < size; i++) {
      instances[i] = create();
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    for (int i = 0; i < size; i++) {
      phases[i] = (byte) random.nextInt(STEPS_A_LAP);
      for (int phase = 0; phase < phases[i]; phase++) {
        step(instances[order[i]], lap[phase]);
      }
    }
    System.gc(); // they have been there for a while
  }

  private void checkEveryRow() {
    Map<State, List<State>> ways = Rows.ways();
    for (Row row : Rows.TABLE) {
      I instance = create();
      check(instance, State.NEW, 0);
      List<State> way = ways.get(row.from());
      way.forEach(requested -> step(instance, requested));
      check(instance, row.from(), way.size());
      step(instance, row.requested());
      check(instance, row.requested(), way.size() + 1L);
    }
  }

  private State stateAt(int phase) {
    return phase == 0 ? State.NEW : lap[phase - 1];
  }

  private void check(I instance, State expected, long expectedCount) {
    if (state(instance) != expected || count(instance) != expectedCount) {
      throw new IllegalStateException(
          String.format(
              "%s: expected %s after %d actions, got %s after %d",
              getClass().getSimpleName(),
              expected,
              expectedCount,
              state(instance),
              count(instance)));
    }
  }

  private static long cpuNanos() {
    return THREADS.getCurrentThreadCpuTime();
  }
}
