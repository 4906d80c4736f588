package io.github.workerfsm.sim.scheduler;

import io.github.workerfsm.worker.InventoryEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What workers have told a new scheduler, by worker in the order of joining, and by key. */
final class Inventories {
  private final Map<WorkerRecord, Map<String, InventoryEntry>> entries = new LinkedHashMap<>();

  void add(WorkerRecord worker, List<InventoryEntry> told) {
    Map<String, InventoryEntry> byKey = new LinkedHashMap<>();
    told.forEach(entry -> byKey.put(entry.key(), entry));
    entries.put(worker, byKey);
  }

  /** Hands over all entries. */
  void each(BiConsumer<WorkerRecord, InventoryEntry> what) {
    entries.forEach((worker, told) -> told.values().forEach(entry -> what.accept(worker, entry)));
  }

  /** The same, but of one worker those that need others come before them. */
  void eachDependentsFirst(BiConsumer<WorkerRecord, InventoryEntry> what) {
    entries.forEach(
        (worker, told) -> {
          Map<String, InventoryEntry> inputsFirst = new LinkedHashMap<>();
          told.values().forEach(entry -> place(entry, told, inputsFirst));
          List<InventoryEntry> order = new ArrayList<>(inputsFirst.values());
          Collections.reverse(order);
          order.forEach(entry -> what.accept(worker, entry));
        });
  }

  private static void place(
      InventoryEntry entry,
      Map<String, InventoryEntry> told,
      Map<String, InventoryEntry> inputsFirst) {
    if (inputsFirst.containsKey(entry.key())) {
      return;
    }
    for (String key : entry.dependencies()) {
      InventoryEntry input = told.get(key);
      if (input != null) {
        place(input, told, inputsFirst);
      }
    }
    inputsFirst.put(entry.key(), entry);
  }

  /** What the worker knows of the key; null when it knows nothing. */
  @Nullable InventoryEntry find(WorkerRecord worker, String key) {
    Map<String, InventoryEntry> told = entries.get(worker);
    return told == null ? null : told.get(key);
  }

  /** Whether some worker is to compute the key. */
  boolean anyAssigned(String key) {
    return entries.values().stream()
        .map(told -> told.get(key))
        .anyMatch(entry -> entry != null && entry.assignment() != null);
  }
}
