package io.github.workerfsm.sim.protocol;

import io.github.workerfsm.transport.message.TaskReport;
import io.github.workerfsm.transport.status.StatusReporter;

/** What manager, interchange and forwarder say to each other about tasks. */
sealed interface StatusLetter {
  /** What has changed. */
  record Changes(StatusReporter.Report report) implements StatusLetter {}

  /** A task has ended. */
  record End(TaskReport end) implements StatusLetter {}

  /** Reports up to this one have arrived. */
  record ChangesAck(long upTo) implements StatusLetter {}

  /** The end of this task is stored. */
  record EndAck(String task) implements StatusLetter {}
}
