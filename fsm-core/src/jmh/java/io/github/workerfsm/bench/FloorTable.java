package io.github.workerfsm.bench;

import java.util.Arrays;

/**
 * The floor of floors: a dense {@code int[]} says where to land, and the action is written out in
 * the loop.
 */
public class FloorTable extends Contender<FloorTable.Task> {

  private static final int STATES = State.values().length;
  private static final int ILLEGAL = -1;

  private final State[] states = State.values();
  private final int[] landings = new int[STATES * STATES];

  public FloorTable() {
    Arrays.fill(landings, ILLEGAL);
    for (Row row : Rows.TABLE) {
      landings[row.from().ordinal() * STATES + row.requested().ordinal()] =
          row.requested().ordinal();
    }
  }

  @Override
  protected Task create() {
    return new Task();
  }

  @Override
  protected void step(Task task, State requested) {
    int landing = landings[task.state * STATES + requested.ordinal()];
    if (landing == ILLEGAL) {
      throw new IllegalStateException(states[task.state] + " to " + requested);
    }
    task.count++;
    task.state = landing;
  }

  @Override
  protected State state(Task task) {
    return states[task.state];
  }

  @Override
  protected long count(Task task) {
    return task.count;
  }

  /** The state as a number. */
  static final class Task {
    private int state = State.NEW.ordinal();
    private long count;
  }
}
