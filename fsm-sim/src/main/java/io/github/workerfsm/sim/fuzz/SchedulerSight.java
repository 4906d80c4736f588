package io.github.workerfsm.sim.fuzz;

import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.sim.scheduler.Scheduler;
import io.github.workerfsm.sim.scheduler.SchedulerEvent;
import io.github.workerfsm.sim.scheduler.SchedulerTask;
import io.github.workerfsm.sim.scheduler.SchedulerTaskState;
import io.github.workerfsm.sim.scheduler.StealEntry;
import io.github.workerfsm.sim.scheduler.TaskDefinition;
import io.github.workerfsm.sim.scheduler.WorkerId;
import org.jspecify.annotations.Nullable;

/** Sees which report meets which state at the scheduler, and the rare situations among them. */
final class SchedulerSight {
  private static final int SUBMISSION = 24;
  private static final int RELEASE = 25;
  private static final int STEAL = 26;

  private final Coverage coverage;

  SchedulerSight(Coverage coverage) {
    this.coverage = coverage;
  }

  void before(Scheduler books, SchedulerEvent event) {
    if (event instanceof SchedulerEvent.FromWorker e) {
      report(books, e.worker(), e.message());
    } else if (event instanceof SchedulerEvent.Submit e) {
      for (TaskDefinition task : e.tasks()) {
        submitted(meet(books, SUBMISSION, task.key()), task);
      }
    } else if (event instanceof SchedulerEvent.Release e) {
      e.keys().forEach(key -> meet(books, RELEASE, key));
    } else if (event instanceof SchedulerEvent.Steal e) {
      meet(books, STEAL, e.key());
    } else if (event instanceof SchedulerEvent.Join e) {
      markIf(e.worker().incarnation() > 0, Mark.SAME_ADDRESS_AGAIN);
    } else if (event instanceof SchedulerEvent.Lost e) {
      lost(books, e.worker());
    } else if (event instanceof SchedulerEvent.Heartbeat e) {
      for (String key : e.executing()) {
        markIf(books.task(key) == null, Mark.HEARTBEAT_OF_FORGOTTEN);
      }
    }
  }

  private void report(Scheduler books, WorkerId from, Instruction.ToScheduler message) {
    int kind = message.kind().ordinal();
    if (message instanceof Instruction.TaskFinished m) {
      finished(meet(books, kind, m.key()), m.run());
    } else if (message instanceof Instruction.TaskErred m) {
      SchedulerTask task = meet(books, kind, m.key());
      markIf(task != null && processing(task) && task.run() != m.run(), Mark.STALE_RUN_ERRED);
    } else if (message instanceof Instruction.StealResponse m) {
      stealAnswer(books, meet(books, kind, m.key()), m);
    } else if (message instanceof Instruction.AddKeys m) {
      for (String key : m.keys()) {
        SchedulerTask task = meet(books, kind, key);
        markIf(task == null, Mark.COPY_OF_FORGOTTEN);
        markIf(task != null && task.state() != SchedulerTaskState.MEMORY, Mark.COPY_OF_LOST);
      }
    } else if (message instanceof Instruction.RequestRefreshWhoHas m) {
      for (String key : m.keys()) {
        markIf(meet(books, kind, key) == null, Mark.ASKED_FOR_FORGOTTEN);
      }
    } else if (message instanceof Instruction.Reschedule m) {
      meet(books, kind, m.key());
    } else if (message instanceof Instruction.LongRunning m) {
      meet(books, kind, m.key());
    } else if (message instanceof Instruction.ReleaseWorkerData m) {
      meet(books, kind, m.key());
    }
  }

  private @Nullable SchedulerTask meet(Scheduler books, int kind, String key) {
    SchedulerTask task = books.task(key);
    coverage.reports(kind, task == null ? null : task.state());
    return task;
  }

  private void finished(@Nullable SchedulerTask task, long run) {
    if (task == null) {
      coverage.mark(Mark.FINISHED_AND_FORGOTTEN);
    } else if (task.state() == SchedulerTaskState.WAITING) {
      coverage.mark(Mark.FINISHED_WHILE_WAITING);
    } else if (task.state() == SchedulerTaskState.MEMORY) {
      coverage.mark(Mark.FINISHED_IN_MEMORY);
    } else if (processing(task) && task.run() != run) {
      coverage.mark(Mark.STALE_RUN_FINISHED);
    }
  }

  private void stealAnswer(
      Scheduler books, @Nullable SchedulerTask task, Instruction.StealResponse answer) {
    StealEntry open = null;
    for (StealEntry entry : books.steals()) {
      open = entry.key().equals(answer.key()) ? entry : open;
    }
    if (open == null || !open.id().equals(answer.stimulusId())) {
      coverage.mark(Mark.STEAL_ANSWER_TOO_LATE);
    } else {
      markIf(task != null && books.worker(open.thief()) == null, Mark.STEAL_ANSWER_AFTER_DEATH);
    }
  }

  private void submitted(@Nullable SchedulerTask task, TaskDefinition submitted) {
    TaskDefinition known = task == null ? null : task.definition();
    markIf(
        processing(task) && known != null && !known.function().equals(submitted.function()),
        Mark.REDEFINED_WHILE_RUNNING);
  }

  private void lost(Scheduler books, WorkerId worker) {
    for (String key : books.keys()) {
      SchedulerTask task = books.task(key);
      if (task != null && task.whoHas().size() == 1) {
        markIf(task.whoHas().contains(worker), Mark.LAST_HOLDER_LOST);
      }
    }
  }

  private static boolean processing(@Nullable SchedulerTask task) {
    return task != null && task.state() == SchedulerTaskState.PROCESSING;
  }

  private void markIf(boolean holds, Mark mark) {
    if (holds) {
      coverage.mark(mark);
    }
  }
}
