package io.github.workerfsm.bench;

import java.util.Map;
import java.util.function.Consumer;
import org.squirrelframework.foundation.fsm.AnonymousAction;
import org.squirrelframework.foundation.fsm.StateMachineBuilder;
import org.squirrelframework.foundation.fsm.StateMachineBuilderFactory;
import org.squirrelframework.foundation.fsm.impl.AbstractStateMachine;

/** squirrel-foundation: one builder, one machine for each task, the task passed with each event. */
public class Squirrel extends Contender<Squirrel.Task> {

  private final StateMachineBuilder<Machine, State, State, Task> builder = builder();

  private static StateMachineBuilder<Machine, State, State, Task> builder() {
    Map<Effect, Consumer<Task>> actions =
        Effect.actions(
            task -> task.count++,
            task -> task.count++,
            task -> task.count++,
            task -> task.count++,
            task -> task.count++,
            task -> task.count++,
            task -> task.count++);
    StateMachineBuilder<Machine, State, State, Task> builder =
        StateMachineBuilderFactory.create(Machine.class, State.class, State.class, Task.class);
    for (Row row : Rows.TABLE) {
      builder
          .externalTransition()
          .from(row.from())
          .to(row.requested())
          .on(row.requested())
          .perform(new Calling(actions.get(row.effect())));
    }
    return builder;
  }

  @Override
  protected Task create() {
    return new Task(builder.newStateMachine(State.NEW));
  }

  @Override
  protected void step(Task task, State requested) {
    task.machine.fire(requested, task);
  }

  @Override
  protected State state(Task task) {
    State state = task.machine.getCurrentState();
    return state == null ? State.NEW : state; // it starts with its first event
  }

  @Override
  protected long count(Task task) {
    return task.count;
  }

  @Override
  protected int warmUpFactor() {
    return 2;
  }

  /** squirrel makes it by reflection. */
  public static class Machine extends AbstractStateMachine<Machine, State, State, Task> {}

  /**
   * squirrel's actions are a class to extend and cannot be lambdas; next to the rest of a step this
   * call is nothing.
   */
  private static final class Calling extends AnonymousAction<Machine, State, State, Task> {
    private final Consumer<Task> action;

    Calling(Consumer<Task> action) {
      this.action = action;
    }

    @Override
    public void execute(State from, State to, State event, Task task, Machine machine) {
      action.accept(task);
    }
  }

  /** Public because squirrel looks for methods that take one. */
  public static final class Task {
    private final Machine machine;
    private long count;

    Task(Machine machine) {
      this.machine = machine;
    }
  }
}
