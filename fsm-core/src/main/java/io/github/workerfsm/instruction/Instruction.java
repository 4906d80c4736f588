package io.github.workerfsm.instruction;

import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.TaskState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the surroundings of a worker machine have to do, or to tell the scheduler.
 *
 * <p>{@code stimulusId} is that of the event that caused it. Sizes are in bytes. A run is {@link
 * TaskSpec#NO_RUN} when the assignment named none.
 *
 * <p>Source: the instructions of dask.distributed 2022.12.1.
 */
public sealed interface Instruction {
  /** The stimulus id of the event that caused the instruction. */
  String stimulusId();

  /** Which of the instruction types this is. */
  InstructionKind kind();

  /** An instruction that is a message to the scheduler. */
  sealed interface ToScheduler extends Instruction {}

  /**
   * Run the task on a thread. Ends in exactly one of the events execute-success, execute-failure
   * and reschedule, which repeats {@code run}.
   */
  record Execute(String stimulusId, String key, long run, TaskSpec spec) implements Instruction {
    @Override
    public InstructionKind kind() {
      return InstructionKind.EXECUTE;
    }
  }

  /**
   * Bring the values of these keys from a peer in one request. Ends in exactly one gather event,
   * which repeats worker and total size.
   *
   * @param toGather each key once, most urgent first
   * @param totalNbytes sum of the announced sizes
   */
  record GatherDep(String stimulusId, String worker, List<String> toGather, long totalNbytes)
      implements Instruction {
    @Override
    public InstructionKind kind() {
      return InstructionKind.GATHER_DEP;
    }
  }

  /** Wait a while, then send retry-busy-worker. */
  record RetryBusyWorkerLater(String stimulusId, String worker) implements Instruction {
    @Override
    public InstructionKind kind() {
      return InstructionKind.RETRY_BUSY_WORKER_LATER;
    }
  }

  /** Note a measurement. */
  record DigestMetric(String stimulusId, String name) implements Instruction {
    @Override
    public InstructionKind kind() {
      return InstructionKind.DIGEST_METRIC;
    }
  }

  /** The task has been computed here. */
  record TaskFinished(String stimulusId, String key, long run, long nbytes, String typeName)
      implements ToScheduler {
    @Override
    public InstructionKind kind() {
      return InstructionKind.TASK_FINISHED;
    }
  }

  /** The task has failed here. */
  record TaskErred(String stimulusId, String key, long run, String exceptionText)
      implements ToScheduler {
    @Override
    public InstructionKind kind() {
      return InstructionKind.TASK_ERRED;
    }
  }

  /** The value of the key is no longer here. */
  record ReleaseWorkerData(String stimulusId, String key) implements ToScheduler {
    @Override
    public InstructionKind kind() {
      return InstructionKind.RELEASE_WORKER_DATA;
    }
  }

  /** The task has asked to be run elsewhere. */
  record Reschedule(String stimulusId, String key, long run) implements ToScheduler {
    @Override
    public InstructionKind kind() {
      return InstructionKind.RESCHEDULE;
    }
  }

  /**
   * The task runs on without counting against the slots.
   *
   * @param computeDuration seconds it has counted; null when said in arrears
   */
  record LongRunning(String stimulusId, String key, long run, @Nullable Double computeDuration)
      implements ToScheduler {
    @Override
    public InstructionKind kind() {
      return InstructionKind.LONG_RUNNING;
    }
  }

  /** Copies of these keys are here. */
  record AddKeys(String stimulusId, List<String> keys) implements ToScheduler {
    @Override
    public InstructionKind kind() {
      return InstructionKind.ADD_KEYS;
    }
  }

  /** Who holds these keys now? */
  record RequestRefreshWhoHas(String stimulusId, List<String> keys) implements ToScheduler {
    @Override
    public InstructionKind kind() {
      return InstructionKind.REQUEST_REFRESH_WHO_HAS;
    }
  }

  /**
   * The answer to a steal request.
   *
   * @param state the state before the answer, null when the key is not known here
   */
  record StealResponse(String stimulusId, String key, @Nullable TaskState state)
      implements ToScheduler {
    @Override
    public InstructionKind kind() {
      return InstructionKind.STEAL_RESPONSE;
    }
  }
}
