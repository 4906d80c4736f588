package io.github.workerfsm.sim.scheduler;

import java.util.List;

/**
 * The state of a scheduler as text: everything that can make a difference to what it will do, and
 * nothing else. Two schedulers with equal texts, under the same rules, answer all later stimuli
 * alike.
 *
 * <p>Left out are counters; the run of a task that is neither processing nor in memory, since every
 * report about one is treated alike; who of those that are gone has been told of a key.
 */
final class SchedulerText {
  private final StringBuilder text = new StringBuilder();
  private final SchedulerState state;

  private SchedulerText(SchedulerState state) {
    this.state = state;
  }

  static String of(SchedulerState state) {
    SchedulerText writer = new SchedulerText(state);
    state.workers.values().forEach(writer::worker);
    state.tasks.values().forEach(writer::task);
    state.steals.values().forEach(writer::steal);
    return writer.text.toString();
  }

  private void worker(WorkerRecord worker) {
    text.append(worker).append(' ').append(worker.status);
    worker.heirs.forEach((key, heir) -> text.append(' ').append(key).append('>').append(heir));
    text.append('\n');
  }

  private void task(TaskRecord task) {
    text.append(task.key()).append(' ').append(task.state());
    TaskDefinition definition = task.definition;
    text.append(definition == null ? " placed" : " f=" + definition.function());
    text.append(task.wanted ? " wanted" : "").append(task.longRunning ? " long" : "");
    text.append(task.repeated ? " repeated" : "");
    text.append(" of").append(task.inputs).append(task.waitingOn());
    text.append(" on ").append(task.processingOn);
    if (task.state() == SchedulerTaskState.PROCESSING
        || task.state() == SchedulerTaskState.MEMORY) {
      text.append(" run ").append(task.run).append(' ').append(task.nbytes);
    }
    text.append(' ').append(task.retriesLeft).append(' ').append(task.suspicious);
    workers(" has", TaskRecord.inOrder(task.whoHas));
    workers(" erred", TaskRecord.inOrder(task.erredOn));
    workers(" told", TaskRecord.inOrder(task.told).stream().filter(this::registered).toList());
    text.append(' ').append(task.failure).append(' ').append(task.blamedOn).append('\n');
  }

  private boolean registered(WorkerRecord worker) {
    return state.workers.get(worker.id()) == worker;
  }

  private void workers(String what, List<WorkerRecord> workers) {
    if (!workers.isEmpty()) {
      text.append(what).append(workers);
    }
  }

  private void steal(StealEntry entry) {
    text.append(entry.key()).append(' ').append(entry.victim()).append(entry.thief());
    text.append(entry.id()).append('\n');
  }
}
