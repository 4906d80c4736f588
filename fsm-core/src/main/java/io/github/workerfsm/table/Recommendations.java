package io.github.workerfsm.table;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Pending recommendations "bring this subject to that": an insertion-ordered map from subject to
 * request that is taken from its end, with a stack of frames.
 *
 * <p>A second recommendation for a subject replaces the first in place. Inside a frame (the two
 * halves of a detour) only the recommendations of that frame can be replaced; when the frame is
 * closed its recommendations stay where they are, except that one whose subject was already pending
 * below moves down and replaces that.
 *
 * <p>Each subject remembers its index ({@link Subject#slot}), which is verified against the array
 * before it is believed, so that finding an entry costs two reads and forgetting one costs nothing.
 */
final class Recommendations<S extends Enum<S>, T extends Enum<T>, C extends Subject<S>> {
  private static final int NONE = -1;

  private @Nullable Object[] subjects = new Object[16];
  private @Nullable Object[] requests = new Object[16];
  private @Nullable Object[] arguments = new Object[16];
  private @Nullable Object[] causes = new Object[16];

  /** Index of the entry below the frame that this entry will replace, or {@link #NONE}. */
  private int[] shadowed = new int[16];

  private int size;
  private int frame;

  int size() {
    return size;
  }

  /** Opens a frame; returns what {@link #close} needs. */
  int open() {
    int outer = frame;
    frame = size;
    return outer;
  }

  /** Closes the frame: its recommendations join those of the outer one. */
  void close(int outer) {
    int kept = frame;
    for (int i = frame; i < size; i++) {
      int below = shadowed[i];
      if (below != NONE && below >= outer) {
        copy(i, below);
      } else {
        copy(i, kept);
        shadowed[kept] = below;
        kept++;
      }
    }
    clear(kept, size);
    size = kept;
    frame = outer;
  }

  /** Drops every pending recommendation and frame. */
  void reset() {
    clear(0, size);
    size = 0;
    frame = 0;
  }

  /**
   * Recommends, replacing in place what this frame recommends for the subject.
   *
   * @return false when the frame already recommends something else for the subject
   */
  boolean put(C subject, T requested, @Nullable Object argument, @Nullable C cause) {
    int index = subject.slot;
    boolean pending = index >= 0 && index < size && subjects[index] == subject;
    if (pending && index >= frame) {
      boolean same = requests[index] == requested && arguments[index] == argument;
      set(index, subject, requested, argument, cause);
      return same;
    }
    if (size == subjects.length) {
      grow();
    }
    shadowed[size] = pending ? index : NONE;
    set(size, subject, requested, argument, cause);
    size++;
    return true;
  }

  /** The last entry of the frame, or -1. */
  int last() {
    return size > frame ? size - 1 : NONE;
  }

  /** The entry of this frame for {@code subject}, or -1. */
  int find(C subject) {
    int index = subject.slot;
    return index >= frame && index < size && subjects[index] == subject ? index : NONE;
  }

  /** Removes the last entry. */
  void pop() {
    size--;
    Object subject = subjects[size];
    if (shadowed[size] != NONE && subject instanceof Subject<?> s) {
      s.slot = shadowed[size];
    }
    clear(size, size + 1);
  }

  /** Removes an entry from the middle, keeping the order of the others. */
  void remove(int index) {
    Object removed = subjects[index];
    int below = shadowed[index];
    for (int i = index; i < size - 1; i++) {
      copy(i + 1, i);
      shadowed[i] = shadowed[i + 1];
    }
    size--;
    clear(size, size + 1);
    if (removed instanceof Subject<?> s) {
      s.slot = below;
    }
  }

  @SuppressWarnings("unchecked") // only C goes in
  C subject(int index) {
    return (C) subjects[index];
  }

  @SuppressWarnings("unchecked") // only T goes in
  T requested(int index) {
    return (T) requests[index];
  }

  @Nullable Object argument(int index) {
    return arguments[index];
  }

  @SuppressWarnings("unchecked") // only C goes in
  @Nullable C cause(int index) {
    return (C) causes[index];
  }

  /**
   * Reorders the entries from {@code mark} on so that those are taken first which {@code order}
   * ranks lowest; entries of equal rank are taken in reverse order of insertion.
   */
  void order(int mark, SiblingOrder<? super C> order) {
    for (int i = mark + 1; i < size; i++) {
      for (int j = i; j > mark; j--) {
        if (order.rank(subject(j)) <= order.rank(subject(j - 1))) {
          break;
        }
        swap(j, j - 1);
      }
    }
  }

  private void set(
      int index, C subject, T requested, @Nullable Object argument, @Nullable C cause) {
    subjects[index] = subject;
    requests[index] = requested;
    arguments[index] = argument;
    causes[index] = cause;
    subject.slot = index;
  }

  private void copy(int source, int target) {
    subjects[target] = subjects[source];
    requests[target] = requests[source];
    arguments[target] = arguments[source];
    causes[target] = causes[source];
    if (subjects[target] instanceof Subject<?> s) {
      s.slot = target;
    }
  }

  private void swap(int a, int b) {
    Object subject = subjects[a];
    Object request = requests[a];
    Object argument = arguments[a];
    Object cause = causes[a];
    int shadow = shadowed[a];
    copy(b, a);
    shadowed[a] = shadowed[b];
    subjects[b] = subject;
    requests[b] = request;
    arguments[b] = argument;
    causes[b] = cause;
    shadowed[b] = shadow;
    if (subject instanceof Subject<?> s) {
      s.slot = b;
    }
  }

  private void clear(int start, int end) {
    for (int i = start; i < end; i++) {
      subjects[i] = null;
      arguments[i] = null;
      causes[i] = null;
    }
  }

  private void grow() {
    int length = size * 2;
    subjects = Arrays.copyOf(subjects, length);
    requests = Arrays.copyOf(requests, length);
    arguments = Arrays.copyOf(arguments, length);
    causes = Arrays.copyOf(causes, length);
    shadowed = Arrays.copyOf(shadowed, length);
  }
}
