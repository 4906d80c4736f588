package io.github.workerfsm.transport.relay;

import io.github.workerfsm.transport.liveness.HeartbeatSchedule;
import io.github.workerfsm.transport.message.Message;
import io.github.workerfsm.transport.message.TaskReport;
import io.github.workerfsm.transport.status.ResultKeeper;
import io.github.workerfsm.transport.status.StatusBoard;
import io.github.workerfsm.transport.status.StatusReporter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The reporting half of a party: registers, reports every period, repeats what is not acknowledged,
 * and tells everything again to a receiver in a new life. Results are kept until they are stored.
 *
 * <p>Nothing is reported over a connection before the receiver has registered back: only then it is
 * known which life of it is at the other end.
 */
final class Uplink {
  private static final long NOBODY = 0;

  /** What a report of this party looks like. */
  interface Form {
    Message report(long sequence, List<TaskReport> changed);
  }

  private final Message.Register own;
  private final Form form;
  private final StatusReporter reporter;
  private final ResultKeeper keeper;
  private final StatusBoard board = new StatusBoard();
  private final Map<String, Message.Result> results = new LinkedHashMap<>();
  private final HeartbeatSchedule reports;
  private final HeartbeatSchedule registrations;
  private @Nullable Way way;
  private boolean welcome;
  private long receiverLife = NOBODY;

  Uplink(UUID who, long life, Form form, RelaySettings settings, long nowNanos) {
    own = new Message.Register(who, requireLife(life));
    this.form = form;
    reporter = new StatusReporter(settings.resendNanos());
    keeper = new ResultKeeper(settings.resendNanos());
    reports = new HeartbeatSchedule(settings.thresholds().periodNanos(), nowNanos);
    registrations = new HeartbeatSchedule(settings.resendNanos(), nowNanos);
  }

  static long requireLife(long life) {
    if (life < 1) {
      throw new IllegalArgumentException("life is " + life + ", expected 1 or more");
    }
    return life;
  }

  // ---- the connection

  void connected(Way up, long nowNanos) {
    way = up;
    register(nowNanos);
  }

  private void register(long nowNanos) {
    welcome = false;
    registrations.sent(nowNanos);
    send(own);
  }

  void disconnected(Way up) {
    if (way == up) {
      way = null;
      welcome = false;
    }
  }

  /**
   * The receiver says something.
   *
   * @return whether it was for this half of the party
   */
  boolean answered(Way up, Message message, long nowNanos) {
    if (way != up) {
      return true;
    }
    if (message instanceof Message.Register receiver) {
      welcomed(receiver.epoch(), nowNanos);
    } else if (message instanceof Message.RegisterAgain) {
      register(nowNanos);
    } else if (message instanceof Message.ReportAck ack) {
      if (welcome) {
        reporter.acknowledged(ack.sequence());
      }
    } else if (message instanceof Message.ResultsAck ack) {
      keeper.acknowledged(ack.task());
      results.remove(ack.task());
    } else {
      return false;
    }
    return true;
  }

  private void welcomed(long life, long nowNanos) {
    if (life != receiverLife) {
      if (receiverLife != NOBODY) {
        reporter.restart(board.unfinished());
      }
      receiverLife = life;
    }
    welcome = true;
    sendReports(reporter.resendAll(nowNanos));
    sendResults(keeper.resendAll(nowNanos));
  }

  // ---- tasks

  /** A task has a new status; whether that is news. */
  boolean changed(TaskReport report) {
    boolean news = board.note(report);
    if (news) {
      reporter.changed(report);
    }
    return news;
  }

  /** A task has ended here: its result is kept until it is stored. The first end counts. */
  boolean ended(Message.Result result, long nowNanos) {
    boolean first = keeper.keep(result.end(), nowNanos);
    if (first) {
      changed(result.end());
      results.put(result.end().task(), result);
      sendIfWelcome(result);
    }
    return first;
  }

  /** A result goes by that somebody else keeps. */
  void pass(Message.Result result) {
    changed(result.end());
    sendIfWelcome(result);
  }

  /** What this party has last heard of the task; null when nothing. */
  @Nullable TaskReport of(String task) {
    return board.of(task);
  }

  /** Tasks that have not ended, as far as this party knows. */
  List<TaskReport> open() {
    return board.unfinished();
  }

  /** Results that are not known to be stored. */
  List<Message.Result> kept() {
    return List.copyOf(results.values());
  }

  /** Whether a result of the task was made here and is not known to be stored. */
  boolean keeps(String task) {
    return results.containsKey(task);
  }

  /** Whether everything that was to be told has been acknowledged. */
  boolean settled() {
    return reporter.waiting() + reporter.underWay() + keeper.size() == 0;
  }

  // ---- time

  void tick(long nowNanos) {
    if (way == null) {
      return;
    }
    if (!welcome) {
      if (registrations.due(nowNanos)) {
        register(nowNanos);
      }
      return;
    }
    sendResults(keeper.resend(nowNanos));
    sendReports(reporter.resend(nowNanos));
    if (reports.due(nowNanos)) {
      reports.sent(nowNanos);
      List<StatusReporter.Report> fresh = reporter.take(nowNanos);
      sendReports(fresh);
      if (fresh.isEmpty()) {
        send(form.report(Message.ALIVE, List.of()));
      }
    }
  }

  private void sendReports(List<StatusReporter.Report> all) {
    all.forEach(report -> send(form.report(report.sequence(), report.changed())));
  }

  private void sendResults(List<TaskReport> ends) {
    List<Message.Result> again = new ArrayList<>();
    for (TaskReport end : ends) {
      Message.Result result = results.get(end.task());
      if (result != null) {
        again.add(result);
      }
    }
    again.forEach(this::send);
  }

  private void sendIfWelcome(Message message) {
    if (welcome) {
      send(message);
    }
  }

  /** What finds no room comes again, as everything that is not acknowledged does. */
  private void send(Message message) {
    Way to = way;
    if (to != null) {
      to.send(message);
    }
  }
}
