package io.github.workerfsm.event;

import java.util.Locale;

/** The kinds of {@link Event}, in the order in which documents list them. */
public enum EventKind {
  /** {@link Event.ComputeTask}. */
  COMPUTE_TASK,
  /** {@link Event.FreeKeys}. */
  FREE_KEYS,
  /** {@link Event.ForgetKeys}. */
  FORGET_KEYS,
  /** {@link Event.AcquireReplicas}. */
  ACQUIRE_REPLICAS,
  /** {@link Event.RemoveReplicas}. */
  REMOVE_REPLICAS,
  /** {@link Event.StealRequest}. */
  STEAL_REQUEST,
  /** {@link Event.CancelCompute}. */
  CANCEL_COMPUTE,
  /** {@link Event.RefreshWhoHas}. */
  REFRESH_WHO_HAS,
  /** {@link Event.RemoveWorker}. */
  REMOVE_WORKER,
  /** {@link Event.UpdateData}. */
  UPDATE_DATA,
  /** {@link Event.Pause}. */
  PAUSE,
  /** {@link Event.Unpause}. */
  UNPAUSE,
  /** {@link Event.ExecuteSuccess}. */
  EXECUTE_SUCCESS,
  /** {@link Event.ExecuteFailure}. */
  EXECUTE_FAILURE,
  /** {@link Event.Reschedule}. */
  RESCHEDULE,
  /** {@link Event.Secede}. */
  SECEDE,
  /** {@link Event.GatherSuccess}. */
  GATHER_SUCCESS,
  /** {@link Event.GatherBusy}. */
  GATHER_BUSY,
  /** {@link Event.GatherNetworkFailure}. */
  GATHER_NETWORK_FAILURE,
  /** {@link Event.GatherFailure}. */
  GATHER_FAILURE,
  /** {@link Event.RetryBusyWorker}. */
  RETRY_BUSY_WORKER,
  /** {@link Event.FindMissing}. */
  FIND_MISSING;

  /** The name for people, for example {@code compute-task}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
