package io.github.workerfsm.sim.counterexample;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.scenario.ScenarioRules;
import io.github.workerfsm.sim.scheduler.SchedulerOverride;
import io.github.workerfsm.worker.RuleOverride;
import io.github.workerfsm.worker.RuleSet;
import java.util.List;

/** Rules as the lines of a scenario file that say them. */
public final class RuleLines {
  private RuleLines() {}

  /** The lines, none for the current rules. */
  public static ImmutableList<String> of(ScenarioRules rules) {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    ImmutableList<RuleOverride> overrides = rules.worker().overrides();
    RuleSet base = base(overrides);
    if (base != RuleSet.CURRENT) {
      lines.add("base " + base.name());
    }
    for (RuleOverride override : overrides.subList(base.overrides().size(), overrides.size())) {
      lines.add("worker " + override.name());
    }
    for (SchedulerOverride override : rules.scheduler().overrides()) {
      lines.add("scheduler " + override.name());
    }
    for (String override : rules.network().differences()) {
      lines.add("network " + override);
    }
    return lines.build();
  }

  /** The named rule set that most of the overrides make up. */
  private static RuleSet base(List<RuleOverride> overrides) {
    RuleSet best = RuleSet.CURRENT;
    for (RuleSet rules : RuleSet.all()) {
      int size = rules.overrides().size();
      if (size > best.overrides().size()
          && size <= overrides.size()
          && rules.overrides().equals(overrides.subList(0, size))) {
        best = rules;
      }
    }
    return best;
  }
}
