package io.github.workerfsm.worker;

import io.github.workerfsm.task.Holder;
import io.github.workerfsm.task.Resources;
import io.github.workerfsm.task.TaskSpec;
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

  /** Whether what is there is the total without what the tasks hold, to the last bit. */
  boolean adjusted(TaskNode[] tasks, int count) {
    if (available.isEmpty() && total.isEmpty()) {
      return true;
    }
    ResourcePool others = new ResourcePool(total, total, unknownStops);
    others.adjust(tasks, count);
    return others.available.equals(available);
  }

  /** Makes what is there the total without what the tasks hold. */
  void adjust(TaskNode[] tasks, int count) {
    available.clear();
    available.putAll(total.amounts());
    for (int i = 0; i < count; i++) {
      TaskSpec started = tasks[i].holder() == Holder.THREAD ? tasks[i].running() : null;
      if (started != null) {
        acquire(started.resources());
      }
    }
  }

  /** Makes what is there the given amounts. */
  void restore(Map<String, Double> amounts) {
    available.clear();
    available.putAll(amounts);
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
