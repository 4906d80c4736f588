package io.github.workerfsm.bench;

import com.alibaba.cola.statemachine.Action;
import com.alibaba.cola.statemachine.StateMachine;
import com.alibaba.cola.statemachine.builder.StateMachineBuilder;
import com.alibaba.cola.statemachine.builder.StateMachineBuilderFactory;
import java.util.Map;
import java.util.UUID;

/** Alibaba COLA's state machine: one stateless machine, and the caller keeps the state. */
public class Cola extends Contender<Cola.Task> {

  private final StateMachine<State, State, Task> machine = machine();

  private static StateMachine<State, State, Task> machine() {
    Map<Effect, Action<State, State, Task>> actions =
        Effect.actions(
            (from, to, event, task) -> task.count++,
            (from, to, event, task) -> task.count++,
            (from, to, event, task) -> task.count++,
            (from, to, event, task) -> task.count++,
            (from, to, event, task) -> task.count++,
            (from, to, event, task) -> task.count++,
            (from, to, event, task) -> task.count++);
    StateMachineBuilder<State, State, Task> builder = StateMachineBuilderFactory.create();
    for (Row row : Rows.TABLE) {
      builder
          .externalTransition()
          .from(row.from())
          .to(row.requested())
          .on(row.requested())
          .perform(actions.get(row.effect()));
    }
    return builder.build(UUID.randomUUID().toString()); // the name must be new in this JVM
  }

  @Override
  protected Task create() {
    return new Task();
  }

  @Override
  protected void step(Task task, State requested) {
    task.state = machine.fireEvent(task.state, requested, task);
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
