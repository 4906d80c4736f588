package io.github.workerfsm.worker;

import io.github.workerfsm.task.TaskState;
import java.util.ArrayList;
import java.util.List;

/** Tasks with dependents that have been let go, or have failed, within the event under way. */
final class LostInputs {
  private final List<TaskNode> lost = new ArrayList<>();

  /** Notes where a task has landed. */
  void moved(TaskNode task) {
    if (letGo(task.state()) && task.hasConsumers()) {
      lost.add(task);
    }
  }

  boolean isEmpty() {
    return lost.isEmpty();
  }

  void clear() {
    lost.clear();
  }

  /**
   * A task that waits for a thread must have, or get, its inputs, whatever the scheduler has taken
   * away within this event, and in whichever order.
   */
  void wantAgain(WorkerState worker) {
    for (int i = 0; i < lost.size(); i++) {
      TaskNode input = lost.get(i);
      int siblings = worker.engine.siblingsStart();
      for (Edge edge = input.firstConsumer; edge != null; edge = input.consumerAfter(edge)) {
        if (AssignmentHandlers.waitsForThread(edge.consumer)) {
          wantAgain(worker, edge);
        }
      }
      worker.engine.siblingsEnd(siblings);
      worker.settleRecommended();
    }
  }

  private static void wantAgain(WorkerState worker, Edge edge) {
    TaskNode input = edge.input;
    if (input.state() == TaskState.ERROR) {
      worker.engine.recommend(edge.consumer, TaskState.ERROR, input.failure());
    } else if (input.state() == TaskState.MEMORY) {
      return;
    } else if (edge.consumer.state() != TaskState.WAITING_FOR_DEPENDENCIES) {
      worker.engine.recommend(edge.consumer, TaskState.WAITING_FOR_DEPENDENCIES);
    } else {
      edge.await();
      if (letGo(input.state())) {
        worker.engine.recommend(input, TaskState.FETCH);
      }
    }
  }

  private static boolean letGo(TaskState landing) {
    return landing == TaskState.RELEASED
        || landing == TaskState.CANCELLED
        || landing == TaskState.ERROR;
  }
}
