package io.github.workerfsm.worker;

import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.TaskSpec;
import java.util.List;

/** Instructions as tests write them: one short line each. */
final class Lines {
  private Lines() {}

  static String of(Instruction instruction) {
    if (instruction instanceof Instruction.Execute i) {
      return "execute " + i.key() + run(i.run());
    }
    if (instruction instanceof Instruction.GatherDep i) {
      return "gather " + keys(i.toGather()) + " from " + i.worker();
    }
    if (instruction instanceof Instruction.RetryBusyWorkerLater i) {
      return "retry " + i.worker() + " later";
    }
    if (instruction instanceof Instruction.DigestMetric i) {
      return "note " + i.name();
    }
    if (instruction instanceof Instruction.TaskFinished i) {
      return "task-finished " + i.key() + run(i.run());
    }
    if (instruction instanceof Instruction.TaskErred i) {
      return "task-erred " + i.key() + run(i.run()) + ": " + i.exceptionText();
    }
    if (instruction instanceof Instruction.ReleaseWorkerData i) {
      return "release-worker-data " + i.key();
    }
    if (instruction instanceof Instruction.Reschedule i) {
      return "reschedule " + i.key() + run(i.run());
    }
    if (instruction instanceof Instruction.LongRunning i) {
      String since = i.computeDuration() == null ? ", in arrears" : "";
      return "long-running " + i.key() + run(i.run()) + since;
    }
    if (instruction instanceof Instruction.AddKeys i) {
      return "add-keys " + keys(i.keys());
    }
    if (instruction instanceof Instruction.RequestRefreshWhoHas i) {
      return "request-refresh-who-has " + keys(i.keys());
    }
    Instruction.StealResponse i = (Instruction.StealResponse) instruction;
    return "steal-response " + i.key() + ": " + (i.state() == null ? "none" : i.state().label());
  }

  private static String run(long run) {
    return run == TaskSpec.NO_RUN ? "" : " run " + run;
  }

  private static String keys(List<String> keys) {
    return String.join(", ", keys);
  }
}
