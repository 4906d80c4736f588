package io.github.workerfsm.sim.fuzz;

import io.github.workerfsm.sim.world.LivePorts;

/**
 * A run of a campaign, before it is played. It reads nothing that other runs write, so that several
 * can be played at the same time.
 *
 * @param number in the campaign, from 0
 * @param seed of everything but the cluster
 * @param strategy what happens next is its business
 * @param prefix the cluster, and where the run goes on from
 * @param twice whether it is played a second time, to see whether it is the same
 */
record PlannedRun(long number, long seed, StrategyKind strategy, Prefix prefix, boolean twice) {
  static final int THE_SAME = -1;

  /**
   * A run once it has been played.
   *
   * @param run as planned
   * @param result how it went
   * @param reached what it has reached that was not known when it was planned
   * @param differs the first event in which the second time was not the same, or {@link #THE_SAME}
   */
  record Played(PlannedRun run, RunResult result, Coverage reached, int differs) {}

  /** Plays it; {@code known} is what need not be noted when it is reached. */
  Played play(LivePorts ports, Coverage known) {
    Coverage reached = Coverage.beyond(known);
    RunResult first = once(ports, reached);
    int differs =
        twice
            ? first.trail().firstDifference(once(ports, Coverage.beyond(known)).trail())
            : THE_SAME;
    return new Played(this, first, reached, differs);
  }

  private RunResult once(LivePorts ports, Coverage reached) {
    return FuzzRun.play(
        Workload.of(prefix.cluster()), prefix.choices(), seed, strategy, ports, reached);
  }
}
