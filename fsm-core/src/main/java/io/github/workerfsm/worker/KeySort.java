package io.github.workerfsm.worker;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Sorts tasks by key, a million of them in a fraction of what comparing strings takes: eight
 * characters at a time are packed into a number beside the task, and the numbers are sorted by
 * radix, so that a key is looked at twice instead of twenty times and memory is read in order.
 *
 * <p>The order is that of {@link String#compareTo}. Groups that are small, or that have a character
 * beyond {@code \u00FD}, are left to comparisons.
 */
final class KeySort {
  private static final int SMALL = 64;
  private static final int DIGIT = 8;
  private static final Comparator<TaskNode> BY_KEY = Comparator.comparing(TaskNode::key);

  private final TaskNode[] tasks;
  private final TaskNode[] spareTasks;
  private final long[] heads;
  private final long[] spareHeads;
  private final int[] counts = new int[1 << 8];

  private KeySort(TaskNode[] tasks) {
    this.tasks = tasks;
    this.spareTasks = new TaskNode[tasks.length];
    this.heads = new long[tasks.length];
    this.spareHeads = new long[tasks.length];
  }

  /** Sorts in place. */
  static void sort(TaskNode[] tasks) {
    if (tasks.length <= SMALL) {
      Arrays.sort(tasks, BY_KEY);
    } else {
      new KeySort(tasks).sort(0, tasks.length, 0);
    }
  }

  private void sort(int from, int to, int depth) {
    long varying = 0;
    boolean longer = false;
    boolean ambiguous = false;
    for (int i = from; i < to; i++) {
      String key = tasks[i].key();
      heads[i] = head(key, depth);
      varying |= heads[i] ^ heads[from];
      longer |= key.length() > depth + DIGIT;
      ambiguous |= ambiguous(heads[i]);
    }
    if (ambiguous) {
      Arrays.sort(tasks, from, to, BY_KEY);
      return;
    }
    for (int shift = 0; shift < Long.SIZE; shift += 8) {
      if ((varying >>> shift & 0xFF) != 0) {
        pass(from, to, shift);
      }
    }
    if (!longer) {
      return;
    }
    for (int start = from, end; start < to; start = end) {
      for (end = start + 1; end < to && heads[end] == heads[start]; end++) {}
      if (end - start > SMALL) {
        sort(start, end, depth + DIGIT);
      } else if (end - start > 1) {
        Arrays.sort(tasks, start, end, BY_KEY);
      }
    }
  }

  /** Eight characters, of which those after the end of the key count as less than any. */
  private static long head(String key, int depth) {
    long head = 0;
    for (int i = depth; i < depth + DIGIT; i++) {
      head = head << 8 | (i < key.length() ? Math.min(key.charAt(i) + 1, 0xFF) : 0);
    }
    return head;
  }

  /** Whether one of the eight is beyond what has a number of its own. */
  private static boolean ambiguous(long head) {
    long missing = ~head; // a character that is all ones is all zeroes here
    return ((missing - 0x0101_0101_0101_0101L) & ~missing & 0x8080_8080_8080_8080L) != 0;
  }

  /** One stable pass over eight bits. */
  private void pass(int from, int to, int shift) {
    Arrays.fill(counts, 0);
    for (int i = from; i < to; i++) {
      counts[(int) (heads[i] >>> shift) & 0xFF]++;
    }
    for (int digit = 0, place = from; digit < counts.length; digit++) {
      int count = counts[digit];
      counts[digit] = place;
      place += count;
    }
    for (int i = from; i < to; i++) {
      int place = counts[(int) (heads[i] >>> shift) & 0xFF]++;
      spareHeads[place] = heads[i];
      spareTasks[place] = tasks[i];
    }
    System.arraycopy(spareHeads, from, heads, from, to - from);
    System.arraycopy(spareTasks, from, tasks, from, to - from);
  }
}
