package io.github.workerfsm.bench;

import io.github.workerfsm.table.Engine;

/**
 * This project's engine as the worker machine uses it: a move is recommended, then everything
 * pending is settled. The listener does nothing.
 */
public class WorkerFsm extends Contender<CountingRule.Task> {

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
    engine.recommend(task, requested);
    engine.settle(1_000);
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
