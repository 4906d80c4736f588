package io.github.workerfsm.sim.mutation;

import io.github.workerfsm.worker.RuleSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sets of rows of the current table, as bits: which are taken, and which other rules lack. */
final class SpoiledRows {
  private final Map<Object, Integer> positions = new HashMap<>();

  SpoiledRows() {
    for (Object row : RuleSet.CURRENT.table().rows()) {
      positions.put(row, positions.size());
    }
  }

  long[] none() {
    return new long[(positions.size() + Long.SIZE - 1) / Long.SIZE];
  }

  /** Adds the row, unless it is null or of another table. */
  void mark(long[] set, @Nullable Object row) {
    Integer at = row == null ? null : positions.get(row);
    if (at != null) {
      set[at / Long.SIZE] |= 1L << at;
    }
  }

  /** The rows that the other rules do not have. */
  long[] missing(RuleSet other) {
    Set<Object> kept = new HashSet<>(other.table().rows());
    long[] missing = none();
    positions.forEach(
        (row, at) -> {
          if (!kept.contains(row)) {
            missing[at / Long.SIZE] |= 1L << at;
          }
        });
    return missing;
  }

  static boolean meet(long[] a, long[] b) {
    for (int i = 0; i < a.length; i++) {
      if ((a[i] & b[i]) != 0) {
        return true;
      }
    }
    return false;
  }
}
