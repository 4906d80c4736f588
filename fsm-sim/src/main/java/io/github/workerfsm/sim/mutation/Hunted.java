package io.github.workerfsm.sim.mutation;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.mutation.Verdict.Outcome;
import io.github.workerfsm.worker.RuleSet;

/** What a campaign has found. */
public final class Hunted {
  private final ImmutableList<Verdict> verdicts;
  private final Reach lone;
  private final Reach worlds;

  Hunted(ImmutableList<Verdict> verdicts, Reach lone, Reach worlds) {
    this.verdicts = verdicts;
    this.lone = lone;
    this.worlds = worlds;
  }

  /** One for each mutant, in the order given. */
  public ImmutableList<Verdict> verdicts() {
    return verdicts;
  }

  /** How many have this outcome. */
  public long count(Outcome outcome) {
    return verdicts.stream().filter(verdict -> verdict.outcome() == outcome).count();
  }

  /** Rows of the current table that no walk has taken. */
  public ImmutableList<String> untaken() {
    ImmutableList.Builder<String> untaken = ImmutableList.builder();
    var rows = RuleSet.CURRENT.table().rows();
    for (int i = 0; i < rows.size(); i++) {
      if (lone.times(i) + worlds.times(i) == 0) {
        untaken.add(rows.get(i).label());
      }
    }
    return untaken.build();
  }

  /** Walks in which the current rules themselves have violated a property, with the first one. */
  public ImmutableList<String> faults() {
    return ImmutableList.<String>builder().addAll(lone.faults()).addAll(worlds.faults()).build();
  }

  /** The score, in one line. */
  public String score() {
    return "mutants: %d killed of %d, %d equivalent, %d survive"
        .formatted(
            count(Outcome.KILLED),
            verdicts.size(),
            count(Outcome.EQUIVALENT),
            count(Outcome.SURVIVES));
  }
}
