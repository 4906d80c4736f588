package io.github.workerfsm.worker;

import io.github.workerfsm.task.Priority;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of tasks whose first is the most urgent: by priority, then by generation, then in order of
 * entry. A binary heap in parallel arrays.
 *
 * <p>Leaving the queue costs nothing: a member knows its entry, and an entry that its task does not
 * know is dropped when it surfaces, or when such entries outnumber the others. An entry remembers
 * the priority with which its task entered. When {@code keepStale} is set, an entry that was left
 * behind counts again when its task re-enters, at its old position: a defect of the reference, see
 * {@link Policies#staleQueuePositions}.
 */
abstract class TaskQueue {
  /** The entry of a task that is not in the queue. */
  static final int OUT = -1;

  private static final int INITIAL = 8;

  /** Up to so many entries are sorted by insertion. */
  private static final int FEW = 32;

  private final boolean keepStale;
  private @Nullable TaskNode[] tasks = new TaskNode[INITIAL];
  private @Nullable Priority[] priorities = new Priority[INITIAL];
  private int[] generations = new int[INITIAL];
  private int[] entries = new int[INITIAL];
  private int heapSize;
  private int members;
  private int nextEntry;

  TaskQueue(boolean keepStale) {
    this.keepStale = keepStale;
  }

  /** The entry with which the task is in the queue, {@link #OUT} when it is not. */
  abstract int entryOf(TaskNode task);

  /** Notes the entry with which the task is in the queue, or {@link #OUT}. */
  abstract void entryOf(TaskNode task, int entry);

  boolean contains(TaskNode task) {
    return entryOf(task) != OUT;
  }

  int size() {
    return members;
  }

  boolean isEmpty() {
    return members == 0;
  }

  void add(TaskNode task) {
    if (contains(task)) {
      return;
    }
    if (heapSize == tasks.length) {
      makeRoom();
    }
    if (nextEntry == Integer.MAX_VALUE) {
      renumber();
    }
    int entry = nextEntry++;
    entryOf(task, entry);
    members++;
    siftUp(heapSize++, task, priorityOf(task), task.generation, entry);
  }

  /** Takes the task out, if it is in. */
  void remove(TaskNode task) {
    if (contains(task)) {
      entryOf(task, OUT);
      left();
    }
  }

  /** The most urgent task. The queue must not be empty. */
  TaskNode peek() {
    while (true) {
      TaskNode first = task(0);
      if (counts(0)) {
        return first;
      }
      dropFirst();
    }
  }

  /** Takes the most urgent task out. The queue must not be empty. */
  TaskNode pop() {
    TaskNode first = peek();
    dropFirst();
    entryOf(first, OUT);
    left();
    return first;
  }

  private void left() {
    members--;
    if (members == 0) {
      clear();
    }
  }

  /** Lets go of all entries; what tasks know of them is left to the caller. */
  void clear() {
    Arrays.fill(tasks, 0, heapSize, null);
    Arrays.fill(priorities, 0, heapSize, null);
    heapSize = 0;
    members = 0;
    nextEntry = 0;
  }

  /** The entries that can still be served, the most urgent first. */
  List<Entry> entries() {
    if (members == 0) {
      return List.of();
    }
    int[] order = new int[heapSize];
    int count = 0;
    for (int i = 0; i < heapSize; i++) {
      if (keepStale || counts(i)) {
        order[count++] = i;
      }
    }
    sort(order, count);
    List<Entry> served = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int index = order[i];
      served.add(new Entry(task(index), priority(index), generations[index]));
    }
    return served;
  }

  private void sort(int[] order, int count) {
    if (count > FEW) {
      Integer[] boxed = new Integer[count];
      Arrays.setAll(boxed, i -> order[i]);
      Arrays.sort(boxed, (a, b) -> a.equals(b) ? 0 : before(a, b) ? -1 : 1);
      Arrays.setAll(order, i -> i < count ? boxed[i] : 0);
      return;
    }
    for (int i = 1; i < count; i++) {
      int moved = order[i];
      int hole = i;
      while (hole > 0 && before(moved, order[hole - 1])) {
        order[hole] = order[hole - 1];
        hole--;
      }
      order[hole] = moved;
    }
  }

  private boolean before(int a, int b) {
    return before(priority(a), generations[a], entries[a], b);
  }

  /**
   * Adds an entry behind all that are there, as {@link #entries} has named it.
   *
   * @param member whether the task is in the queue; otherwise the entry is one that was left behind
   */
  void restore(TaskNode task, Priority priority, int generation, boolean member) {
    if (heapSize == tasks.length) {
      makeRoom();
    }
    if (member) {
      if (!contains(task)) {
        members++;
      }
      entryOf(task, nextEntry);
    }
    set(heapSize++, task, priority, generation, nextEntry++);
  }

  /** A task, and the priority with which it has entered. */
  record Entry(TaskNode task, Priority priority, int generation) {
    /** Whether the task would enter under the same priority now. */
    boolean isCurrent() {
      Priority own = task.priority;
      return own != null && priority.equals(own) && generation == task.generation;
    }
  }

  /** Whether the entry at {@code index} stands for a member. */
  private boolean counts(int index) {
    int entry = entryOf(task(index));
    return keepStale ? entry != OUT : entry == entries[index];
  }

  private void dropFirst() {
    heapSize--;
    TaskNode moved = task(heapSize);
    Priority priority = priority(heapSize);
    tasks[heapSize] = null;
    priorities[heapSize] = null;
    if (heapSize > 0) {
      siftDown(moved, priority, generations[heapSize], entries[heapSize]);
    }
  }

  private void makeRoom() {
    if (!keepStale && heapSize > 2 * members) {
      compact();
    }
    if (heapSize == tasks.length) {
      int length = heapSize * 2;
      tasks = Arrays.copyOf(tasks, length);
      priorities = Arrays.copyOf(priorities, length);
      generations = Arrays.copyOf(generations, length);
      entries = Arrays.copyOf(entries, length);
    }
  }

  private void compact() {
    int oldSize = heapSize;
    heapSize = 0;
    for (int i = 0; i < oldSize; i++) {
      TaskNode task = task(i);
      Priority priority = priority(i);
      boolean kept = counts(i);
      tasks[i] = null;
      priorities[i] = null;
      if (kept) {
        siftUp(heapSize++, task, priority, generations[i], entries[i]);
      }
    }
  }

  /** Starts the numbering anew, in the same order, before it overflows. */
  private void renumber() {
    Integer[] byEntry = new Integer[heapSize];
    Arrays.setAll(byEntry, i -> i);
    Arrays.sort(byEntry, (a, b) -> Integer.compare(entries[a], entries[b]));
    for (int number = 0; number < heapSize; number++) {
      int index = byEntry[number];
      if (entryOf(task(index)) == entries[index]) {
        entryOf(task(index), number);
      }
      entries[index] = number;
    }
    nextEntry = heapSize;
  }

  private void siftUp(int hole, TaskNode task, Priority priority, int generation, int entry) {
    while (hole > 0) {
      int parent = (hole - 1) >>> 1;
      if (!before(priority, generation, entry, parent)) {
        break;
      }
      copy(parent, hole);
      hole = parent;
    }
    set(hole, task, priority, generation, entry);
  }

  private void siftDown(TaskNode task, Priority priority, int generation, int entry) {
    int hole = 0;
    int half = heapSize >>> 1;
    while (hole < half) {
      int child = 2 * hole + 1;
      if (child + 1 < heapSize
          && before(priority(child + 1), generations[child + 1], entries[child + 1], child)) {
        child++;
      }
      if (before(priority, generation, entry, child)) {
        break;
      }
      copy(child, hole);
      hole = child;
    }
    set(hole, task, priority, generation, entry);
  }

  private boolean before(Priority priority, int generation, int entry, int index) {
    int order = Priority.compare(priority, generation, priority(index), generations[index]);
    return order != 0 ? order < 0 : entry < entries[index];
  }

  private void copy(int source, int target) {
    tasks[target] = tasks[source];
    priorities[target] = priorities[source];
    generations[target] = generations[source];
    entries[target] = entries[source];
  }

  private void set(int index, TaskNode task, Priority priority, int generation, int entry) {
    tasks[index] = task;
    priorities[index] = priority;
    generations[index] = generation;
    entries[index] = entry;
  }

  @SuppressWarnings("NullAway") // the first heapSize elements are set
  private TaskNode task(int index) {
    return tasks[index];
  }

  @SuppressWarnings("NullAway") // the first heapSize elements are set
  private Priority priority(int index) {
    return priorities[index];
  }

  private static Priority priorityOf(TaskNode task) {
    Priority priority = task.priority;
    if (priority == null) {
      throw new IllegalStateException(task + " is queued without a priority");
    }
    return priority;
  }
}
