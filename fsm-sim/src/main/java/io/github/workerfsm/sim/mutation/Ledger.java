package io.github.workerfsm.sim.mutation;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what surroundings know up to date with what they say and hear. */
final class Ledger {
  private Ledger() {}

  /** Notes what it means to send the event. */
  static void said(Surroundings around, Event event) {
    if (event instanceof Event.ComputeTask compute) {
      around.assigned.add(compute.spec().key());
      compute.inputs().forEach(input -> around.named.add(input.key()));
    } else if (event instanceof Event.FreeKeys free) {
      letGo(around, free.keys());
    } else if (event instanceof Event.ForgetKeys forget) {
      letGo(around, forget.keys());
    } else if (event instanceof Event.CancelCompute cancel && around.waitsForThread(cancel.key())) {
      around.assigned.remove(cancel.key());
    } else if (event instanceof Event.RemoveReplicas remove) {
      around.held.removeAll(remove.keys());
    } else if (event instanceof Event.AcquireReplicas acquire) {
      acquire.inputs().forEach(input -> around.named.add(input.key()));
    } else if (event instanceof Event.UpdateData update) {
      around.held.addAll(update.data().keySet());
      update.data().keySet().forEach(around::placed);
    } else if (event instanceof Event.ExecuteSuccess success) {
      around.runs.remove(success.key());
    } else if (event instanceof Event.ExecuteFailure failure) {
      around.runs.remove(failure.key());
    } else if (event instanceof Event.Reschedule reschedule) {
      around.runs.remove(reschedule.key());
    } else if (event instanceof Event.GatherSuccess success) {
      around.transfers.remove(success.worker());
    } else if (event instanceof Event.GatherBusy answer) {
      around.transfers.remove(answer.worker());
    } else if (event instanceof Event.GatherNetworkFailure failure) {
      around.transfers.remove(failure.worker());
    } else if (event instanceof Event.GatherFailure failure) {
      around.transfers.remove(failure.worker());
    } else if (event instanceof Event.RetryBusyWorker retry) {
      around.busy.remove(retry.worker());
    }
  }

  private static void letGo(Surroundings around, List<String> keys) {
    around.held.removeAll(keys);
    around.assigned.removeAll(keys);
  }

  /** Notes what the machine asks for and tells; says what it must not ask for, or null. */
  static @Nullable String heard(
      Surroundings around, WorkerStateMachine machine, List<Instruction> instructions) {
    String wrong = null;
    for (Instruction instruction : instructions) {
      if (instruction instanceof Instruction.Execute execute) {
        boolean second = around.runs.put(execute.key(), execute.run()) != null;
        if (second || !machine.running()) {
          wrong = (second ? "beside a first run: " : "although it is paused: ") + execute;
        }
      } else if (instruction instanceof Instruction.GatherDep gather) {
        boolean second = around.transfers.put(gather.worker(), gather) != null;
        if (second || !machine.running() || around.busy.contains(gather.worker())) {
          wrong = "a transfer that must not be started: " + gather;
        }
      } else if (instruction instanceof Instruction.RetryBusyWorkerLater retry) {
        around.busy.add(retry.worker());
      } else {
        told(around, instruction);
      }
    }
    return wrong;
  }

  private static void told(Surroundings around, Instruction instruction) {
    if (instruction instanceof Instruction.TaskFinished finished) {
      around.held.add(finished.key());
      around.assigned.remove(finished.key());
    } else if (instruction instanceof Instruction.TaskErred erred) {
      around.assigned.remove(erred.key());
    } else if (instruction instanceof Instruction.Reschedule reschedule) {
      around.assigned.remove(reschedule.key());
    } else if (instruction instanceof Instruction.AddKeys added) {
      around.held.addAll(added.keys());
    } else if (instruction instanceof Instruction.ReleaseWorkerData released) {
      around.held.remove(released.key());
    } else if (instruction instanceof Instruction.StealResponse answer && givenUp(answer.state())) {
      around.assigned.remove(answer.key());
    }
  }

  private static boolean givenUp(@Nullable TaskState state) {
    return state == TaskState.WAITING_FOR_DEPENDENCIES
        || state == TaskState.READY
        || state == TaskState.CONSTRAINED;
  }
}
