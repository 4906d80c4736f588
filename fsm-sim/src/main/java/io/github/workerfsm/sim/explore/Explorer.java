package io.github.workerfsm.sim.explore;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.Uninterruptibles;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Visits every state that a {@link Model} can reach, breadth first, and says what is wrong with any
 * of them, with the shortest way to it.
 *
 * <h2>One level at a time</h2>
 *
 * A level is all states at the same distance from the initial one. The {@link Frontier} holds the
 * level being expanded and the level being found, both in chunks. Each thread takes a chunk, asks
 * its own instance of the model for the steps out of each state, looks the results up in the {@link
 * VisitedSet} and puts what is new into chunks of the next level. Threads meet when a level is
 * done, and nowhere else but when a segment of the set grows.
 *
 * <h2>What is remembered of a state</h2>
 *
 * A fingerprint of 64 bits. Two different states with the same fingerprint are taken for one, and
 * what only the second leads to is lost; for n states that is expected n^2 / 2^65 times, which the
 * report states (0.2 millionths for 2.7 million states). {@link #exact} keeps whole states instead;
 * both must give the same counts. The whole state exists only while it waits in the frontier.
 *
 * <h2>Where the time goes</h2>
 *
 * A look-up is a read from a random place in memory, a hundred nanoseconds when nothing else is
 * waiting for memory; making a successor and its fingerprint takes less than that. So the steps out
 * of a state are collected first, then all their places are touched, and only then is the first of
 * them looked up: the reads are under way together ({@link Successors}, {@link Expander}). Nothing
 * is allocated per step: successors are written into arrays that are kept, and emptied chunks are
 * used again.
 *
 * <h2>The same result with any number of threads</h2>
 *
 * A level is a set: which states are in it does not depend on who found them first. States,
 * transitions, levels and the number of findings follow. Which of several equally near findings is
 * shown is decided by the fingerprint, and the way to it comes from a {@link SecondLook} on one
 * thread. Bounds on states and levels and the end at the first finding are looked at between
 * levels. Only the memory bound strikes within a level, and then what was covered depends on the
 * threads; the report says {@link Coverage#MEMORY}.
 *
 * <h2>Why there is a second look</h2>
 *
 * To show a trace one must know each state's predecessor. A pointer per state would be half as much
 * memory again, for every state of every run, most of which find nothing. So the first look stores
 * no predecessors; if there is something to show, the levels down to it are gone through again,
 * when the set is frozen and a predecessor is 4 bytes. The same second look collects the steps for
 * the liveness check, see {@link StepGraph}. Both need memory beyond the bound, which holds for the
 * first look.
 *
 * <p>An explorer is set up and used by one thread, once; the threads that help come from the {@link
 * Executor} that it is handed.
 */
public final class Explorer {

  private static final long DEFAULT_SPILL_BYTES = 256L << 20;

  private final Supplier<? extends Model> models;
  private Executor executor = Runnable::run;
  private int threads = 1;
  private Bounds bounds = Bounds.NONE;
  private boolean exact;
  private boolean symmetry;
  private boolean reduction;
  private boolean liveness;
  private boolean firstFindingEnds;
  private @Nullable Path spillDirectory;
  private long frontierBytes = DEFAULT_SPILL_BYTES;
  private @Nullable Path checkpointFile;
  private LongSupplier checkpointClock = () -> 0;
  private long checkpointNanos;
  private Progress.@Nullable Listener listener;
  private LongSupplier clock = () -> 0;
  private long progressNanos;

  /**
   * An explorer on the calling thread alone, without bounds, without options.
   *
   * @param models gives a new instance of the same model at each call, one for every thread
   */
  public Explorer(Supplier<? extends Model> models) {
    this.models = models;
  }

  /**
   * Shares the work among {@code threads}: the caller's own and others of {@code executor}, which
   * should be able to run that many at once.
   */
  public Explorer threads(int threads, Executor executor) {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads, and at least 1 was expected");
    }
    this.threads = threads;
    this.executor = executor;
    return this;
  }

  /** Stops at {@code bounds} and reports what was covered. */
  public Explorer bounds(Bounds bounds) {
    this.bounds = bounds;
    return this;
  }

  /** Keeps whole states, so that none is lost. */
  public Explorer exact() {
    this.exact = true;
    return this;
  }

  /** Visits one of the states that differ in names only, by {@link Model#canonical}. */
  public Explorer symmetry() {
    this.symmetry = true;
    return this;
  }

  /**
   * Partial-order reduction: where a step may stand for all others, by {@link Model#ample}, takes
   * only that one. Every state at rest is reached, and an invariant is broken if and only if it is
   * without; the way that is shown need not be the shortest. As long as an invariant is broken, a
   * state at rest may be missed that is reached only past the breach.
   *
   * <p>These are ample sets of one step (Peled 1993; Clarke, Grumberg, Peled, Model Checking,
   * chapter 10). That a step is not put off for ever needs no look at the visited states, as in the
   * proviso for breadth-first search of Bošnački and Holzmann (2005): no circle consists of such
   * steps alone, which the model vouches for. So which states are visited depends on the model
   * alone, not on threads or the order of the search.
   */
  public Explorer reduce() {
    this.reduction = true;
    return this;
  }

  /** Also checks that from every reachable state a goal stays reachable, see {@link StepGraph}. */
  public Explorer liveness() {
    this.liveness = true;
    return this;
  }

  /** Ends after the level with the first finding. */
  public Explorer firstFindingEnds() {
    this.firstFindingEnds = true;
    return this;
  }

  /**
   * Keeps at most {@code bytes} of each level of the frontier in memory and the rest in a file in
   * {@code directory}, which is deleted in the end.
   */
  public Explorer spill(Path directory, long bytes) {
    this.spillDirectory = directory;
    this.frontierBytes = bytes;
    return this;
  }

  /**
   * Writes a checkpoint to {@code file} between levels, and resumes from it if it exists. It is
   * left behind in the end: with larger bounds the exploration can go on from there. Not with
   * {@link #exact}.
   *
   * @param clock nanoseconds since some moment
   * @param everyNanos least time between two checkpoints, in nanoseconds of {@code clock}
   */
  public Explorer checkpoint(Path file, LongSupplier clock, long everyNanos) {
    this.checkpointFile = file;
    this.checkpointClock = clock;
    this.checkpointNanos = everyNanos;
    return this;
  }

  /**
   * Tells {@code listener} how far it is, on the calling thread, between chunks.
   *
   * @param clock nanoseconds since some moment
   * @param everyNanos least time between two calls, in nanoseconds of {@code clock}
   */
  public Explorer progress(Progress.Listener listener, LongSupplier clock, long everyNanos) {
    this.listener = listener;
    this.clock = clock;
    this.progressNanos = everyNanos;
    return this;
  }

  /**
   * Explores.
   *
   * @throws IllegalStateException if options exclude each other
   * @throws UncheckedIOException if the frontier cannot be spilled, or a checkpoint cannot be
   *     written or is refused; its message is one line
   * @throws RuntimeException what the model threw
   */
  public ExploreReport explore() {
    if (symmetry && liveness) {
      throw new IllegalStateException("the liveness check is not sound under symmetry");
    }
    if (reduction && liveness) {
      throw new IllegalStateException("the liveness check is not sound under reduction");
    }
    if (exact && checkpointFile != null) {
      throw new IllegalStateException("whole states are not kept in a checkpoint");
    }
    MemoryBudget memory = new MemoryBudget(bounds.bytes());
    Model model = models.get();
    VisitedSet visited = exact ? new ExactSet(model.words(), memory) : new FingerprintSet(memory);
    try (Frontier frontier = new Frontier(model.words(), memory, spillDirectory, frontierBytes)) {
      return new Run(model, memory, visited, frontier).report();
    }
  }

  /** One exploration. */
  private final class Run {
    private final Model model;
    private final MemoryBudget memory;
    private final VisitedSet visited;
    private final Frontier frontier;
    private final Tally tally = new Tally();
    private final List<Expander> expanders = new ArrayList<>();
    private final Sightings earlier = new Sightings();
    private final @Nullable Checkpoint checkpoint;
    private long savedAt = checkpointClock.getAsLong();
    private int savedDepth;
    private int depth;
    private long toldAt = clock.getAsLong();
    private long statesTold;

    Run(Model model, MemoryBudget memory, VisitedSet visited, Frontier frontier) {
      this.model = model;
      this.memory = memory;
      this.visited = visited;
      this.frontier = frontier;
      this.checkpoint =
          checkpointFile == null
              ? null
              : new Checkpoint(
                  checkpointFile,
                  model,
                  model.identity()
                      + (symmetry ? ", with symmetry" : "")
                      + (reduction ? ", reduced" : ""));
      for (int i = 0; i < threads; i++) {
        Model own = i == 0 ? model : models.get();
        Successors successors = new Successors(own, symmetry, reduction);
        expanders.add(new Expander(own, successors, visited, frontier, tally));
      }
    }

    ExploreReport report() {
      Coverage coverage = begin() ? levels() : Coverage.MEMORY;
      Sightings sightings = sightings();
      long peak = memory.peak();
      visited.freeze();
      long doomed = 0;
      List<Finding> findings = List.of();
      if (liveness || !sightings.isEmpty()) {
        SecondLook look = new SecondLook(model, symmetry, reduction, visited);
        doomed = lookAgain(look, coverage, sightings);
        findings = findings(look, sightings);
      }
      return new ExploreReport(
          visited.size(),
          tally.expanded(),
          tally.transitions(),
          depth,
          coverage,
          liveness,
          doomed,
          findings,
          visited.bytes(),
          peak,
          frontier.spilled(),
          exact ? 0 : Fingerprint.expectedLoss(visited.size()),
          visited.collisions());
    }

    /** Whether there was room for the initial state. */
    private boolean begin() {
      long[] state = new long[model.words()];
      model.initial(state);
      if (symmetry) {
        model.canonical(state);
      }
      if (checkpoint != null && checkpoint.exists() && visited instanceof FingerprintSet set) {
        depth = checkpoint.load(state, tally, earlier, set, frontier);
        savedDepth = depth;
        return true;
      }
      visited.enter();
      int outcome = visited.add(Fingerprint.of(state, state.length), state);
      visited.leave();
      Chunk chunk = frontier.empty();
      if (outcome == VisitedSet.FULL || chunk == null) {
        return false;
      }
      chunk.add(state);
      frontier.put(chunk);
      frontier.advance();
      return true;
    }

    private Coverage levels() {
      while (frontier.waiting() > 0) {
        if (depth == bounds.levels()) {
          save();
          return Coverage.LEVELS;
        }
        if (visited.size() >= bounds.states()) {
          save();
          return Coverage.STATES;
        }
        if (checkpoint != null && checkpointClock.getAsLong() - savedAt >= checkpointNanos) {
          save();
        }
        expandLevel(depth++);
        if (tally.stopped()) {
          return Coverage.MEMORY;
        }
        if (firstFindingEnds && !sightings().isEmpty()) {
          return frontier.size() == 0 ? Coverage.COMPLETE : Coverage.FINDING;
        }
        frontier.advance();
      }
      return Coverage.COMPLETE;
    }

    private void save() {
      if (checkpoint != null && depth > savedDepth && visited instanceof FingerprintSet set) {
        checkpoint.save(depth, tally, sightings(), set, frontier);
        savedDepth = depth;
        savedAt = checkpointClock.getAsLong();
      }
    }

    private void expandLevel(int level) {
      int others = frontier.waiting() > Chunk.CAPACITY ? threads - 1 : 0;
      CountDownLatch done = new CountDownLatch(others);
      AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
      for (int i = 1; i <= others; i++) {
        Expander expander = expanders.get(i);
        executor.execute(
            () -> {
              try {
                expander.run(level, () -> {});
              } catch (Throwable thrown) {
                failure.compareAndSet(null, thrown);
                tally.stop();
              } finally {
                done.countDown();
              }
            });
      }
      try {
        expanders.get(0).run(level, this::tell);
      } catch (RuntimeException | Error thrown) {
        tally.stop();
        throw thrown;
      } finally {
        Uninterruptibles.awaitUninterruptibly(done);
      }
      Throwable thrown = failure.get();
      if (thrown != null) {
        Throwables.throwIfUnchecked(thrown);
        throw new IllegalStateException(thrown);
      }
    }

    private Sightings sightings() {
      Sightings all = new Sightings();
      all.addAll(earlier);
      for (Expander expander : expanders) {
        all.addAll(expander.sightings());
      }
      return all;
    }

    /** How many states are doomed; adds livelocks to {@code sightings}. */
    private long lookAgain(SecondLook look, Coverage coverage, Sightings sightings) {
      if (!liveness) {
        look.run(sightings.deepest(), null, spillDirectory, frontierBytes);
        return 0;
      }
      StepGraph graph = new StepGraph(visited);
      // In a level that memory cut short some states were expanded: as good as none.
      int levels = coverage == Coverage.MEMORY ? depth - 1 : depth;
      look.run(Math.max(levels, sightings.deepest()), graph, spillDirectory, frontierBytes);
      StepGraph.Verdict verdict = graph.verdict();
      Sighting livelock = verdict.firstLivelock();
      if (livelock != null) {
        sightings.add(FindingKind.LIVELOCK, livelock, verdict.livelocked());
      }
      return verdict.doomed();
    }

    private List<Finding> findings(SecondLook look, Sightings sightings) {
      List<Finding> findings = new ArrayList<>();
      for (FindingKind kind : FindingKind.values()) {
        Sighting first = sightings.first(kind);
        if (first != null) {
          findings.add(look.finding(kind, sightings.count(kind), first));
        }
      }
      return findings;
    }

    private void tell() {
      if (listener == null) {
        return;
      }
      long now = clock.getAsLong();
      long nanos = now - toldAt;
      if (nanos < progressNanos) {
        return;
      }
      long states = visited.size();
      double rate = nanos == 0 ? 0 : (states - statesTold) * 1e9 / nanos;
      toldAt = now;
      statesTold = states;
      long waiting = states - tally.expanded();
      listener.progress(
          new Progress(states, tally.transitions(), waiting, depth, visited.bytes(), rate));
    }
  }
}
