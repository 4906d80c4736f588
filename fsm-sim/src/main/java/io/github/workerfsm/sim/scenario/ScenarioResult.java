package io.github.workerfsm.sim.scenario;

import com.google.common.collect.ImmutableList;
import java.util.stream.Collectors;

/**
 * A scenario under the faulty rules and under the current ones.
 *
 * @param scenario what was played
 * @param faulty how it went under its faulty rules
 * @param current how it went under the current ones
 */
public record ScenarioResult(Scenario scenario, ScenarioRun faulty, ScenarioRun current) {
  /** Whether the faulty rules lead to the stated stuck state and violate what is stated. */
  public boolean reproduced() {
    return faulty.problem().isEmpty()
        && faulty.unmet().isEmpty()
        && !faulty.violations().isEmpty()
        && faulty.violated().containsAll(scenario.proves());
  }

  /** Whether the current rules bring every wanted key to its end, all properties holding. */
  public boolean complete() {
    return current.complete();
  }

  /** What became of it under the faulty rules, in a few words. */
  public String faultyOutcome() {
    if (!faulty.problem().isEmpty()) {
      return "NOT PLAYED: " + faulty.problem();
    }
    if (!faulty.unmet().isEmpty()) {
      return "NOT REPRODUCED: " + String.join("; ", faulty.unmet());
    }
    ImmutableList<String> missing =
        scenario.proves().stream()
            .filter(id -> !faulty.violated().contains(id))
            .collect(ImmutableList.toImmutableList());
    if (!missing.isEmpty()) {
      return "NOT REPRODUCED: " + String.join(" ", missing) + " not violated";
    }
    if (faulty.violations().isEmpty()) {
      return "NOT REPRODUCED: everything holds";
    }
    String stuck =
        scenario.outcome().stream().map(StateClause::toString).collect(Collectors.joining("; "));
    return (stuck.isEmpty() ? "" : stuck + "; ")
        + "violates "
        + String.join(" ", faulty.violated());
  }

  /** What became of it under the current rules, in a few words. */
  public String currentOutcome() {
    if (!current.problem().isEmpty()) {
      return "NOT PLAYED: " + current.problem();
    }
    return current.violations().isEmpty()
        ? "complete"
        : "NOT COMPLETE: " + current.violations().get(0);
  }
}
