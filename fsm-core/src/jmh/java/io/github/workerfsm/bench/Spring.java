package io.github.workerfsm.bench;

import java.util.EnumSet;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.statemachine.StateMachine;
import org.springframework.statemachine.action.Action;
import org.springframework.statemachine.config.StateMachineBuilder;
import org.springframework.statemachine.config.StateMachineFactory;
import org.springframework.statemachine.config.builders.StateMachineTransitionConfigurer;
import reactor.core.publisher.Mono;

/**
 * Spring Statemachine without a Spring context, by its reactive methods: those that block are
 * deprecated. Each machine is built anew from the configuration and holds some 47 kB, which limits
 * the crowd.
 */
public class Spring extends Contender<Spring.Task> {

  private static final String TASK = "task";

  /** Kept, or the level could be lost: every machine that starts would log a line. */
  private static final Logger LOGGER = Logger.getLogger("org.springframework");

  static {
    LOGGER.setLevel(Level.WARNING);
  }

  private final StateMachineFactory<State, State> factory = factory();

  private static StateMachineFactory<State, State> factory() {
    Map<Effect, Action<State, State>> actions =
        Effect.actions(
            context -> context.getExtendedState().get(TASK, Task.class).count++,
            context -> context.getExtendedState().get(TASK, Task.class).count++,
            context -> context.getExtendedState().get(TASK, Task.class).count++,
            context -> context.getExtendedState().get(TASK, Task.class).count++,
            context -> context.getExtendedState().get(TASK, Task.class).count++,
            context -> context.getExtendedState().get(TASK, Task.class).count++,
            context -> context.getExtendedState().get(TASK, Task.class).count++);
    try {
      StateMachineBuilder.Builder<State, State> builder = StateMachineBuilder.builder();
      builder.configureConfiguration().withConfiguration().autoStartup(false);
      builder.configureStates().withStates().initial(State.NEW).states(EnumSet.allOf(State.class));
      StateMachineTransitionConfigurer<State, State> transitions = builder.configureTransitions();
      for (Row row : Rows.TABLE) {
        transitions =
            transitions
                .withExternal()
                .source(row.from())
                .target(row.requested())
                .event(row.requested())
                .action(actions.get(row.effect()))
                .and();
      }
      return builder.createFactory();
    } catch (Exception e) {
      throw new IllegalStateException("Spring refuses the table", e);
    }
  }

  @Override
  protected Task create() {
    Task task = new Task(factory.getStateMachine());
    task.machine.getExtendedState().getVariables().put(TASK, task);
    task.machine.startReactively().block();
    return task;
  }

  @Override
  protected void step(Task task, State requested) {
    task.machine.sendEvent(Mono.just(MessageBuilder.withPayload(requested).build())).blockLast();
  }

  @Override
  protected State state(Task task) {
    return task.machine.getState().getId();
  }

  @Override
  protected long count(Task task) {
    return task.count;
  }

  @Override
  protected int largestCrowd() {
    return 10_000;
  }

  @Override
  protected int warmUpFactor() {
    return 4;
  }

  static final class Task {
    private final StateMachine<State, State> machine;
    private long count;

    Task(StateMachine<State, State> machine) {
      this.machine = machine;
    }
  }
}
