package io.github.workerfsm.transport.status;

import io.github.workerfsm.transport.message.TaskReport;
import java.util.List;
import java.util.function.Consumer;

/**
 * The other end of a {@link StatusReporter}: takes its reports in order, each once, and says up to
 * where it has them. Not thread-safe.
 */
public final class StatusReceiver {
  private long received;

  /**
   * Takes a report. One that is ahead of its turn is not taken: it comes again, after those that
   * are missing.
   *
   * @param each is handed the entries in order, if the report is taken
   * @return what to acknowledge: everything up to this sequence number has arrived
   */
  public long receive(long sequence, List<TaskReport> changed, Consumer<TaskReport> each) {
    if (sequence == received + 1) {
      received = sequence;
      changed.forEach(each);
    }
    return received;
  }

  /** Up to where it has reports; all that it goes by. */
  public long received() {
    return received;
  }

  /** Puts it where one was of which {@link #received} was noted; for simulation. */
  public void restore(long upTo) {
    received = upTo;
  }

  /** The reporter has begun a new life and numbers from 1. */
  public void restart() {
    received = 0;
  }
}
