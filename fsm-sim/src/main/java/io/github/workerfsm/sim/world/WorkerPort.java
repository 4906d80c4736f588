package io.github.workerfsm.sim.world;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.Value;
import io.github.workerfsm.worker.Gauges;
import io.github.workerfsm.worker.Inventory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A worker as the world sees it: a live machine, or something that stands in for one. */
public interface WorkerPort {
  /** Handles one event; throws what the machine throws. */
  List<Instruction> handle(Event event);

  /** The task with this key; null when it is not known. */
  @Nullable Task task(String key);

  /** All tasks, by key. */
  List<Task> tasks();

  /** Whether it starts tasks and transfers; false while paused. */
  boolean running();

  /** How many tasks of which kind it has. */
  Gauges gauges();

  /** Checks every invariant; throws what is broken. */
  void check();

  /** What it tells a new scheduler. */
  Inventory inventory();

  /** What is served to a peer that asks for the key; null when it is not here. */
  default @Nullable Value value(String key) {
    Task task = task(key);
    return task == null ? null : task.value();
  }

  /** Whether something is wanted here of which no holder is known, and none is promised. */
  default boolean asksForMissing() {
    return gauges().missing() > 0;
  }
}
