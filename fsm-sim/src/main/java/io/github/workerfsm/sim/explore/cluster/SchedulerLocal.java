package io.github.workerfsm.sim.explore.cluster;

import io.github.workerfsm.sim.scheduler.SchedulerEvent;
import io.github.workerfsm.sim.world.Interned;
import org.jspecify.annotations.Nullable;

/**
 * A state of the scheduler: the state before, the stimulus that led on from there and the
 * identifiers that were taken, from which it can be made again.
 */
final class SchedulerLocal extends Interned {
  final String text;
  final @Nullable SchedulerLocal before;
  final @Nullable SchedulerEvent stimulus;

  /** Those that were in use elsewhere when the stimulus was handled. */
  final long elsewhere;

  final long identifiers;
  final int violated;

  /** How many stimuli it is from the beginning. */
  final int length;

  SchedulerLocal(
      long number,
      String text,
      @Nullable SchedulerLocal before,
      @Nullable SchedulerEvent stimulus,
      long elsewhere,
      long identifiers,
      int violated) {
    super(number);
    this.text = text;
    this.before = before;
    this.stimulus = stimulus;
    this.elsewhere = elsewhere;
    this.identifiers = identifiers;
    this.violated = violated;
    this.length = before == null ? 0 : before.length + 1;
  }
}
