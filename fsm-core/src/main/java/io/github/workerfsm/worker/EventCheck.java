package io.github.workerfsm.worker;

import io.github.workerfsm.check.IllegalEventException;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.TaskState;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks an event in full before anything changes, so that a bad one changes nothing. */
final class EventCheck {
  private static final int FEW = 8;

  private EventCheck() {}

  /**
   * Checks that the event makes sense to this worker now.
   *
   * @throws IllegalEventException saying what was wrong and what was expected
   */
  static void require(WorkerState worker, Event event) {
    requireText(event, event.stimulusId(), "stimulus id");
    switch (event.kind()) {
      case COMPUTE_TASK -> computeTask(worker, (Event.ComputeTask) event);
      case FREE_KEYS -> keys(event, ((Event.FreeKeys) event).keys());
      case FORGET_KEYS -> keys(event, ((Event.ForgetKeys) event).keys());
      case ACQUIRE_REPLICAS -> inputs(worker, event, ((Event.AcquireReplicas) event).inputs());
      case REMOVE_REPLICAS -> keys(event, ((Event.RemoveReplicas) event).keys());
      case STEAL_REQUEST -> requireText(event, ((Event.StealRequest) event).key(), "key");
      case CANCEL_COMPUTE -> cancelCompute(worker, (Event.CancelCompute) event);
      case REFRESH_WHO_HAS -> locations((Event.RefreshWhoHas) event);
      case REMOVE_WORKER -> requireText(event, ((Event.RemoveWorker) event).worker(), "worker");
      case UPDATE_DATA -> updateData((Event.UpdateData) event);
      case EXECUTE_SUCCESS -> success(worker, (Event.ExecuteSuccess) event);
      case EXECUTE_FAILURE -> failure(worker, (Event.ExecuteFailure) event);
      case RESCHEDULE -> reschedule(worker, (Event.Reschedule) event);
      case SECEDE -> secede(worker, (Event.Secede) event);
      case GATHER_SUCCESS -> gatherSuccess(worker, (Event.GatherSuccess) event);
      case GATHER_BUSY -> {
        Event.GatherBusy busy = (Event.GatherBusy) event;
        transfer(worker, event, busy.worker(), busy.totalNbytes());
      }
      case GATHER_NETWORK_FAILURE -> {
        Event.GatherNetworkFailure failed = (Event.GatherNetworkFailure) event;
        transfer(worker, event, failed.worker(), failed.totalNbytes());
      }
      case GATHER_FAILURE -> {
        Event.GatherFailure failed = (Event.GatherFailure) event;
        requirePresent(event, failed.failure(), "failure");
        transfer(worker, event, failed.worker(), failed.totalNbytes());
      }
      case RETRY_BUSY_WORKER ->
          requireText(event, ((Event.RetryBusyWorker) event).worker(), "worker");
      case PAUSE, UNPAUSE, FIND_MISSING -> {}
    }
  }

  private static void computeTask(WorkerState worker, Event.ComputeTask event) {
    TaskSpec spec = event.spec();
    requirePresent(event, spec, "specification");
    requireText(event, spec.key(), "key");
    inputs(worker, event, event.inputs());
    List<Event.Input> inputs = event.inputs();
    List<String> declared = spec.dependencies();
    boolean agree = inputs.size() == declared.size();
    for (int i = 0; agree && i < inputs.size(); i++) {
      agree = inputs.get(i).key().equals(declared.get(i));
    }
    if (!agree) {
      throw illegal(
          event,
          "task " + spec.key() + " depends on " + declared + " but announces " + keysOf(inputs),
          "the same keys in the same order");
    }
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i).key().equals(spec.key())) {
        throw illegal(event, "task " + spec.key() + " depends on itself", "other keys as inputs");
      }
    }
  }

  private static List<String> keysOf(List<Event.Input> inputs) {
    return inputs.stream().map(Event.Input::key).toList();
  }

  private static void inputs(WorkerState worker, Event event, List<Event.Input> inputs) {
    requirePresent(event, inputs, "list of inputs");
    for (int i = 0; i < inputs.size(); i++) {
      Event.Input input = inputs.get(i);
      requirePresent(event, input, "input");
      requireText(event, input.key(), "key of an input");
      if (input.nbytes() < 0) {
        throw illegal(
            event, "input " + input.key() + " has " + input.nbytes() + " bytes", "0 or more");
      }
      holders(event, input.holders());
      if (input.promised() && !input.holders().isEmpty()) {
        throw illegal(
            event,
            "input " + input.key() + " is promised and held by " + input.holders(),
            "no holders of what is promised");
      }
    }
    requireDistinct(worker, event, inputs);
  }

  /** Quadratic for a few inputs, which is the rule and fastest; by hashing for many. */
  private static void requireDistinct(WorkerState worker, Event event, List<Event.Input> inputs) {
    if (inputs.size() > FEW) {
      worker.seenKeys.clear();
      for (int i = 0; i < inputs.size(); i++) {
        requireOnce(event, inputs.get(i).key(), worker.seenKeys.isNew(inputs.get(i).key()));
      }
      return;
    }
    for (int i = 1; i < inputs.size(); i++) {
      for (int j = 0; j < i; j++) {
        requireOnce(event, inputs.get(i).key(), !inputs.get(i).key().equals(inputs.get(j).key()));
      }
    }
  }

  private static void requireOnce(Event event, String key, boolean once) {
    if (!once) {
      throw illegal(event, "input " + key + " is named twice", "each input once");
    }
  }

  private static void locations(Event.RefreshWhoHas event) {
    requirePresent(event, event.locations(), "list of locations");
    Set<String> named = new LinkedHashSet<>();
    for (Event.Location location : event.locations()) {
      requirePresent(event, location, "location");
      requireText(event, location.key(), "key of a location");
      holders(event, location.holders());
      if (!named.add(location.key())) {
        throw illegal(event, "key " + location.key() + " is named twice", "each key once");
      }
    }
  }

  /**
   * This worker may be among the holders: a scheduler names all of them, and one recorded worker in
   * three is told so. The address is left out where holders are noted.
   */
  private static void holders(Event event, List<String> holders) {
    requirePresent(event, holders, "list of holders");
    for (int i = 0; i < holders.size(); i++) {
      requireText(event, holders.get(i), "address of a holder");
    }
  }

  private static void keys(Event event, List<String> keys) {
    requirePresent(event, keys, "list of keys");
    for (int i = 0; i < keys.size(); i++) {
      requireText(event, keys.get(i), "key");
    }
  }

  private static void cancelCompute(WorkerState worker, Event.CancelCompute event) {
    requireText(event, event.key(), "key");
    TaskNode task = worker.tasks.get(event.key());
    if (task != null && AssignmentHandlers.waitsForThread(task) && task.hasConsumers()) {
      throw illegal(
          event,
          "task " + event.key() + " is an input of " + task.dependents(),
          "a task on which no other task here depends");
    }
  }

  private static void updateData(Event.UpdateData event) {
    requirePresent(event, event.data(), "data");
    for (String key : event.data().keySet()) {
      requireText(event, key, "key");
    }
  }

  private static void success(WorkerState worker, Event.ExecuteSuccess event) {
    requirePresent(event, event.value(), "value");
    run(worker, event, event.key(), event.run());
  }

  private static void failure(WorkerState worker, Event.ExecuteFailure event) {
    requirePresent(event, event.failure(), "failure");
    run(worker, event, event.key(), event.run());
  }

  private static void reschedule(WorkerState worker, Event.Reschedule event) {
    TaskNode task = run(worker, event, event.key(), event.run());
    if (task.state() == TaskState.MEMORY || task.state() == TaskState.ERROR) {
      throw illegal(event, "task " + task + " has its outcome", "a task that runs");
    }
  }

  private static TaskNode run(WorkerState worker, Event event, String key, long run) {
    requireText(event, key, "key");
    requireNumber(event, run);
    TaskNode task = worker.tasks.get(key);
    if (task == null || !task.claimedByThread() || task.done()) {
      throw illegal(
          event,
          task == null ? "task " + key + " is not known" : "no thread runs task " + task,
          "a task that was started and has not been completed");
    }
    requireRun(worker, event, task, run);
    return task;
  }

  private static void requireNumber(Event event, long run) {
    if (run < TaskSpec.NO_RUN) {
      throw illegal(event, "run " + run, "0 or more, or " + TaskSpec.NO_RUN + " for none");
    }
  }

  private static void requireRun(WorkerState worker, Event event, TaskNode task, long run) {
    if (worker.policies.runIdentity() && run != TaskSpec.NO_RUN) {
      long started = worker.startedRun(task);
      if (run != started) {
        throw illegal(event, "run " + run + " of task " + task.key(), "run " + started);
      }
    }
  }

  /** A task that is gone may secede: its news has crossed the message that released it. */
  private static void secede(WorkerState worker, Event.Secede event) {
    requireText(event, event.key(), "key");
    if (!(event.computeDuration() >= 0) || Double.isInfinite(event.computeDuration())) {
      throw illegal(
          event, "compute duration " + event.computeDuration(), "a finite number, 0 or more");
    }
    requireNumber(event, event.run());
    TaskNode task = worker.tasks.get(event.key());
    if (task == null) {
      return;
    }
    if (!task.claimedByThread() || task.done() || task.state() == TaskState.MEMORY) {
      throw illegal(event, "no thread runs task " + task, "a task that runs");
    }
    requireRun(worker, event, task, event.run());
  }

  private static void gatherSuccess(WorkerState worker, Event.GatherSuccess event) {
    requirePresent(event, event.data(), "data");
    Transfer transfer = transfer(worker, event, event.worker(), event.totalNbytes());
    for (String key : event.data().keySet()) {
      if (worker.policies.matchTransfers() && !asksFor(transfer, key)) {
        throw illegal(
            event,
            "data for " + key + ", which the transfer from " + event.worker() + " did not ask for",
            "keys of the gather-dep instruction");
      }
    }
  }

  private static boolean asksFor(Transfer transfer, String key) {
    for (TaskNode task : transfer.tasks()) {
      if (task.key().equals(key)) {
        return true;
      }
    }
    return false;
  }

  private static Transfer transfer(
      WorkerState worker, Event event, String address, long totalNbytes) {
    requireText(event, address, "worker");
    if (totalNbytes < 0) {
      throw illegal(event, "a transfer of " + totalNbytes + " bytes", "0 or more");
    }
    Peer peer = worker.transfers.find(address);
    @Nullable Transfer transfer = peer == null ? null : peer.transfer;
    if (transfer == null) {
      throw illegal(event, "no transfer from " + address + " is open", "a worker that was asked");
    }
    if (worker.policies.matchTransfers() && totalNbytes != transfer.nbytes()) {
      throw illegal(
          event,
          "a transfer of " + totalNbytes + " bytes from " + address,
          transfer.nbytes() + " bytes, as in the gather-dep instruction");
    }
    for (TaskNode task : transfer.tasks()) {
      if (task.transfer() != transfer || worker.tasks.get(task.key()) != task) {
        throw illegal(event, "task " + task + " has left its open transfer", "a task in transfer");
      }
    }
    return transfer;
  }

  private static void requireText(Event event, @Nullable String text, String what) {
    if (text == null || text.isEmpty()) {
      throw illegal(event, "the " + what + " is missing", "a non-empty text");
    }
  }

  private static void requirePresent(Event event, @Nullable Object value, String what) {
    if (value == null) {
      throw illegal(event, "the " + what + " is missing", "one");
    }
  }

  private static IllegalEventException illegal(Event event, String wrong, String expected) {
    return new IllegalEventException(
        event.kind().label() + " " + event.stimulusId() + ": " + wrong + ", expected " + expected);
  }
}
