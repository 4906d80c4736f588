package io.github.workerfsm.bench;

import com.github.oxo42.stateless4j.StateMachine;
import com.github.oxo42.stateless4j.StateMachineConfig;
import com.github.oxo42.stateless4j.delegates.Action1;
import com.github.oxo42.stateless4j.triggers.TriggerWithParameters1;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * stateless4j, with one configuration for all machines. An action then sees its task only as the
 * parameter of the trigger, and only an entry action may have that parameter.
 */
public class Stateless4j extends Contender<Stateless4j.Task> {

  private final StateMachineConfig<State, State> config = new StateMachineConfig<>();
  private final Trigger[] triggers = new Trigger[State.values().length];

  public Stateless4j() {
    Map<Effect, Action1<Task>> actions =
        Effect.actions(
            task -> task.count++,
            task -> task.count++,
            task -> task.count++,
            task -> task.count++,
            task -> task.count++,
            task -> task.count++,
            task -> task.count++);
    for (State requested : State.values()) {
      triggers[requested.ordinal()] = new Trigger(requested);
    }
    Set<State> withEntry = EnumSet.noneOf(State.class);
    for (Row row : Rows.TABLE) {
      State requested = row.requested();
      config.configure(row.from()).permit(requested, requested);
      if (withEntry.add(requested)) {
        config
            .configure(requested)
            .onEntryFrom(triggers[requested.ordinal()], actions.get(row.effect()));
      }
    }
  }

  @Override
  protected Task create() {
    return new Task(new StateMachine<>(State.NEW, config));
  }

  @Override
  protected void step(Task task, State requested) {
    task.machine.fire(triggers[requested.ordinal()], task);
  }

  @Override
  protected State state(Task task) {
    return task.machine.getState();
  }

  @Override
  protected long count(Task task) {
    return task.count;
  }

  private static final class Trigger extends TriggerWithParameters1<Task, State> {
    Trigger(State requested) {
      super(requested, Task.class);
    }
  }

  static final class Task {
    private final StateMachine<State, State> machine;
    private long count;

    Task(StateMachine<State, State> machine) {
      this.machine = machine;
    }
  }
}
