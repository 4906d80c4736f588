package io.github.workerfsm.sim.fuzz;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.counterexample.Counterexample;
import io.github.workerfsm.sim.scenario.ScenarioRules;
import io.github.workerfsm.sim.world.Choice;
import io.github.workerfsm.sim.world.Violation;

/**
 * A kind of failure that a campaign has found, and the first run that showed it.
 *
 * @param kind the property and what was found, names and numbers left out
 * @param seed of the run; its cluster is that of {@code cluster}
 * @param cluster the seed that the cluster was drawn from; another one when the run went on from
 *     where an earlier one had been
 * @param strategy of the run
 * @param run its number in the campaign, from 0
 * @param choices of the run
 * @param property the id of the property
 */
public record Finding(
    String kind,
    long seed,
    long cluster,
    StrategyKind strategy,
    long run,
    ImmutableList<Choice> choices,
    String property) {

  /** What is alike in violations that differ only in who and when. */
  static String kindOf(Violation violation) {
    String what =
        violation
            .what()
            .replaceAll("\\b[A-D]\\b", "W")
            .replaceAll("\\b([a-l]|data)\\b", "k")
            .replaceAll("tcp://\\S+", "W")
            .replaceAll("\\d+", "n");
    return violation.property()
        + (violation.worker().isEmpty() ? "" : violation.worker().equals("S") ? " S" : " W")
        + ": "
        + what;
  }

  /** The choices in their cluster, not made small yet. */
  public Counterexample counterexample(ScenarioRules rules) {
    return new Counterexample(Workload.of(cluster), rules, choices, property);
  }
}
