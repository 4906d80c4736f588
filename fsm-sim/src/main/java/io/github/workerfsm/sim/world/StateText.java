package io.github.workerfsm.sim.world;

import io.github.workerfsm.task.Holder;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * The state of a task as scenarios write it: {@code waiting}, {@code cancelled(executing)}, {@code
 * rescheduled(flight->waiting)}.
 */
public final class StateText {
  private StateText() {}

  /** The state of the task; {@code forgotten} when there is none. */
  public static String of(@Nullable Task task) {
    if (task == null) {
      return "forgotten";
    }
    return switch (task.state()) {
      case WAITING_FOR_DEPENDENCIES -> "waiting";
      case CANCELLED -> "cancelled(" + held(task) + ")";
      case RESCHEDULED ->
          "rescheduled("
              + held(task)
              + (task.holder() == Holder.THREAD ? "->fetch)" : "->waiting)");
      default -> task.state().label();
    };
  }

  /** A state as a message names it; {@code none} when there is none. */
  public static String of(@Nullable TaskState state) {
    if (state == null) {
      return "none";
    }
    return state == TaskState.WAITING_FOR_DEPENDENCIES ? "waiting" : state.label();
  }

  private static String held(Task task) {
    if (task.holder() == Holder.THREAD) {
      return task.seceded() ? "long-running" : "executing";
    }
    return "flight";
  }
}
