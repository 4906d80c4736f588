package io.github.workerfsm.worker;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tasks by key while a snapshot is read: each place has the hash beside the number of the task, so
 * that a look-up that fails, as half of them do, looks at one line of memory and at no task. For
 * the life of a worker that would cost more than it gains, see {@link TaskTable}.
 */
final class KeyIndex {
  private long[] places;
  private TaskNode[] tasks;
  private int size;

  /** An empty index with room for about so many tasks. */
  KeyIndex(int expected) {
    int room = Integer.highestOneBit(Math.max(8, expected - 1)) * 2;
    places = new long[room * 2];
    tasks = new TaskNode[room];
  }

  int size() {
    return size;
  }

  /** The task with this key; null when there is none. */
  @Nullable TaskNode find(String key) {
    int hash = key.hashCode();
    int mask = places.length - 1;
    for (int i = TaskTable.home(key, mask); ; i = i + 1 & mask) {
      long place = places[i];
      if (place == 0) {
        return null;
      }
      if ((int) (place >>> 32) == hash) {
        TaskNode task = tasks[(int) place - 1];
        if (task.key().equals(key)) {
          return task;
        }
      }
    }
  }

  /** Adds a task whose key is not there. */
  void add(TaskNode task) {
    if (size == tasks.length) {
      grow();
    }
    tasks[size++] = task;
    insert((long) task.key().hashCode() << 32 | size);
  }

  /** A table of all of them. */
  TaskTable table() {
    TaskTable table = new TaskTable();
    table.expect(size);
    for (int i = 0; i < size; i++) {
      table.add(tasks[i]);
    }
    return table;
  }

  private void insert(long place) {
    int mask = places.length - 1;
    int i = TaskTable.home((int) (place >>> 32), mask);
    while (places[i] != 0) {
      i = i + 1 & mask;
    }
    places[i] = place;
  }

  private void grow() {
    tasks = Arrays.copyOf(tasks, size * 2);
    long[] old = places;
    places = new long[old.length * 2];
    for (long place : old) {
      if (place != 0) {
        insert(place);
      }
    }
  }
}
