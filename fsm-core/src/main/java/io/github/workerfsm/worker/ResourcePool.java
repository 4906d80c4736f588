package io.github.workerfsm.worker;

import io.github.workerfsm.task.Resources;
import java.util.Map;
import java.util.TreeMap;

/** What is there of each abstract resource, and what of it no task holds. */
final class ResourcePool {
  private final TreeMap<String, Double> available = new TreeMap<>();
  private final boolean unknownStops;
  private Resources total;

  ResourcePool(Resources total, Resources available, boolean unknownStops) {
    this.unknownStops = unknownStops;
    this.total = total;
    this.available.putAll(available.amounts());
  }

  /** Replaces the amounts; what tasks hold now is not in {@code newAvailable}. */
  void reset(Resources newTotal, Resources newAvailable) {
    total = newTotal;
    available.clear();
    available.putAll(newAvailable.amounts());
  }

  /** All resources of the worker. */
  Resources total() {
    return total;
  }

  /** What no task holds, by name. A resource that the worker does not have is missing. */
  Map<String, Double> available() {
    return available;
  }

  boolean satisfy(Resources needed) {
    for (Map.Entry<String, Double> need : needed.amounts().entrySet()) {
      Double here = available.get(need.getKey());
      if (here == null && unknownStops) {
        throw new IllegalStateException("resource " + need.getKey() + " is not known here");
      }
      if (here == null || here < need.getValue()) {
        return false;
      }
    }
    return true;
  }

  void acquire(Resources needed) {
    if (!needed.isEmpty()) {
      needed.amounts().forEach((name, amount) -> available.merge(name, -amount, Double::sum));
    }
  }

  void release(Resources held) {
    if (!held.isEmpty()) {
      held.amounts().forEach((name, amount) -> available.merge(name, amount, Double::sum));
    }
  }
}
