package io.github.workerfsm.event;

import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.task.Failure;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.Value;
import java.util.List;

/**
 * One message to a worker machine. Every event carries a stimulus id that all its consequences
 * repeat: instructions, messages to the scheduler, story.
 *
 * <p>Collections are in the order of the sender, which is the order in which the machine works
 * through them. Sizes are in bytes; -1 is an unknown size where one is allowed.
 *
 * <p>Source: the stimuli of dask.distributed 2022.12.1; {@link ForgetKeys}, {@link RemoveWorker}
 * and the runs go beyond it.
 */
public sealed interface Event {
  /** Identifies the event in everything that it causes. */
  String stimulusId();

  /** Which of the event types this is. */
  EventKind kind();

  /**
   * An input as the scheduler announces it.
   *
   * @param key the input
   * @param nbytes its size, 0 or more
   * @param holders addresses of the workers that hold it; this worker, if named, is left out
   * @param promised whether nobody holds it yet, and the scheduler will say of its own accord who
   *     does: with {@link RefreshWhoHas}, unless it is computed here. The worker does not ask for
   *     it meanwhile. A promise has no holders, and holds until some are named.
   */
  record Input(String key, long nbytes, List<String> holders, boolean promised) {
    /** An input of which what is said is all that is known: nothing is promised. */
    public Input(String key, long nbytes, List<String> holders) {
      this(key, nbytes, holders, false);
    }

    /** An input that is yet to be computed; the scheduler will say where it is. */
    public static Input promised(String key) {
      return new Input(key, 0, List.of(), true);
    }
  }

  /**
   * Where a key is.
   *
   * @param key the key
   * @param holders addresses of all workers that hold it, empty when nobody does; this worker, if
   *     named, is left out
   */
  record Location(String key, List<String> holders) {}

  /** The scheduler assigns a task to this worker. Inputs and specification agree on the keys. */
  record ComputeTask(String stimulusId, TaskSpec spec, List<Input> inputs, boolean actor)
      implements Event {
    @Override
    public EventKind kind() {
      return EventKind.COMPUTE_TASK;
    }
  }

  /** The scheduler wants no computation and no value of these keys here any more. */
  record FreeKeys(String stimulusId, List<String> keys) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.FREE_KEYS;
    }
  }

  /** The scheduler has forgotten these keys: their metadata may go as well. Implies a free. */
  record ForgetKeys(String stimulusId, List<String> keys) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.FORGET_KEYS;
    }
  }

  /** The scheduler wants copies of these keys here. */
  record AcquireReplicas(String stimulusId, List<Input> inputs) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.ACQUIRE_REPLICAS;
    }
  }

  /** The scheduler holds the copies of these keys here to be redundant. */
  record RemoveReplicas(String stimulusId, List<String> keys) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.REMOVE_REPLICAS;
    }
  }

  /** The scheduler would like to give the task to another worker. */
  record StealRequest(String stimulusId, String key) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.STEAL_REQUEST;
    }
  }

  /** The scheduler takes an assignment back, if it has not started. */
  record CancelCompute(String stimulusId, String key) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.CANCEL_COMPUTE;
    }
  }

  /** The scheduler's answer to a question for holders, or news about them. */
  record RefreshWhoHas(String stimulusId, List<Location> locations) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.REFRESH_WHO_HAS;
    }
  }

  /** The scheduler says that a peer has left for good. */
  record RemoveWorker(String stimulusId, String worker) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.REMOVE_WORKER;
    }
  }

  /**
   * A client places values here directly.
   *
   * @param report whether to tell the scheduler that they are here
   */
  record UpdateData(String stimulusId, ImmutableMap<String, Value> data, boolean report)
      implements Event {
    @Override
    public EventKind kind() {
      return EventKind.UPDATE_DATA;
    }
  }

  /** No task and no transfer is to be started until {@link Unpause}. */
  record Pause(String stimulusId) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.PAUSE;
    }
  }

  /** Ends a {@link Pause}. */
  record Unpause(String stimulusId) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.UNPAUSE;
    }
  }

  /** A thread has run the task. {@code run} is the one it was started with, or -1. */
  record ExecuteSuccess(String stimulusId, String key, long run, Value value) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.EXECUTE_SUCCESS;
    }
  }

  /** A thread has run the task and failed. */
  record ExecuteFailure(String stimulusId, String key, long run, Failure failure) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.EXECUTE_FAILURE;
    }
  }

  /** The running task has ended by asking to be run elsewhere. */
  record Reschedule(String stimulusId, String key, long run) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.RESCHEDULE;
    }
  }

  /**
   * The running task has left the thread pool and no longer counts against the slots.
   *
   * @param computeDuration seconds it has counted
   */
  record Secede(String stimulusId, String key, long run, double computeDuration) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.SECEDE;
    }
  }

  /** A transfer has ended with values, perhaps of fewer keys than were asked for. */
  record GatherSuccess(
      String stimulusId, String worker, long totalNbytes, ImmutableMap<String, Value> data)
      implements Event {
    @Override
    public EventKind kind() {
      return EventKind.GATHER_SUCCESS;
    }
  }

  /** A transfer has ended because the peer serves too many others. */
  record GatherBusy(String stimulusId, String worker, long totalNbytes) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.GATHER_BUSY;
    }
  }

  /** A transfer has ended because the peer cannot be reached. */
  record GatherNetworkFailure(String stimulusId, String worker, long totalNbytes) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.GATHER_NETWORK_FAILURE;
    }
  }

  /** A transfer has ended with any other failure, for example values that cannot be read. */
  record GatherFailure(String stimulusId, String worker, long totalNbytes, Failure failure)
      implements Event {
    @Override
    public EventKind kind() {
      return EventKind.GATHER_FAILURE;
    }
  }

  /** A busy peer may be asked again. */
  record RetryBusyWorker(String stimulusId, String worker) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.RETRY_BUSY_WORKER;
    }
  }

  /** Time to ask the scheduler about keys without a holder. */
  record FindMissing(String stimulusId) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.FIND_MISSING;
    }
  }
}
