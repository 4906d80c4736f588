package io.github.workerfsm.check;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.stream.Collectors;

/** A machine in a state that breaks invariants: which ones, of which tasks. */
public final class InvariantViolation extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient ImmutableList<Finding> findings;

  /** An exception for the given findings, at least one. */
  public InvariantViolation(List<Finding> findings) {
    super(findings.stream().map(Finding::toString).collect(Collectors.joining("; ")));
    this.findings = ImmutableList.copyOf(findings);
  }

  /** What is broken, in the order of the checks. */
  public ImmutableList<Finding> findings() {
    return findings;
  }

  /**
   * One broken invariant.
   *
   * @param invariant which one
   * @param key the task concerned; empty when it is no single task
   * @param what what was found and what was expected
   */
  public record Finding(Invariant invariant, String key, String what) {
    @Override
    public String toString() {
      return invariant.id() + (key.isEmpty() ? "" : " of " + key) + ": " + what;
    }
  }
}
