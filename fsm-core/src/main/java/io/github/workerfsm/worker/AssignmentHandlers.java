package io.github.workerfsm.worker;

import com.google.common.collect.ImmutableSet;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.TaskState;
import java.util.ArrayList;
import java.util.List;

/** What the scheduler's assignments, and its taking them back, ask for. */
final class AssignmentHandlers {
  private AssignmentHandlers() {}

  static void computeTask(WorkerState worker, Event.ComputeTask event) {
    TaskNode task = worker.tasks.get(event.spec().key());
    if (task == null) {
      task = worker.create(event.spec().key());
    }
    switch (task.state()) {
      case WAITING_FOR_DEPENDENCIES, READY, CONSTRAINED, EXECUTING, LONG_RUNNING -> {}
      case MEMORY -> worker.emitFinished(task, event.spec().run());
      case ERROR -> {
        if (worker.policies.erredAssignment() == Policies.ErredAssignment.REPEAT_FAILURE) {
          worker.emitErred(task, event.spec().run());
        } else {
          assign(worker, task, event);
        }
      }
      case NEW, RELEASED, FETCH, MISSING, FLIGHT, CANCELLED, RESCHEDULED, FORGOTTEN ->
          assign(worker, task, event);
    }
  }

  private static void assign(WorkerState worker, TaskNode task, Event.ComputeTask event) {
    TaskSpec spec = event.spec();
    worker.engine.recommend(task, TaskState.WAITING_FOR_DEPENDENCIES);
    task.spec = spec;
    task.priority = spec.priority();
    task.generation = worker.nextGeneration();
    task.actor(event.actor());
    task.dismissed(false);
    boolean unlinked = task.lastInput == null;
    List<Event.Input> inputs = event.inputs();
    for (int i = 0; i < inputs.size(); i++) {
      Event.Input announced = inputs.get(i);
      TaskNode input = known(worker, announced.key(), spec.priority(), task.generation);
      if (input.state() != TaskState.MEMORY) {
        input.nbytes = announced.nbytes();
      }
      if (unlinked || Edge.find(task, input) == null) {
        Edge.link(task, input);
      }
      locate(worker, input, announced);
    }
    if (!unlinked && worker.policies.inputs() == Policies.Inputs.OF_LAST_ASSIGNMENT) {
      unlinkOldInputs(worker, task, spec);
    }
  }

  /** Lets go of the inputs that an earlier assignment has named and the last one does not. */
  private static void unlinkOldInputs(WorkerState worker, TaskNode task, TaskSpec spec) {
    int linked = 0;
    for (Edge edge = task.firstInput(); edge != null; edge = task.inputAfter(edge)) {
      linked++;
    }
    if (linked == spec.dependencies().size()) {
      return;
    }
    ImmutableSet<String> needed = ImmutableSet.copyOf(spec.dependencies());
    List<TaskNode> old = new ArrayList<>();
    for (Edge edge = task.firstInput(); edge != null; edge = task.inputAfter(edge)) {
      if (!needed.contains(edge.input.key())) {
        old.add(edge.input);
      }
    }
    for (TaskNode input : old) {
      Edge.unlink(task, input);
      worker.letGoIfUnwanted(input);
    }
  }

  /** Notes where an announced input is, or that it will be said where. */
  static void locate(WorkerState worker, TaskNode input, Event.Input announced) {
    worker.transfers.locate(input, announced.holders());
    input.promised(announced.promised() && input.state() != TaskState.MEMORY);
    if (worker.policies.announcedHolders() == Policies.AnnouncedHolders.ACTED_UPON) {
      relocate(worker, input);
    }
  }

  /** A missing task with a holder is fetched, a fetched one without a holder is missing. */
  static void relocate(WorkerState worker, TaskNode task) {
    if (task.state() == TaskState.MISSING && task.located()) {
      worker.engine.recommend(task, TaskState.FETCH);
    } else if (task.state() == TaskState.FETCH && !task.located()) {
      worker.engine.recommend(task, TaskState.MISSING);
    }
  }

  /** The task with this key, made if need be; the priority is for a task that has none. */
  static TaskNode known(WorkerState worker, String key, Priority priority, int generation) {
    TaskNode task = worker.tasks.get(key);
    if (task == null) {
      task = worker.create(key);
    }
    if (task.priority == null) {
      task.priority = priority;
      task.generation = generation;
    }
    return task;
  }

  /** A task that no thread has taken can be given up at once. */
  static void stealRequest(WorkerState worker, Event.StealRequest event) {
    TaskNode task = worker.tasks.get(event.key());
    TaskState state = task == null ? null : task.state();
    worker.emit(new Instruction.StealResponse(worker.stimulusId(), event.key(), state));
    if (task != null && waitsForThread(task)) {
      worker.engine.recommend(task, TaskState.RELEASED);
    }
  }

  static void cancelCompute(WorkerState worker, Event.CancelCompute event) {
    TaskNode task = worker.tasks.get(event.key());
    if (task != null && waitsForThread(task)) {
      worker.engine.recommend(task, TaskState.RELEASED);
    }
  }

  static boolean waitsForThread(TaskNode task) {
    return switch (task.state()) {
      case WAITING_FOR_DEPENDENCIES, READY, CONSTRAINED -> true;
      case NEW,
          EXECUTING,
          LONG_RUNNING,
          FETCH,
          MISSING,
          FLIGHT,
          MEMORY,
          ERROR,
          CANCELLED,
          RESCHEDULED,
          RELEASED,
          FORGOTTEN ->
          false;
    };
  }

  static void unpause(WorkerState worker) {
    worker.running(true);
    worker.fillThreads();
  }
}
