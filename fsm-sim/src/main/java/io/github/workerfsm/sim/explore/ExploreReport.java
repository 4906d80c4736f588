package io.github.workerfsm.sim.explore;

import java.util.List;
import java.util.Locale;

/**
 * What an exploration covered and found.
 *
 * @param states distinct states seen
 * @param expanded states whose steps were all taken; fewer than {@code states} only if bounded
 * @param transitions steps taken
 * @param depth levels, the initial state's own included
 * @param coverage complete, or what bounded it
 * @param liveness whether it was checked that a goal stays reachable
 * @param doomed states from which no goal is reachable any more; 0 if that was not checked
 * @param findings at most one of each kind, in the order of the kinds
 * @param visitedBytes bytes of visited states at the end
 * @param peakBytes the most bytes of visited states and frontier at one time
 * @param spilled states of the frontier that went to disk
 * @param expectedLoss expected number of states taken for another one; 0 if exact
 * @param collisions states that share a fingerprint with another; -1 unless exact
 */
public record ExploreReport(
    long states,
    long expanded,
    long transitions,
    int depth,
    Coverage coverage,
    boolean liveness,
    long doomed,
    List<Finding> findings,
    long visitedBytes,
    long peakBytes,
    long spilled,
    double expectedLoss,
    long collisions) {

  /** Copies the list. */
  public ExploreReport {
    findings = List.copyOf(findings);
  }

  /** Whether every reachable state was expanded. */
  public boolean complete() {
    return coverage == Coverage.COMPLETE;
  }

  /** How many states or steps are wrong in the way {@code kind}. */
  public long count(FindingKind kind) {
    return findings.stream().filter(f -> f.kind() == kind).mapToLong(Finding::count).sum();
  }

  /** Bytes of the visited set per state, frontier apart. */
  public double bytesPerState() {
    return (double) visitedBytes / states;
  }

  /** The line that ends the output of {@code explore}, after {@code nanos} of elapsed time. */
  public String line(long nanos) {
    return line(List.of(this), nanos);
  }

  /** The same for several explorations that took {@code nanos} together. */
  public static String line(List<ExploreReport> reports, long nanos) {
    long states = reports.stream().mapToLong(ExploreReport::states).sum();
    return String.format(
        Locale.ROOT,
        "explored: %d states, %d transitions, %s, %d deadlocks, %d violations, %.0f states/s",
        states,
        reports.stream().mapToLong(ExploreReport::transitions).sum(),
        reports.stream().allMatch(ExploreReport::complete) ? "complete" : "bounded",
        reports.stream().mapToLong(report -> report.count(FindingKind.DEADLOCK)).sum(),
        reports.stream().mapToLong(report -> report.count(FindingKind.VIOLATION)).sum(),
        states / (Math.max(1, nanos) / 1e9));
  }
}
