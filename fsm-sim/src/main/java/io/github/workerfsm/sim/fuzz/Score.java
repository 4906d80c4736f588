package io.github.workerfsm.sim.fuzz;

import java.util.ArrayList;
import java.util.List;

/** What one strategy has done in a campaign. */
public final class Score {
  private final StrategyKind strategy;
  private long runs;
  private long events;
  private long failures;
  private final List<FirstSight> sights = new ArrayList<>();

  /**
   * When a strategy saw a kind of failure for the first time.
   *
   * @param kind see {@link Finding#kind}
   * @param runs how many runs of this strategy it took
   */
  public record FirstSight(String kind, long runs) {}

  Score(StrategyKind strategy) {
    this.strategy = strategy;
  }

  Score(StrategyKind strategy, long runs, long events, long failures) {
    this.strategy = strategy;
    this.runs = runs;
    this.events = events;
    this.failures = failures;
  }

  void ran(long happened) {
    runs++;
    events += happened;
  }

  void failed(String kind) {
    failures++;
    if (sights.stream().noneMatch(sight -> sight.kind().equals(kind))) {
      sights.add(new FirstSight(kind, runs));
    }
  }

  void saw(FirstSight sight) {
    sights.add(sight);
  }

  /** The strategy. */
  public StrategyKind strategy() {
    return strategy;
  }

  /** Its runs. */
  public long runs() {
    return runs;
  }

  /** Events of these runs. */
  public long events() {
    return events;
  }

  /** Runs in which a property did not hold. */
  public long failures() {
    return failures;
  }

  /** The kinds of failures that it has seen, in order. */
  public List<FirstSight> sights() {
    return List.copyOf(sights);
  }
}
