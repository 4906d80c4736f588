package io.github.workerfsm.lifecycle;

import io.github.workerfsm.check.IllegalEventException;
import io.github.workerfsm.task.Failure;

/** Checks a report in full before anything changes. */
final class ReportCheck {
  private ReportCheck() {}

  static void require(Report report, int attemptsAllowed) {
    if (report.task().isEmpty()) {
      throw bad(report, "names no task, expected its id");
    }
    Stamp stamp = report.stamp();
    if (stamp.epoch() < 0) {
      throw bad(report, "is of epoch " + stamp.epoch() + ", expected 0 or more");
    }
    if (stamp.seq() < 0) {
      throw bad(report, "has sequence number " + stamp.seq() + ", expected 0 or more");
    }
    requireAttempt(report, attemptsAllowed);
    requireDetail(report);
  }

  private static void requireAttempt(Report report, int attemptsAllowed) {
    int attempt = report.stamp().attempt();
    if (ofAttempt(report.event())) {
      if (attempt < 1 || attempt > attemptsAllowed) {
        throw bad(report, "is of attempt " + attempt + ", expected 1 to " + attemptsAllowed);
      }
    } else if (attempt != 0) {
      throw bad(report, "is of attempt " + attempt + ", expected 0: it is of no attempt");
    }
  }

  private static boolean ofAttempt(LifecycleEvent event) {
    return switch (event) {
      case SENT,
          UNSENT,
          REPORT_NODES,
          REPORT_LAUNCH,
          REPORT_RUNNING,
          RESULT_VALUE,
          RESULT_ERROR,
          MANAGER_LOST,
          CANCEL_CONFIRMED ->
          true;
      case SUBMIT,
          ENQUEUED,
          OUTCOME_PUBLISHED,
          ENDPOINT_SUSPECT,
          ENDPOINT_HEARD,
          ENDPOINT_OFFLINE,
          CANCEL,
          EXPIRED ->
          false;
    };
  }

  private static void requireDetail(Report report) {
    Object detail = report.detail();
    switch (report.event()) {
      case SUBMIT -> {
        if (!(detail instanceof String endpoint) || endpoint.isEmpty()) {
          throw bad(report, "comes with " + detail + ", expected the endpoint");
        }
      }
      case RESULT_VALUE -> {
        if (!(detail instanceof TaskResult result) || !result.isValue()) {
          throw bad(report, "comes with " + detail + ", expected a value");
        }
      }
      case RESULT_ERROR -> {
        if (!(detail instanceof TaskResult result) || result.isValue()) {
          throw bad(report, "comes with " + detail + ", expected a failure");
        }
      }
      case MANAGER_LOST -> {
        if (!(detail instanceof Failure)) {
          throw bad(report, "comes with " + detail + ", expected the failure");
        }
      }
      default -> {
        if (detail != null) {
          throw bad(report, "comes with " + detail + ", expected nothing");
        }
      }
    }
  }

  private static IllegalEventException bad(Report report, String what) {
    return new IllegalEventException(report + " " + what);
  }
}
