package io.github.workerfsm.bench;

import io.github.workerfsm.table.Engine;

/**
 * This project's engine moving a subject at once, as an event-driven machine without chains uses
 * it. The listener does nothing.
 */
public class WorkerFsmDirect extends Contender<CountingRule.Task> {

  private final Engine<Object, State, State, CountingRule.Task> engine =
      new Engine<>(
          CountingRule.table(),
          new Object(),
          (task, from, requested, row, cause) -> {},
          true,
          Long.MAX_VALUE);

  @Override
  protected CountingRule.Task create() {
    return new CountingRule.Task();
  }

  @Override
  protected void step(CountingRule.Task task, State requested) {
    engine.transition(task, requested, null);
  }

  @Override
  protected State state(CountingRule.Task task) {
    return task.state();
  }

  @Override
  protected long count(CountingRule.Task task) {
    return task.count;
  }
}
