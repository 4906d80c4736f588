package io.github.workerfsm.sim.mutation;

import com.google.common.collect.Sets;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what surroundings know up to date with what they say and hear. */
final class Ledger {
  private Ledger() {}

  /** Notes what it means to send the event. */
  static void said(Surroundings around, Event event) {
    around.fresh.clear();
    if (event instanceof Event.ComputeTask compute) {
      String key = compute.spec().key();
      around.assigned.add(key);
      around.forgotten.remove(key);
      if (!around.isInput(key)) {
        around.named.remove(key);
      }
      compute.inputs().forEach(input -> named(around, input.key()));
    } else if (event instanceof Event.FreeKeys free) {
      letGo(around, free.keys());
    } else if (event instanceof Event.ForgetKeys forget) {
      letGo(around, forget.keys());
      around.forgotten.addAll(forget.keys());
    } else if (event instanceof Event.CancelCompute cancel && around.waitsForThread(cancel.key())) {
      around.assigned.remove(cancel.key());
    } else if (event instanceof Event.RemoveReplicas remove) {
      around.held.removeAll(remove.keys());
    } else if (event instanceof Event.AcquireReplicas acquire) {
      acquire.inputs().forEach(input -> named(around, input.key()));
      acquire.inputs().forEach(input -> around.acquired.add(input.key()));
    } else if (event instanceof Event.UpdateData update) {
      around.held.addAll(update.data().keySet());
      update.data().keySet().forEach(around::placed);
      update.data().keySet().stream().filter(around::isNew).forEach(around.fresh::add);
      around.forgotten.removeAll(update.data().keySet());
    } else if (event instanceof Event.ExecuteSuccess success) {
      around.runs.remove(success.key());
    } else if (event instanceof Event.ExecuteFailure failure) {
      around.runs.remove(failure.key());
    } else if (event instanceof Event.Reschedule reschedule) {
      around.runs.remove(reschedule.key());
    } else if (event instanceof Event.Secede secede) {
      around.seceded.add(secede.key());
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

  private static void named(Surroundings around, String key) {
    around.named.add(key);
    around.forgotten.remove(key);
  }

  private static void letGo(Surroundings around, List<String> keys) {
    around.held.removeAll(keys);
    around.assigned.removeAll(keys);
    around.acquired.removeAll(keys);
  }

  /**
   * Notes what the machine asks for and tells; says which property that breaks, and how, or null.
   */
  static @Nullable String heard(
      Surroundings around,
      WorkerStateMachine machine,
      Event event,
      List<Instruction> instructions) {
    String wrong = null;
    for (Instruction instruction : instructions) {
      if (instruction instanceof Instruction.AddKeys added
          && around.fresh.containsAll(added.keys())
          && Collections.frequency(instructions, added) > 1) {
        wrong = "A2 it is told more than once that a new value is here: " + added;
      }
      if (instruction instanceof Instruction.Execute execute) {
        boolean second = around.runs.put(execute.key(), execute.run()) != null;
        around.seceded.remove(execute.key());
        around.ran.add(execute.key());
        if (second || !machine.running()) {
          wrong = "S10 a run beside a first one, or on a paused worker: " + execute;
        } else if (Sets.difference(around.runs.keySet(), around.seceded).size()
            > threads(machine)) {
          wrong = "S4 a run beyond the threads: " + execute;
        }
      } else if (instruction instanceof Instruction.GatherDep gather) {
        boolean second = around.transfers.put(gather.worker(), gather) != null;
        if (second || !machine.running() || around.busy.contains(gather.worker())) {
          wrong = "S10 a transfer that must not be started: " + gather;
        }
      } else if (instruction instanceof Instruction.RetryBusyWorkerLater retry) {
        around.busy.add(retry.worker());
      } else if (instruction instanceof Instruction.Reschedule reschedule
          && !(event instanceof Event.Reschedule end && end.key().equals(reschedule.key()))) {
        wrong = "S9 no run has ended so: " + reschedule;
      } else {
        told(around, instruction);
      }
    }
    return wrong;
  }

  private static int threads(WorkerStateMachine machine) {
    return machine.settings().threads();
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
