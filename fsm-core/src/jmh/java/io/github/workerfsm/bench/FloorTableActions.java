package io.github.workerfsm.bench;

import java.util.Map;

/**
 * The fair floor of a declarative engine: a dense array of row objects, each with its landing and
 * its action. What it costs over {@link FloorTable} is one object and one call with seven possible
 * receivers.
 */
public class FloorTableActions extends Contender<FloorTableActions.Task> {

  private static final int STATES = State.values().length;

  private final Arc[] arcs = new Arc[STATES * STATES];

  public FloorTableActions() {
    Map<Effect, Action> actions =
        Effect.actions(
            task -> task.count++,
            task -> task.count++,
            task -> task.count++,
            task -> task.count++,
            task -> task.count++,
            task -> task.count++,
            task -> task.count++);
    for (Row row : Rows.TABLE) {
      arcs[row.from().ordinal() * STATES + row.requested().ordinal()] =
          new Arc(row.requested(), actions.get(row.effect()));
    }
  }

  @Override
  protected Task create() {
    return new Task();
  }

  @Override
  protected void step(Task task, State requested) {
    Arc arc = arcs[task.state.ordinal() * STATES + requested.ordinal()];
    if (arc == null) {
      throw new IllegalStateException(task.state + " to " + requested);
    }
    arc.action.run(task);
    task.state = arc.landing;
  }

  @Override
  protected State state(Task task) {
    return task.state;
  }

  @Override
  protected long count(Task task) {
    return task.count;
  }

  interface Action {
    void run(Task task);
  }

  record Arc(State landing, Action action) {}

  static final class Task {
    private State state = State.NEW;
    private long count;
  }
}
