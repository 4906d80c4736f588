package io.github.workerfsm.worker;

import io.github.workerfsm.task.Priority;
import java.util.Arrays;

/**
 * The generations of a machine by rank: 0 for the oldest of each priority, 1 for the next. Only
 * tasks of equal priority are told apart by their generations, so that more than the rank among
 * those has no consequence.
 *
 * <p>That holds while all assignments have priorities of the same length, as a scheduler's have:
 * where one priority begins with all of another, the generation of the other is compared with an
 * element of the first.
 */
final class Turns {
  private Turn[] turns = new Turn[8];
  private int[] ranks = new int[8];
  private int count;

  void clear() {
    Arrays.fill(turns, 0, count, null);
    count = 0;
  }

  void add(Priority priority, int generation) {
    if (count == turns.length) {
      turns = Arrays.copyOf(turns, count * 2);
      ranks = new int[count * 2];
    }
    turns[count++] = new Turn(priority, generation);
  }

  /** Assigns the ranks, once all are added. */
  void rank() {
    Arrays.sort(turns, 0, count);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      Turn turn = turns[i];
      Turn before = kept == 0 ? null : turns[kept - 1];
      if (before != null && before.compareTo(turn) == 0) {
        continue;
      }
      boolean equal = before != null && before.priority.compareTo(turn.priority) == 0;
      ranks[kept] = equal ? ranks[kept - 1] + 1 : 0;
      turns[kept++] = turn;
    }
    Arrays.fill(turns, kept, count, null);
    count = kept;
  }

  int rankOf(Priority priority, int generation) {
    if (count == 1) {
      return 0;
    }
    return ranks[Arrays.binarySearch(turns, 0, count, new Turn(priority, generation))];
  }

  /** Ordered by priority; of one priority, the oldest first, which has the highest generation. */
  private record Turn(Priority priority, int generation) implements Comparable<Turn> {
    @Override
    public int compareTo(Turn other) {
      int byPriority = priority.compareTo(other.priority);
      return byPriority != 0 ? byPriority : Integer.compare(other.generation, generation);
    }
  }
}
