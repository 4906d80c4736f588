package io.github.workerfsm.lifecycle;

import static io.github.workerfsm.lifecycle.Book.TASK;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/**
 * A service, one endpoint and what lies between them, in virtual time: one step is ten seconds. The
 * endpoint sends each report until it is acknowledged, and all that is not when it connects anew.
 */
final class LossyWorld {
  /** What can go wrong in one step. */
  enum Fault {
    /** All is well. */
    NONE,
    /** What is sent in this step is lost. */
    LOSE,
    /** What arrives in this step arrives twice, and the other way round. */
    REPEAT,
    /** The manager that has the task is lost. */
    LOSE_MANAGER,
    /** The connection breaks; the endpoint comes back in the next step. */
    DISCONNECT,
    /** The endpoint is gone for five minutes; it keeps what it has. */
    SLEEP,
    /** The endpoint starts again and has forgotten everything. */
    RESTART
  }

  private static final int STEP_MILLIS = 10_000;
  private static final int STEPS_OF_SLEEP = 30;
  private static final List<LifecycleState> WAY =
      List.of(
          LifecycleState.WAITING_FOR_NODES,
          LifecycleState.WAITING_FOR_LAUNCH,
          LifecycleState.RUNNING);

  final TaskLifecycle service;
  final List<Outcome> outcomes = new ArrayList<>();
  private final int attempts;
  private long nowMillis;
  private long epoch = 1;
  private long reconnectAtStep;
  private long step;
  private boolean silenceReported;
  private boolean foreign;

  /** What the endpoint has: nothing at 0, else the attempt, and how far it is. */
  private int attempt;

  private int progress;
  private boolean finished;
  private final Deque<Report> unacknowledged = new ArrayDeque<>();

  LossyWorld(int attempts) {
    this.attempts = attempts;
    service = new TaskLifecycle(LifecycleSettings.DEFAULT.withAttempts(attempts));
    say(Report.submit(TASK, "ep1"));
    say(Report.enqueued(TASK));
  }

  TaskRecord task() {
    return Objects.requireNonNull(service.task(TASK));
  }

  /** One step, in which this goes wrong. */
  void step(Fault fault) {
    step++;
    nowMillis += STEP_MILLIS;
    outcomes.addAll(service.advance(nowMillis));
    switch (fault) {
      case DISCONNECT -> disconnect(1);
      case SLEEP -> disconnect(STEPS_OF_SLEEP);
      case RESTART -> restart();
      case LOSE_MANAGER -> loseManager();
      case NONE, LOSE, REPEAT -> {}
    }
    connect();
    if (online()) {
      forward(fault);
      work();
      deliver(fault);
    }
  }

  private boolean online() {
    return step >= reconnectAtStep;
  }

  private void disconnect(int steps) {
    reconnectAtStep = Math.max(reconnectAtStep, step + steps);
    silenceReported = false;
  }

  private void restart() {
    attempt = 0;
    unacknowledged.clear();
    foreign = true;
    disconnect(1);
  }

  /** Misses heartbeats, or is there again: a later connection, over which all is said again. */
  private void connect() {
    if (!online() && !silenceReported && reconnectAtStep > step + 6) {
      silenceReported = true;
      say(Report.endpointSuspect(TASK, epoch));
    }
    if (step == reconnectAtStep) {
      long lost = epoch++;
      if (foreign) {
        foreign = false;
        say(Report.endpointSuspect(TASK, lost));
      }
      if (attempt > 0 && !finished) {
        report(Report.progress(TASK, stamp(), WAY.get(progress)));
      }
    } else if (online()) {
      say(Report.endpointHeard(TASK, epoch));
    }
  }

  /** Sends the task, if it waits for that and the connection is late enough. */
  private void forward(Fault fault) {
    if (task().state() != LifecycleState.WAITING_FOR_EP) {
      return;
    }
    if (epoch < task().epoch()) {
      disconnect(1);
      return;
    }
    say(Report.sent(TASK, Stamp.of(task().attempt(), epoch)));
    if (fault != Fault.LOSE && task().attempt() > attempt) {
      begin(task().attempt());
    }
  }

  private void begin(int newAttempt) {
    attempt = newAttempt;
    progress = 0;
    finished = false;
    report(Report.progress(TASK, stamp(), WAY.get(0)));
  }

  private void work() {
    if (attempt == 0 || finished) {
      return;
    }
    if (progress < WAY.size() - 1) {
      progress++;
      report(Report.progress(TASK, stamp(), WAY.get(progress)));
    } else {
      finished = true;
      report(Report.result(TASK, stamp(), Book.VALUE));
    }
  }

  private void loseManager() {
    if (attempt == 0 || finished) {
      return;
    }
    report(Report.managerLost(TASK, stamp(), Book.LOSS));
    if (attempt < attempts) {
      begin(attempt + 1);
    } else {
      finished = true;
    }
  }

  private void report(Report report) {
    unacknowledged.add(report);
  }

  /** Delivers over the connection as it is now; what has been lost is sent again in later steps. */
  private void deliver(Fault fault) {
    if (fault == Fault.LOSE) {
      return;
    }
    List<Report> arriving = new ArrayList<>(unacknowledged);
    if (fault == Fault.REPEAT) {
      for (Report report : unacknowledged) {
        arriving.add(0, report);
      }
    } else {
      unacknowledged.clear();
    }
    for (Report report : arriving) {
      Stamp now = new Stamp(report.stamp().attempt(), epoch, step);
      say(new Report(report.task(), report.event(), now, report.detail()));
    }
  }

  private void say(Report report) {
    Outcome outcome = service.handle(report, nowMillis);
    outcomes.add(outcome);
    if (outcome.effects().contains(Effect.PUBLISH)) {
      say(Report.published(TASK));
    }
  }

  private Stamp stamp() {
    return Stamp.of(attempt, epoch);
  }
}
