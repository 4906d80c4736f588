package io.github.workerfsm.worker;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a worker by key: open addressing with linear probing and backward-shift deletion, so
 * that a task costs 4 to 8 bytes here and a look-up touches one or two cache lines.
 *
 * <p>Its own order is that of hashes and must not show in anything.
 */
final class TaskTable {
  private @Nullable TaskNode[] slots = new TaskNode[64];
  private int size;

  int size() {
    return size;
  }

  @Nullable TaskNode get(String key) {
    int mask = slots.length - 1;
    for (int i = home(key, mask); ; i = (i + 1) & mask) {
      TaskNode node = slots[i];
      if (node == null || node.key().equals(key)) {
        return node;
      }
    }
  }

  /** Whether this very task is in the table; looks at no other one. */
  boolean holds(TaskNode task) {
    int mask = slots.length - 1;
    for (int i = home(task.key(), mask); ; i = (i + 1) & mask) {
      TaskNode node = slots[i];
      if (node == null || node == task) {
        return node != null;
      }
    }
  }

  /** Makes room for so many tasks at once, so that it need not be made little by little. */
  void expect(int tasks) {
    while (size == 0 && slots.length < tasks * 2L && slots.length < 1 << 30) {
      slots = new TaskNode[slots.length * 2];
    }
  }

  /** Adds a task whose key is not in the table. */
  void add(TaskNode added) {
    if (size * 2 >= slots.length) {
      grow();
    }
    insert(added);
    size++;
  }

  void remove(TaskNode removed) {
    int mask = slots.length - 1;
    int hole = home(removed.key(), mask);
    while (slots[hole] != removed) {
      if (slots[hole] == null) {
        return;
      }
      hole = (hole + 1) & mask;
    }
    size--;
    for (int i = (hole + 1) & mask; ; i = (i + 1) & mask) {
      TaskNode node = slots[i];
      if (node == null) {
        break;
      }
      int home = home(node.key(), mask);
      boolean movable = hole <= i ? home <= hole || home > i : home <= hole && home > i;
      if (movable) {
        slots[hole] = node;
        hole = i;
      }
    }
    slots[hole] = null;
  }

  /** Hands over all tasks in no order, for what does not depend on one. */
  void forEach(Consumer<? super TaskNode> each) {
    for (TaskNode node : slots) {
      if (node != null) {
        each.accept(node);
      }
    }
  }

  /** All tasks in the order of their keys; for checks, diagnosis and snapshots. */
  List<TaskNode> sorted() {
    TaskNode[] nodes = new TaskNode[size];
    copyTo(nodes);
    KeySort.sort(nodes);
    return Arrays.asList(nodes);
  }

  /** Copies all tasks, in no order, to the beginning of an array that is long enough. */
  void copyTo(@Nullable TaskNode[] array) {
    int count = 0;
    for (TaskNode node : slots) {
      if (node != null) {
        array[count++] = node;
      }
    }
  }

  void clear() {
    Arrays.fill(slots, null);
    size = 0;
  }

  private void insert(TaskNode added) {
    int mask = slots.length - 1;
    int i = home(added.key(), mask);
    while (slots[i] != null) {
      i = (i + 1) & mask;
    }
    slots[i] = added;
  }

  private void grow() {
    @Nullable TaskNode[] old = slots;
    slots = new TaskNode[old.length * 2];
    for (TaskNode node : old) {
      if (node != null) {
        insert(node);
      }
    }
  }

  /** Spreads the bits: the hashes of keys that end in a number differ in their low bits only. */
  static int home(String key, int mask) {
    return home(key.hashCode(), mask);
  }

  /** The same for a key with this hash. */
  static int home(int hash, int mask) {
    int spread = hash * 0x9E3779B9;
    return (spread ^ spread >>> 16) & mask;
  }
}
