package io.github.workerfsm.sim.cli;

import static java.util.stream.Collectors.joining;

import io.github.workerfsm.worker.RuleOverride;
import io.github.workerfsm.worker.RuleOverrides;
import io.github.workerfsm.worker.RuleSet;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the name of a rule set: {@code current}, {@code dask-2022.12}, or one of them and the names
 * of differences, as in {@code current+retention}. A difference can also be one line that changes
 * one rule, as in {@code "current+ignore secede in cancelled"}, see {@link RuleOverride#parse}.
 */
final class RuleSetName implements ITypeConverter<RuleSet> {
  @Override
  public RuleSet convert(String text) {
    String[] parts = text.split("\\+", -1);
    RuleSet rules = base(parts[0]);
    for (String difference : List.of(parts).subList(1, parts.length)) {
      rules = rules.with(override(difference));
    }
    return parts.length == 1 ? rules : rules.named(text);
  }

  private static RuleSet base(String name) {
    try {
      return RuleSet.byName(name);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  private static RuleOverride override(String name) {
    if (name.strip().indexOf(' ') >= 0) {
      return line(name.strip());
    }
    return RuleOverrides.all().stream()
        .filter(override -> override.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "there is no difference "
                        + name
                        + " between rule sets, expected one of "
                        + RuleOverrides.all().stream()
                            .map(RuleOverride::name)
                            .collect(joining(", "))));
  }

  private static RuleOverride line(String line) {
    try {
      return RuleOverride.parse(line);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
