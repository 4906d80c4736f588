package io.github.workerfsm.bench;

import java.util.Map;
import org.apache.hadoop.yarn.state.InvalidStateTransitionException;
import org.apache.hadoop.yarn.state.SingleArcTransition;
import org.apache.hadoop.yarn.state.StateMachine;
import org.apache.hadoop.yarn.state.StateMachineFactory;

/**
 * Apache Hadoop YARN's {@code StateMachineFactory}: one shared topology, one small machine for each
 * task.
 */
public class HadoopYarn extends Contender<HadoopYarn.Task> {

  private final StateMachineFactory<Task, State, State, State> factory = factory();

  private static StateMachineFactory<Task, State, State, State> factory() {
    Map<Effect, SingleArcTransition<Task, State>> actions =
        Effect.actions(
            (task, event) -> task.count++,
            (task, event) -> task.count++,
            (task, event) -> task.count++,
            (task, event) -> task.count++,
            (task, event) -> task.count++,
            (task, event) -> task.count++,
            (task, event) -> task.count++);
    StateMachineFactory<Task, State, State, State> factory = new StateMachineFactory<>(State.NEW);
    for (Row row : Rows.TABLE) {
      factory =
          factory.addTransition(
              row.from(), row.requested(), row.requested(), actions.get(row.effect()));
    }
    return factory.installTopology();
  }

  @Override
  protected Task create() {
    Task task = new Task();
    task.machine = factory.make(task);
    return task;
  }

  @Override
  protected void step(Task task, State requested) {
    try {
      task.machine.doTransition(requested, requested);
    } catch (InvalidStateTransitionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected State state(Task task) {
    return task.machine.getCurrentState();
  }

  @Override
  protected long count(Task task) {
    return task.count;
  }

  static final class Task {
    private StateMachine<State, State, State> machine;
    private long count;
  }
}
