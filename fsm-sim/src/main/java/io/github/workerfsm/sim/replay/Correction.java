package io.github.workerfsm.sim.replay;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.worker.RuleOverride;
import io.github.workerfsm.worker.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Why a machine under some rules answers otherwise than the recorded one: the named differences
 * between the two rule sets that are to blame, together. Without any one of them the line would
 * still differ.
 *
 * @param overrides the differences, at least one
 */
public record Correction(ImmutableList<RuleOverride> overrides) {

  /** The differences between two rule sets, first what {@code recorded} has and the other lacks. */
  static ImmutableList<RuleOverride> candidates(RuleSet rules, RuleSet recorded) {
    List<RuleOverride> candidates = new ArrayList<>(recorded.overrides());
    candidates.removeAll(rules.overrides());
    rules.overrides().stream()
        .filter(override -> !recorded.overrides().contains(override))
        .forEach(candidates::add);
    return ImmutableList.copyOf(candidates);
  }

  /** The given rules as they would be in these points if they were the recorded ones. */
  RuleSet revertedIn(RuleSet rules) {
    RuleSet result = rules;
    for (RuleOverride override : overrides) {
      result =
          rules.overrides().contains(override) ? result.without(override) : result.with(override);
    }
    return result;
  }

  /** The names, for example {@code retention} or {@code unusable-input + lost-input}. */
  public String name() {
    return text(RuleOverride::name, " + ");
  }

  /** What the machine does under the given rules instead of what was recorded, as a clause. */
  public String instead(RuleSet rules) {
    return text(
        override ->
            rules.overrides().contains(override) ? override.difference() : override.correction(),
        "; ");
  }

  /** The scenario, issue or function that the differences come from. */
  public String source() {
    return text(RuleOverride::source, "; ");
  }

  private String text(Function<RuleOverride, String> part, String separator) {
    return overrides.stream().map(part).collect(joining(separator));
  }
}
