package io.github.workerfsm.sim.scheduler;

import java.util.List;

/** What an override does about the messages of one stimulus: leaves out, changes or reorders. */
@FunctionalInterface
public interface OutgoingRule {
  /**
   * The messages that are really sent, in order.
   *
   * @param cause the stimulus
   * @param books what the scheduler knows after it
   * @param messages what is to be sent
   */
  List<Outgoing> rewrite(SchedulerEvent cause, Books books, List<Outgoing> messages);
}
