package io.github.workerfsm.lifecycle;

import static io.github.workerfsm.lifecycle.LifecycleState.CANCELLED;
import static io.github.workerfsm.lifecycle.LifecycleState.FAILED;
import static io.github.workerfsm.lifecycle.LifecycleState.FORGOTTEN;
import static io.github.workerfsm.lifecycle.LifecycleState.REMOVED;
import static io.github.workerfsm.lifecycle.LifecycleState.SUCCESS;

import io.github.workerfsm.task.Failure;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What happens when a task ends, and after its end. */
enum EndRules implements LifecycleRule {
  /** Takes the value. */
  SUCCEED {
    @Override
    public LifecycleState apply(Desk desk, TaskEntry entry, @Nullable Object detail) {
      takeResult(entry, detail);
      end(desk, entry);
      return SUCCESS;
    }
  },

  /** Takes the exception of the function. */
  FAIL {
    @Override
    public LifecycleState apply(Desk desk, TaskEntry entry, @Nullable Object detail) {
      entry.exception = takeResult(entry, detail).failure();
      end(desk, entry);
      return FAILED;
    }
  },

  /** The loss of the last manager becomes the exception. */
  FAIL_BY_MANAGER {
    @Override
    public LifecycleState apply(Desk desk, TaskEntry entry, @Nullable Object detail) {
      Failure loss = (Failure) Objects.requireNonNull(detail);
      entry.follow();
      entry.exception = new Failure("ManagerLost: " + loss.text(), loss.cause());
      end(desk, entry);
      return FAILED;
    }
  },

  /** The loss of the endpoint becomes the exception. */
  FAIL_BY_ENDPOINT {
    @Override
    public LifecycleState apply(Desk desk, TaskEntry entry, @Nullable Object detail) {
      entry.exception = TravelRules.endpointLost(entry);
      end(desk, entry);
      return FAILED;
    }
  },

  /** Ends it before it runs; where it is on its way, it is refused there. */
  CANCEL {
    @Override
    public LifecycleState apply(Desk desk, TaskEntry entry, @Nullable Object detail) {
      entry.follow();
      end(desk, entry);
      desk.emit(Effect.TRAP);
      return CANCELLED;
    }
  },

  /** Asks the worker to stop it, and waits. */
  ASK_TO_STOP {
    @Override
    public LifecycleState apply(Desk desk, TaskEntry entry, @Nullable Object detail) {
      entry.cancelling = true;
      desk.emit(Effect.STOP);
      return entry.state();
    }
  },

  /** What ran it runs it no more. */
  STOPPED {
    @Override
    public LifecycleState apply(Desk desk, TaskEntry entry, @Nullable Object detail) {
      entry.follow();
      end(desk, entry);
      return CANCELLED;
    }
  },

  /** From now on a result that comes is acknowledged at once. */
  NOTE_PUBLISHED {
    @Override
    public LifecycleState apply(Desk desk, TaskEntry entry, @Nullable Object detail) {
      entry.published = true;
      if (entry.acknowledgementOwed) {
        entry.acknowledgementOwed = false;
        desk.emit(Effect.ACKNOWLEDGE);
      }
      return entry.state();
    }
  },

  /** Deletes the record of a task that has not ended; it must not begin any more. */
  ABANDON {
    @Override
    public LifecycleState apply(Desk desk, TaskEntry entry, @Nullable Object detail) {
      LifecycleState landing = REMOVE.apply(desk, entry, detail);
      desk.emit(Effect.TRAP, Effect.STOP);
      return landing;
    }
  },

  /** Deletes the record; the id is remembered for a while. */
  REMOVE {
    @Override
    public LifecycleState apply(Desk desk, TaskEntry entry, @Nullable Object detail) {
      entry.result = null;
      entry.exception = null;
      entry.history.clear();
      settle(desk, entry);
      desk.start(entry, Timer.Purpose.KEEPING, desk.settings.remember());
      desk.emit(Effect.DELETE);
      return REMOVED;
    }
  },

  /** Deletes the id as well. */
  FORGET {
    @Override
    public LifecycleState apply(Desk desk, TaskEntry entry, @Nullable Object detail) {
      desk.stopAll(entry);
      return FORGOTTEN;
    }
  };

  private static TaskResult takeResult(TaskEntry entry, @Nullable Object detail) {
    TaskResult result = (TaskResult) Objects.requireNonNull(detail);
    entry.follow();
    entry.result = result;
    entry.acknowledgementOwed = true;
    return result;
  }

  private static void end(Desk desk, TaskEntry entry) {
    settle(desk, entry);
    entry.completedAt = OptionalLong.of(desk.nowMillis());
    desk.start(entry, Timer.Purpose.KEEPING, desk.settings.keep());
    desk.emit(Effect.STORE, Effect.PUBLISH);
  }

  private static void settle(Desk desk, TaskEntry entry) {
    desk.stopAll(entry);
    entry.suspect = false;
    entry.cancelling = false;
  }
}
