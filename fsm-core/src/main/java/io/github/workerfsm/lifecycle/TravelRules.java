package io.github.workerfsm.lifecycle;

import static io.github.workerfsm.lifecycle.LifecycleState.DISPATCHED_TO_EP;
import static io.github.workerfsm.lifecycle.LifecycleState.RECEIVED;
import static io.github.workerfsm.lifecycle.LifecycleState.RUNNING;
import static io.github.workerfsm.lifecycle.LifecycleState.WAITING_FOR_EP;
import static io.github.workerfsm.lifecycle.LifecycleState.WAITING_FOR_LAUNCH;
import static io.github.workerfsm.lifecycle.LifecycleState.WAITING_FOR_NODES;

import io.github.workerfsm.task.Failure;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What happens on the way to a worker, and on the way back to the queue. */
enum TravelRules implements LifecycleRule {
  /** Makes the record. */
  ADMIT {
    @Override
    public LifecycleState apply(Desk desk, TaskEntry entry, @Nullable Object detail) {
      entry.endpoint = (String) Objects.requireNonNull(detail);
      entry.submittedAt = desk.nowMillis();
      desk.start(entry, Timer.Purpose.KEEPING, desk.settings.keep());
      desk.emit(Effect.STORE, Effect.ANSWER);
      return RECEIVED;
    }
  },

  /** Puts it into the queue of its endpoint. */
  QUEUE {
    @Override
    public LifecycleState apply(Desk desk, TaskEntry entry, @Nullable Object detail) {
      return WAITING_FOR_EP;
    }
  },

  /** Notes the connection, and begins to wait for an answer. */
  DISPATCH {
    @Override
    public LifecycleState apply(Desk desk, TaskEntry entry, @Nullable Object detail) {
      entry.follow();
      desk.start(entry, Timer.Purpose.ANSWER, desk.settings.answer());
      return DISPATCHED_TO_EP;
    }
  },

  /** Closes the ears to the connection; the attempt is not spent. */
  TAKE_BACK {
    @Override
    public LifecycleState apply(Desk desk, TaskEntry entry, @Nullable Object detail) {
      entry.epoch++;
      leaveEndpoint(desk, entry);
      desk.emit(Effect.RECONNECT);
      return WAITING_FOR_EP;
    }
  },

  /** The endpoint has it. */
  ARRIVE {
    @Override
    public LifecycleState apply(Desk desk, TaskEntry entry, @Nullable Object detail) {
      hearOf(desk, entry);
      return WAITING_FOR_NODES;
    }
  },

  /** A manager has it. */
  ASSIGN {
    @Override
    public LifecycleState apply(Desk desk, TaskEntry entry, @Nullable Object detail) {
      hearOf(desk, entry);
      return WAITING_FOR_LAUNCH;
    }
  },

  /** A worker has it; where it is not wanted any more, this worker is asked to stop it. */
  RUN {
    @Override
    public LifecycleState apply(Desk desk, TaskEntry entry, @Nullable Object detail) {
      hearOf(desk, entry);
      if (entry.cancelling) {
        desk.emit(Effect.STOP);
      }
      return RUNNING;
    }
  },

  /** No news of the task, but of the endpoint, or over a new connection. */
  HEAR {
    @Override
    public LifecycleState apply(Desk desk, TaskEntry entry, @Nullable Object detail) {
      if (entry.cancelling && entry.said().epoch() > entry.epoch) {
        desk.emit(Effect.STOP);
      }
      trust(desk, entry);
      entry.follow();
      return entry.state();
    }
  },

  /** Begins to wait for the endpoint to be heard again. */
  SUSPECT {
    @Override
    public LifecycleState apply(Desk desk, TaskEntry entry, @Nullable Object detail) {
      entry.suspect = true;
      desk.start(entry, Timer.Purpose.GRACE, desk.settings.grace());
      return entry.state();
    }
  },

  /** The endpoint itself tries again, with another manager. */
  TRY_NEXT_MANAGER {
    @Override
    public LifecycleState apply(Desk desk, TaskEntry entry, @Nullable Object detail) {
      hearOf(desk, entry);
      entry.history.add((Failure) Objects.requireNonNull(detail));
      entry.attempt++;
      return WAITING_FOR_NODES;
    }
  },

  /** The service tries again, when an endpoint is there; what the lost one says does not count. */
  TRY_NEXT_CONNECTION {
    @Override
    public LifecycleState apply(Desk desk, TaskEntry entry, @Nullable Object detail) {
      entry.follow();
      entry.history.add(endpointLost(entry));
      entry.attempt++;
      entry.epoch++;
      leaveEndpoint(desk, entry);
      return WAITING_FOR_EP;
    }
  };

  static Failure endpointLost(TaskEntry entry) {
    return Failure.of("EndpointLost: " + entry.endpoint + " was silent for too long");
  }

  private static void hearOf(Desk desk, TaskEntry entry) {
    desk.stop(entry, Timer.Purpose.ANSWER);
    trust(desk, entry);
    entry.follow();
  }

  private static void trust(Desk desk, TaskEntry entry) {
    entry.suspect = false;
    desk.stop(entry, Timer.Purpose.GRACE);
  }

  private static void leaveEndpoint(Desk desk, TaskEntry entry) {
    desk.stop(entry, Timer.Purpose.ANSWER);
    trust(desk, entry);
  }
}
