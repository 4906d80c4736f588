package io.github.workerfsm.sim.mutation;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.scenario.Scenario;
import io.github.workerfsm.sim.scenario.ScenarioRules;
import io.github.workerfsm.sim.scenario.ScenarioRun;
import io.github.workerfsm.sim.scenario.ScenarioRunner;
import io.github.workerfsm.sim.scenario.ScriptLine.Under;
import io.github.workerfsm.sim.scenario.TimelineEntry;
import io.github.workerfsm.sim.world.Violation;
import io.github.workerfsm.table.IllegalTableException;
import io.github.workerfsm.worker.RuleSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hunts one mutant after the other, by ever more costly means: the proof of the table, walks of a
 * lone worker, walks in small worlds, the scripts of the scenarios, and, where all these find
 * nothing or where it is to be first, the explorer. Behaving otherwise than the current rules is no
 * crime; violating a property is, where the current rules violate none.
 *
 * <p>Holds nothing of the mutants, and may be shared by threads.
 */
final class Hunt {
  private final ImmutableList<Trap<?, ?>> traps;
  private final List<Scenario> scenarios;
  private final int kills;
  private final ExplorerHunter explorer;
  private final boolean exploreFirst;

  /** A game with the seeds that are worth playing. */
  record Trap<S, H>(Game<S, H> game, Reach reach, int most) {}

  /**
   * A hunt.
   *
   * @param traps games, in the order in which they are tried
   * @param scenarios scripts to be tried next
   * @param kills how many runs that find a mutant out are compared for the shortest
   * @param explorer tried last
   * @param exploreFirst the explorer is tried before the games
   */
  Hunt(
      List<Trap<?, ?>> traps,
      List<Scenario> scenarios,
      int kills,
      ExplorerHunter explorer,
      boolean exploreFirst) {
    this.traps = ImmutableList.copyOf(traps);
    this.scenarios = ImmutableList.copyOf(scenarios);
    this.kills = kills;
    this.explorer = explorer;
    this.exploreFirst = exploreFirst;
  }

  /** How the mutant is found out; null if it is not. */
  @Nullable Kill hunt(Suspect suspect) {
    RuleSet rules;
    try {
      rules = suspect.rules().get();
    } catch (IllegalTableException e) {
      return Kill.byProof(String.valueOf(e.getMessage()));
    }
    Kill kill = exploreFirst ? explorer.hunt(rules) : null;
    for (Trap<?, ?> trap : traps) {
      kill = kill == null ? walks(rules, trap) : kill;
    }
    kill = kill == null ? scripts(rules) : kill;
    return kill == null && !exploreFirst ? explorer.hunt(rules) : kill;
  }

  private <S, H> @Nullable Kill walks(RuleSet rules, Trap<S, H> trap) {
    Game<S, H> game = trap.game();
    Kill best = null;
    int found = 0;
    int tried = 0;
    // an override may change what is no row: no seed is known to be of no use
    int most = rules.overrides().isEmpty() ? trap.most() : Integer.MAX_VALUE;
    for (long seed : trap.reach().seeds(rules)) {
      if (found == kills || tried++ == most) {
        break;
      }
      Trial<S, H> trial = game.play(rules, seed, null);
      if (trial.violated()) {
        found++;
        Kill kill = shortened(rules, game, seed, trial);
        if (best == null || kill.steps() < best.steps()) {
          best = kill;
        }
      }
    }
    return best;
  }

  /** The run with as few steps as possible; the current rules go through it unharmed. */
  private static <S, H> Kill shortened(
      RuleSet rules, Game<S, H> game, long seed, Trial<S, H> trial) {
    List<S> steps =
        Shrinker.shrink(
            trial.steps(),
            shorter ->
                game.replay(rules, seed, shorter).violated()
                    && !game.replay(RuleSet.CURRENT, seed, shorter).violated());
    Trial<S, H> shown = game.replay(rules, seed, steps);
    Violation violation = shown.violation();
    return new Kill(
        game.name(),
        seed,
        violation == null ? "" : violation.property(),
        String.valueOf(violation),
        game.place(seed),
        game.tell(seed, shown),
        shown.steps().size(),
        false);
  }

  private @Nullable Kill scripts(RuleSet rules) {
    for (Scenario scenario : scenarios) {
      for (Under under : List.of(Under.CURRENT, Under.FAULTY)) {
        Kill kill = script(rules, scenario, ScenarioRules.CURRENT, under);
        kill = kill == null ? script(rules, scenario, scenario.rules(), under) : kill;
        if (kill != null) {
          return kill;
        }
      }
    }
    return null;
  }

  /** The script among others who go by their rules of it, where the current rules do no harm. */
  private static @Nullable Kill script(
      RuleSet rules, Scenario scenario, ScenarioRules others, Under under) {
    ScenarioRun run = ScenarioRunner.play(scenario, others.with(rules), under);
    if (!run.problem().isEmpty() || run.violations().isEmpty()) {
      return null;
    }
    ScenarioRun control = ScenarioRunner.play(scenario, others.with(RuleSet.CURRENT), under);
    if (!control.violations().isEmpty()) {
      return null;
    }
    Violation violation = run.violations().get(0);
    ImmutableList<String> script =
        run.timeline().stream().map(TimelineEntry::text).collect(ImmutableList.toImmutableList());
    return new Kill(
        "scenario " + scenario.id(),
        -1,
        violation.property(),
        violation.toString(),
        scenario.title(),
        script,
        script.size(),
        false);
  }
}
