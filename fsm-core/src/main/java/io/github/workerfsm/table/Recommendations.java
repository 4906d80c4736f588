package io.github.workerfsm.table;

import java.util.Arrays;
import java.util.Objects;
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
 * <p>Each subject remembers its index ({@link Subject#slot}), which is verified against the entry
 * there before it is believed, so that finding an entry costs two reads and forgetting one costs
 * nothing. Entries are made once and used again: recommending allocates nothing.
 */
final class Recommendations<S extends Enum<S>, T extends Enum<T>, C extends Subject<S>> {
  private static final int NONE = -1;

  /** Pending below {@link #size}, spare from there on; never null. */
  private Entry<T, C>[] entries;

  private int size;
  private int frame;

  @SuppressWarnings("unchecked") // an array of a generic type can only be made this way
  Recommendations() {
    entries = (Entry<T, C>[]) new Entry<?, ?>[0];
    grow(16);
  }

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
      Entry<T, C> entry = entries[i];
      if (entry.shadowed >= outer) {
        entries[entry.shadowed].take(entry);
        entry.subject().slot = entry.shadowed;
      } else {
        entries[i] = entries[kept];
        entries[kept] = entry;
        entry.subject().slot = kept;
        kept++;
      }
    }
    truncate(kept);
    frame = outer;
  }

  /** Drops every pending recommendation and frame. */
  void reset() {
    truncate(0);
    frame = 0;
  }

  /** Recommends, replacing in place what this frame recommends for the subject. */
  void put(C subject, T requested, @Nullable Object argument, @Nullable C cause) {
    int index = subject.slot;
    int shadowed = NONE;
    if (index >= 0 && index < size && entries[index].subject == subject) {
      if (index >= frame) {
        entries[index].set(subject, requested, argument, cause);
        return;
      }
      shadowed = index;
    }
    if (size == entries.length) {
      grow(size * 2);
    }
    Entry<T, C> entry = entries[size];
    entry.set(subject, requested, argument, cause);
    entry.shadowed = shadowed;
    subject.slot = size++;
  }

  /** Whether this frame has nothing pending. */
  boolean isEmpty() {
    return size == frame;
  }

  /** The last entry of the frame. Valid until it is popped. */
  Entry<T, C> last() {
    return entries[size - 1];
  }

  /** The entry of this frame for {@code subject}, or -1. */
  int find(C subject) {
    int index = subject.slot;
    return index >= frame && index < size && entries[index].subject == subject ? index : NONE;
  }

  /**
   * The first entry of this frame that would, when the frame is closed, replace a different request
   * of an entry from {@code start} to {@code end}, or -1.
   */
  int disputed(int start, int end) {
    for (int i = frame; i < size; i++) {
      int below = entries[i].shadowed;
      if (below >= start && below < end) {
        Entry<T, C> earlier = entries[below];
        if (!entries[i].asksFor(earlier.requested, earlier.argument)) {
          return i;
        }
      }
    }
    return NONE;
  }

  Entry<T, C> get(int index) {
    return entries[index];
  }

  /** Removes the last entry. */
  void pop() {
    Entry<T, C> entry = entries[--size];
    if (entry.shadowed != NONE) {
      entry.subject().slot = entry.shadowed;
    }
    entry.clear();
  }

  /** Removes an entry from the middle, keeping the order of the others. */
  void remove(int index) {
    for (int i = index; i < size - 1; i++) {
      swap(i, i + 1);
    }
    pop();
  }

  /**
   * Reorders the entries from {@code mark} on so that those are taken first which {@code order}
   * ranks lowest; entries of equal rank are taken in reverse order of insertion.
   */
  void order(int mark, SiblingOrder<? super C> order) {
    for (int i = mark + 1; i < size; i++) {
      for (int j = i; j > mark; j--) {
        if (order.rank(entries[j].subject()) <= order.rank(entries[j - 1].subject())) {
          break;
        }
        swap(j, j - 1);
      }
    }
  }

  private void swap(int a, int b) {
    Entry<T, C> entry = entries[a];
    entries[a] = entries[b];
    entries[b] = entry;
    entries[a].subject().slot = a;
    entries[b].subject().slot = b;
  }

  private void truncate(int newSize) {
    for (int i = newSize; i < size; i++) {
      entries[i].clear();
    }
    size = newSize;
  }

  private void grow(int length) {
    int made = entries.length;
    entries = Arrays.copyOf(entries, length);
    for (int i = made; i < length; i++) {
      entries[i] = new Entry<>();
    }
  }

  /** One pending recommendation. */
  static final class Entry<T extends Enum<T>, C extends Subject<?>> {
    private @Nullable C subject;
    private @Nullable T requested;
    private @Nullable Object argument;
    private @Nullable C cause;

    /** Index of the entry below the frame that this entry will replace, or {@link #NONE}. */
    private int shadowed;

    C subject() {
      return present(subject);
    }

    T requested() {
      return present(requested);
    }

    @Nullable Object argument() {
      return argument;
    }

    @Nullable C cause() {
      return cause;
    }

    int shadowed() {
      return shadowed;
    }

    boolean asksFor(@Nullable T otherRequest, @Nullable Object otherArgument) {
      return requested == otherRequest && Objects.equals(argument, otherArgument);
    }

    private void set(C subject, T requested, @Nullable Object argument, @Nullable C cause) {
      this.subject = subject;
      this.requested = requested;
      this.argument = argument;
      this.cause = cause;
    }

    private void take(Entry<T, C> other) {
      requested = other.requested;
      argument = other.argument;
      cause = other.cause;
    }

    /** Lets go of the subject, which may never be heard of again. */
    private void clear() {
      subject = null;
      argument = null;
      cause = null;
    }

    private static <V> V present(@Nullable V value) {
      return Objects.requireNonNull(value);
    }
  }
}
