package io.github.workerfsm.worker;

import io.github.workerfsm.event.Event;

/** Hands each event to the handler of its room. Events have been checked before. */
final class EventHandlers {
  private EventHandlers() {}

  static void handle(WorkerState worker, Event event) {
    switch (event.kind()) {
      case COMPUTE_TASK -> AssignmentHandlers.computeTask(worker, (Event.ComputeTask) event);
      case FREE_KEYS -> ReleaseHandlers.freeKeys(worker, (Event.FreeKeys) event);
      case FORGET_KEYS -> ReleaseHandlers.forgetKeys(worker, (Event.ForgetKeys) event);
      case ACQUIRE_REPLICAS ->
          ReplicaHandlers.acquireReplicas(worker, (Event.AcquireReplicas) event);
      case REMOVE_REPLICAS -> ReplicaHandlers.removeReplicas(worker, (Event.RemoveReplicas) event);
      case STEAL_REQUEST -> AssignmentHandlers.stealRequest(worker, (Event.StealRequest) event);
      case CANCEL_COMPUTE -> AssignmentHandlers.cancelCompute(worker, (Event.CancelCompute) event);
      case REFRESH_WHO_HAS -> ReplicaHandlers.refreshWhoHas(worker, (Event.RefreshWhoHas) event);
      case REMOVE_WORKER -> TransferHandlers.removeWorker(worker, (Event.RemoveWorker) event);
      case UPDATE_DATA -> ReplicaHandlers.updateData(worker, (Event.UpdateData) event);
      case PAUSE -> worker.running(false);
      case UNPAUSE -> AssignmentHandlers.unpause(worker);
      case EXECUTE_SUCCESS -> RunHandlers.success(worker, (Event.ExecuteSuccess) event);
      case EXECUTE_FAILURE -> RunHandlers.failure(worker, (Event.ExecuteFailure) event);
      case RESCHEDULE -> RunHandlers.reschedule(worker, (Event.Reschedule) event);
      case SECEDE -> RunHandlers.secede(worker, (Event.Secede) event);
      case GATHER_SUCCESS -> TransferHandlers.success(worker, (Event.GatherSuccess) event);
      case GATHER_BUSY -> TransferHandlers.busy(worker, (Event.GatherBusy) event);
      case GATHER_NETWORK_FAILURE ->
          TransferHandlers.networkFailure(worker, (Event.GatherNetworkFailure) event);
      case GATHER_FAILURE -> TransferHandlers.failure(worker, (Event.GatherFailure) event);
      case RETRY_BUSY_WORKER -> TransferHandlers.retryBusy(worker, (Event.RetryBusyWorker) event);
      case FIND_MISSING -> TransferHandlers.findMissing(worker);
    }
  }
}
