package io.github.workerfsm.sim.protocol;

import io.github.workerfsm.transport.message.TaskReport;
import io.github.workerfsm.transport.status.ResultKeeper;
import io.github.workerfsm.transport.status.StatusReporter;
import java.util.function.Consumer;

/** A party that reports: its reporter, the ends that it keeps, and the way up, if it is open. */
final class StatusUplink {
  /** Units of time after which what is not acknowledged is sent again. */
  static final long RESEND = 2;

  private final Channel<StatusLetter> up;
  private StatusReporter reporter = new StatusReporter(RESEND);
  private ResultKeeper keeper = new ResultKeeper(RESEND);
  private boolean open = true;

  /** How long ago the oldest report that is not acknowledged was sent, as seen from outside. */
  private long oldest;

  /** All of it. */
  record Image(
      StatusReporter.Image reporter, ResultKeeper.Image keeper, boolean open, long oldest) {}

  StatusUplink(Channel<StatusLetter> up) {
    this.up = up;
  }

  /** A new life, which knows nothing. */
  void die() {
    reporter = new StatusReporter(RESEND);
    keeper = new ResultKeeper(RESEND);
    oldest = 0;
    close();
  }

  void close() {
    open = false;
    up.clear();
  }

  boolean isOpen() {
    return open;
  }

  /** The other end has connected again; a new life of it has to be told everything again. */
  void connect(boolean newLife, long now) {
    open = true;
    if (newLife) {
      reporter.restart();
    }
    reporter.resendAll(now).forEach(report -> send(new StatusLetter.Changes(report)));
    keeper.resendAll(now).forEach(end -> send(new StatusLetter.End(end)));
    oldest = 0;
  }

  void changed(TaskReport report) {
    reporter.changed(report);
  }

  /** A task has ended here. */
  void end(TaskReport end, long now) {
    reporter.changed(end);
    if (keeper.keep(end, now)) {
      send(new StatusLetter.End(end));
    }
  }

  /** An end that somebody else keeps goes by. */
  void pass(TaskReport end) {
    reporter.changed(end);
    send(new StatusLetter.End(end));
  }

  private void send(StatusLetter letter) {
    if (open) {
      up.send(letter);
    }
  }

  boolean canReport() {
    return open && reporter.waiting() > 0;
  }

  void report(long now) {
    if (reporter.underWay() == 0) {
      oldest = 0;
    }
    reporter.take(now).forEach(report -> send(new StatusLetter.Changes(report)));
  }

  void acknowledged(long upTo) {
    int before = reporter.underWay();
    reporter.acknowledged(upTo);
    if (reporter.underWay() < before) {
      oldest = 0;
    }
  }

  void stored(String task) {
    keeper.acknowledged(task);
  }

  /** Whether it still keeps the end of the task. */
  boolean keeps(String task) {
    return keeper.image(0).kept().stream().anyMatch(end -> end.task().equals(task));
  }

  /**
   * A unit of time has passed.
   *
   * @param late is run when a report should have been sent again and was not
   */
  void tick(long now, Runnable late) {
    if (!open) {
      return;
    }
    oldest = reporter.underWay() == 0 ? 0 : Math.min(oldest + 1, RESEND);
    if (resend(reporter, now, report -> send(new StatusLetter.Changes(report)))) {
      oldest = 0;
    } else if (oldest >= RESEND) {
      late.run();
    }
    keeper.resend(now).forEach(end -> send(new StatusLetter.End(end)));
  }

  private static boolean resend(
      StatusReporter reporter, long now, Consumer<StatusReporter.Report> to) {
    var again = reporter.resend(now);
    again.forEach(to);
    return !again.isEmpty();
  }

  /** Whether everything that was reported has arrived. */
  boolean settled() {
    return reporter.waiting() == 0 && reporter.underWay() == 0 && keeper.size() == 0;
  }

  Image image(long now) {
    return new Image(reporter.image(now), keeper.image(now), open, oldest);
  }

  void restore(Image image, long now) {
    reporter.restore(image.reporter, now);
    keeper.restore(image.keeper, now);
    open = image.open;
    oldest = image.oldest;
  }
}
