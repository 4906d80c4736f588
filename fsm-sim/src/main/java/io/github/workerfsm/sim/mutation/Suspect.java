package io.github.workerfsm.sim.mutation;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.worker.Mutant;
import io.github.workerfsm.worker.RuleOverride;
import io.github.workerfsm.worker.RuleOverrides;
import io.github.workerfsm.worker.RuleSet;
import java.util.function.Supplier;

/**
 * Rules with one mistake, to be found out.
 *
 * @param operator the kind of mistake, for people: "drop row", "override"
 * @param label which mistake, in one line; unique together with the operator
 * @param rules the rules with the mistake; may throw {@link
 *     io.github.workerfsm.table.IllegalTableException}
 */
public record Suspect(String operator, String label, Supplier<RuleSet> rules) {
  /** The operator of {@link #overrides}. */
  public static final String OVERRIDE = "override";

  /** Every mutant of the table of the current rules, in table order. */
  public static ImmutableList<Suspect> mutants() {
    return Mutant.of(RuleSet.CURRENT).stream()
        .map(mutant -> new Suspect(mutant.operator().toString(), mutant.label(), mutant::rules))
        .collect(toImmutableList());
  }

  /** The current rules with each of the overrides that have a name: a correction undone. */
  public static ImmutableList<Suspect> overrides() {
    return RuleOverrides.all().stream().map(Suspect::of).collect(toImmutableList());
  }

  private static Suspect of(RuleOverride override) {
    return new Suspect(OVERRIDE, override.name(), () -> RuleSet.CURRENT.with(override));
  }

  @Override
  public String toString() {
    return operator + ": " + label;
  }
}
