package io.github.workerfsm.sim.scenario;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.sim.world.Violation;

/**
 * How a scenario went under one set of rules.
 *
 * @param timeline what happened, in order
 * @param violations the properties that did not hold, in order of finding
 * @param states where every task was when everything due had happened, before the final release: by
 *     {@code A x} on A, by {@code S x} at the scheduler
 * @param unmet clauses of the scenario's outcome that were not the case, with what was
 * @param problem why the script could not be played to its end, with file and line; or empty
 */
public record ScenarioRun(
    ImmutableList<TimelineEntry> timeline,
    ImmutableList<Violation> violations,
    ImmutableMap<String, String> states,
    ImmutableList<String> unmet,
    String problem) {

  /** Ids of the violated properties, each once, in order of finding. */
  public ImmutableList<String> violated() {
    return violations.stream()
        .map(Violation::property)
        .distinct()
        .collect(ImmutableList.toImmutableList());
  }

  /** Whether the script was played and no property was violated. */
  public boolean complete() {
    return problem.isEmpty() && violations.isEmpty();
  }
}
