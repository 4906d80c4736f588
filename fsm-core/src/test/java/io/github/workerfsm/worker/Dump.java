package io.github.workerfsm.worker;

import io.github.workerfsm.task.Task;

/**
 * Everything that can be seen of a machine through its public methods, as text: two machines in the
 * same state have the same dump.
 */
public final class Dump {
  private Dump() {}

  /** The dump of the machine as it is now. */
  public static String of(WorkerStateMachine machine) {
    StringBuilder text = new StringBuilder();
    text.append("running ").append(machine.running());
    text.append(", failed ").append(machine.failed());
    text.append(", transitions ").append(machine.transitions()).append('\n');
    text.append(machine.gauges()).append('\n');
    for (Task task : machine.tasks()) {
      append(text, task);
      text.append("  ").append(machine.explain(task.key())).append('\n');
    }
    machine.story().forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  private static void append(StringBuilder text, Task task) {
    text.append(task.key()).append(' ').append(task.state());
    text.append(" role ").append(task.role());
    text.append(" holder ").append(task.holder());
    text.append(" seceded ").append(task.seceded());
    text.append(" actor ").append(task.actor());
    text.append(" spec ").append(task.spec());
    text.append(" running ").append(task.running());
    text.append(" value ").append(task.value());
    text.append(" failure ").append(task.failure());
    text.append(" nbytes ").append(task.nbytes());
    text.append(" priority ").append(task.priority());
    text.append(" suspicion ").append(task.suspicion());
    text.append(" holders ").append(task.holders());
    text.append(" from ").append(task.comingFrom());
    text.append(" needs ").append(task.dependencies());
    text.append(" needed by ").append(task.dependents());
    text.append(" waits for ").append(task.waitingFor()).append('\n');
  }
}
