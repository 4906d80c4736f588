package io.github.workerfsm.worker;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds a key that is named twice, in time in proportion to the keys. Used again for every event
 * without being cleared: an entry counts only if it carries the stamp of the event.
 */
final class SeenKeys {
  private @Nullable String[] keys = new String[64];
  private int[] stamps = new int[64];
  private int stamp;
  private int size;

  /** Forgets everything. */
  void clear() {
    size = 0;
    stamp++;
    if (stamp == 0) {
      Arrays.fill(stamps, 0);
      stamp = 1;
    }
  }

  /** Whether the key has not been seen since it was last cleared; from now on it has. */
  boolean isNew(String key) {
    if (size * 2 >= keys.length) {
      grow();
    }
    int mask = keys.length - 1;
    int i = TaskTable.home(key, mask);
    while (stamps[i] == stamp) {
      if (key.equals(keys[i])) {
        return false;
      }
      i = (i + 1) & mask;
    }
    keys[i] = key;
    stamps[i] = stamp;
    size++;
    return true;
  }

  private void grow() {
    @Nullable String[] oldKeys = keys;
    int[] oldStamps = stamps;
    keys = new String[oldKeys.length * 2];
    stamps = new int[oldKeys.length * 2];
    int old = stamp;
    size = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      String key = oldKeys[i];
      if (oldStamps[i] == old && key != null) {
        isNew(key);
      }
    }
  }
}
