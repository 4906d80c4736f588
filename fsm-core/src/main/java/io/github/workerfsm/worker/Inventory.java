package io.github.workerfsm.worker;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.task.Resources;

/**
 * Everything that one worker knows and a new scheduler needs, at one moment between two events.
 *
 * <p>It is meant to be the first thing that a worker says to a scheduler that has taken the place
 * of another. What the worker says later, on the same connection, is news on top of it. The
 * inventories of all workers, and what the clients still want, are enough to go on: see the
 * simulated scheduler for how.
 *
 * @param address of the worker
 * @param threads slots that it has
 * @param resources what it has in all, free or not
 * @param running whether it starts tasks and transfers; false while paused
 * @param entries what it knows of each key, in the order of the keys
 */
public record Inventory(
    String address,
    int threads,
    Resources resources,
    boolean running,
    ImmutableList<InventoryEntry> entries) {

  static Inventory of(WorkerState worker) {
    Settings settings = worker.settings();
    ImmutableList.Builder<InventoryEntry> entries = ImmutableList.builder();
    for (TaskNode task : worker.tasks.sorted()) {
      entries.add(InventoryEntry.of(task));
    }
    return new Inventory(
        settings.address(),
        settings.threads(),
        settings.totalResources(),
        worker.running(),
        entries.build());
  }

  /** The same as names with values and lists, for whoever writes JSON. */
  public ImmutableMap<String, Object> toMap() {
    return ImmutableMap.of(
        "address",
        address,
        "threads",
        threads,
        "resources",
        resources.amounts(),
        "running",
        running,
        "entries",
        entries.stream().map(InventoryEntry::toMap).collect(ImmutableList.toImmutableList()));
  }
}
