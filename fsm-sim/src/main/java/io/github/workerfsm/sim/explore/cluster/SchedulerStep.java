package io.github.workerfsm.sim.explore.cluster;

import io.github.workerfsm.sim.scheduler.Outgoing;
import io.github.workerfsm.sim.world.Interned;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the scheduler in one state has answered to one stimulus. Where it has taken identifiers, the
 * answer depends on which are in use elsewhere: then this only says of which kinds they are, and
 * the answer is kept for each set of those in use.
 */
final class SchedulerStep extends Interned {
  /** The identifiers that have to be known; 0 when this is the answer. */
  final long dependsOn;

  final @Nullable SchedulerLocal next;
  final List<Outgoing> messages;
  final @Nullable RuntimeException refusal;

  SchedulerStep(
      long number,
      long dependsOn,
      @Nullable SchedulerLocal next,
      List<Outgoing> messages,
      @Nullable RuntimeException refusal) {
    super(number);
    this.dependsOn = dependsOn;
    this.next = next;
    this.messages = messages;
    this.refusal = refusal;
  }
}
