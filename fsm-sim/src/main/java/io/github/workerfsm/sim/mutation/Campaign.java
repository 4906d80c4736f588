package io.github.workerfsm.sim.mutation;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.sim.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Hunts all mutants, on as many threads as the caller lends. The verdicts do not depend on the
 * number of threads.
 */
public final class Campaign {
  private static final int SLICES = 16;
  private static final int KILLS = 3;

  private final ExecutorService executor;
  private final Effort effort;
  private final ImmutableList<Scenario> scenarios;
  private final ImmutableMap<String, String> equivalents;

  /**
   * How much is tried.
   *
   * @param loneWalks seeds of lone workers that are played under the current rules, to see where
   *     they lead
   * @param worldWalks seeds of small worlds, likewise
   * @param most of these, at most so many are played for one mutant, in each game
   * @param events within which what is not found out is compared with the current rules, see {@link
   *     Sameness}
   * @param faults in the clusters of two tasks that are explored
   * @param exploreFirst whether every mutant is hunted in these, rather than what walks leave
   */
  public record Effort(
      int loneWalks, int worldWalks, int most, int events, int faults, boolean exploreFirst) {
    /** What {@code fsm mutants} does unless it is told otherwise. */
    public static final Effort FULL = new Effort(20_000, 6_000, 4_000, 4, 1, false);

    /** For continuous integration: fewer walks in small worlds. */
    public static final Effort SHORT = new Effort(20_000, 2_000, 4_000, 4, 1, false);

    /** The same, with every mutant hunted by the explorer first. */
    public Effort exploring(int mostFaults) {
      return new Effort(loneWalks, worldWalks, most, events, mostFaults, true);
    }
  }

  private static final int TASKS = 2;

  /**
   * A campaign.
   *
   * @param executor lends threads
   * @param scenarios scripts to be tried on what survives all walks
   * @param equivalents mutants that behave no differently, by {@link Suspect#toString}, with the
   *     argument
   */
  public Campaign(
      ExecutorService executor,
      Effort effort,
      List<Scenario> scenarios,
      ImmutableMap<String, String> equivalents) {
    this.executor = executor;
    this.effort = effort;
    this.scenarios = ImmutableList.copyOf(scenarios);
    this.equivalents = equivalents;
  }

  /**
   * Hunts them.
   *
   * @param progress called whenever one more is done, by any thread
   */
  public Hunted hunt(List<Suspect> suspects, Runnable progress) throws InterruptedException {
    Reach lone = reach(new LoneGame(), effort.loneWalks());
    Reach worlds = reach(new WorldGame(), effort.worldWalks());
    Hunt hunt =
        new Hunt(
            List.of(
                new Hunt.Trap<>(new LoneGame(), lone, effort.most()),
                new Hunt.Trap<>(new WorldGame(), worlds, effort.most())),
            scenarios,
            KILLS,
            ExplorerHunter.of(TASKS, effort.faults()),
            effort.exploreFirst());
    Supplier<Sameness> sameness = Suppliers.memoize(() -> Sameness.within(effort.events()));
    List<Callable<Verdict>> jobs = new ArrayList<>();
    for (Suspect suspect : suspects) {
      jobs.add(
          () -> {
            Kill kill = hunt.hunt(suspect);
            LoneStates.Comparison same =
                kill == null ? sameness.get().compare(suspect) : new LoneStates.Comparison(0, null);
            progress.run();
            return new Verdict(
                suspect,
                kill,
                equivalents.get(suspect.toString()),
                same.steps(),
                same.difference());
          });
    }
    return new Hunted(ImmutableList.copyOf(results(jobs)), lone, worlds);
  }

  private Reach reach(Game<?, ?> game, int seeds) throws InterruptedException {
    List<List<String>> faults = new ArrayList<>();
    List<Callable<List<Reach.Taken>>> jobs = new ArrayList<>();
    for (int slice = 0; slice < SLICES; slice++) {
      long first = (long) seeds * slice / SLICES;
      long end = (long) seeds * (slice + 1) / SLICES;
      List<String> own = new ArrayList<>();
      faults.add(own);
      jobs.add(() -> Reach.play(game, first, end, own));
    }
    List<Reach.Taken> played = results(jobs).stream().flatMap(List::stream).toList();
    return Reach.of(played, faults.stream().flatMap(List::stream).toList());
  }

  private <T> List<T> results(List<Callable<T>> jobs) throws InterruptedException {
    List<T> results = new ArrayList<>();
    for (Future<T> future : executor.invokeAll(jobs)) {
      try {
        results.add(future.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("a hunt has failed: " + e.getCause(), e.getCause());
      }
    }
    return results;
  }
}
