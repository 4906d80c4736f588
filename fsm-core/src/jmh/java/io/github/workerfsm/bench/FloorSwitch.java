package io.github.workerfsm.bench;

/** What one writes by hand: a switch in a switch, and the action written out in each case. */
public class FloorSwitch extends Contender<FloorSwitch.Task> {

  @Override
  protected Task create() {
    return new Task();
  }

  @Override
  protected void step(Task task, State requested) {
    switch (task.state) {
      case NEW -> {
        switch (requested) {
          case WAITING_FOR_DEPENDENCIES -> task.count++;
          case FETCH -> task.count++;
          case MEMORY -> task.count++;
          default -> throw illegal(task, requested);
        }
      }
      case WAITING_FOR_DEPENDENCIES -> {
        switch (requested) {
          case READY -> task.count++;
          case CONSTRAINED -> task.count++;
          case FETCH -> task.count++;
          case MEMORY -> task.count++;
          case ERROR -> task.count++;
          case RELEASED -> task.count++;
          default -> throw illegal(task, requested);
        }
      }
      case READY -> {
        switch (requested) {
          case EXECUTING -> task.count++;
          case FETCH -> task.count++;
          case MEMORY -> task.count++;
          case RELEASED -> task.count++;
          default -> throw illegal(task, requested);
        }
      }
      case CONSTRAINED -> {
        switch (requested) {
          case READY -> task.count++;
          case EXECUTING -> task.count++;
          case FETCH -> task.count++;
          case MEMORY -> task.count++;
          case RELEASED -> task.count++;
          default -> throw illegal(task, requested);
        }
      }
      case EXECUTING -> {
        switch (requested) {
          case MEMORY -> task.count++;
          case ERROR -> task.count++;
          case LONG_RUNNING -> task.count++;
          case CANCELLED -> task.count++;
          case RESCHEDULED -> task.count++;
          case RELEASED -> task.count++;
          default -> throw illegal(task, requested);
        }
      }
      case LONG_RUNNING -> {
        switch (requested) {
          case MEMORY -> task.count++;
          case ERROR -> task.count++;
          case CANCELLED -> task.count++;
          case RESCHEDULED -> task.count++;
          case RELEASED -> task.count++;
          default -> throw illegal(task, requested);
        }
      }
      case FETCH -> {
        switch (requested) {
          case FLIGHT -> task.count++;
          case MISSING -> task.count++;
          case WAITING_FOR_DEPENDENCIES -> task.count++;
          case RELEASED -> task.count++;
          default -> throw illegal(task, requested);
        }
      }
      case MISSING -> {
        switch (requested) {
          case FETCH -> task.count++;
          case WAITING_FOR_DEPENDENCIES -> task.count++;
          case RELEASED -> task.count++;
          default -> throw illegal(task, requested);
        }
      }
      case FLIGHT -> {
        switch (requested) {
          case MEMORY -> task.count++;
          case ERROR -> task.count++;
          case FETCH -> task.count++;
          case MISSING -> task.count++;
          case CANCELLED -> task.count++;
          case RESCHEDULED -> task.count++;
          default -> throw illegal(task, requested);
        }
      }
      case MEMORY -> {
        switch (requested) {
          case RELEASED -> task.count++;
          default -> throw illegal(task, requested);
        }
      }
      case CANCELLED -> {
        switch (requested) {
          case EXECUTING -> task.count++;
          case RESCHEDULED -> task.count++;
          case RELEASED -> task.count++;
          default -> throw illegal(task, requested);
        }
      }
      case RESCHEDULED -> {
        switch (requested) {
          case WAITING_FOR_DEPENDENCIES -> task.count++;
          case FETCH -> task.count++;
          case RELEASED -> task.count++;
          default -> throw illegal(task, requested);
        }
      }
      case RELEASED -> {
        switch (requested) {
          case WAITING_FOR_DEPENDENCIES -> task.count++;
          case FORGOTTEN -> task.count++;
          default -> throw illegal(task, requested);
        }
      }
      case FORGOTTEN -> {
        switch (requested) {
          case NEW -> task.count++;
          default -> throw illegal(task, requested);
        }
      }
      default -> throw illegal(task, requested);
    }
    task.state = requested;
  }

  private static IllegalStateException illegal(Task task, State requested) {
    return new IllegalStateException(task.state + " to " + requested);
  }

  @Override
  protected State state(Task task) {
    return task.state;
  }

  @Override
  protected long count(Task task) {
    return task.count;
  }

  static final class Task {
    private State state = State.NEW;
    private long count;
  }
}
