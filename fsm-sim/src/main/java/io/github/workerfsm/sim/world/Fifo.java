package io.github.workerfsm.sim.world;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A short list, oldest first, of things that do not change: messages under way, live runs, open
 * transfers. Cheap to copy.
 */
public final class Fifo<T> {
  private @Nullable Object[] elements = new @Nullable Object[4];
  private int first;
  private int size;

  /** An empty list. */
  public Fifo() {}

  /** How many there are. */
  public int size() {
    return size;
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** The one at position {@code i}, from 0. */
  @SuppressWarnings("unchecked") // only add puts something in
  public T get(int i) {
    Objects.checkIndex(i, size);
    return (T) Objects.requireNonNull(elements[(first + i) % elements.length]);
  }

  /** Appends one. */
  public void add(T element) {
    if (size == elements.length) {
      @Nullable Object[] more = new @Nullable Object[size * 2];
      for (int i = 0; i < size; i++) {
        more[i] = elements[(first + i) % elements.length];
      }
      elements = more;
      first = 0;
    }
    elements[(first + size++) % elements.length] = element;
  }

  /** Takes the oldest out. */
  public T removeFirst() {
    T oldest = get(0);
    elements[first] = null;
    first = (first + 1) % elements.length;
    size--;
    return oldest;
  }

  /** Takes the one at position {@code i} out. */
  public T remove(int i) {
    T taken = get(i);
    for (int j = i; j < size - 1; j++) {
      elements[(first + j) % elements.length] = elements[(first + j + 1) % elements.length];
    }
    elements[(first + --size) % elements.length] = null;
    return taken;
  }

  /** Puts another in the place of the one at position {@code i}. */
  public void set(int i, T element) {
    Objects.checkIndex(i, size);
    elements[(first + i) % elements.length] = element;
  }

  /** Takes all out. */
  public void clear() {
    Arrays.fill(elements, null);
    first = 0;
    size = 0;
  }

  /** Makes this list equal to the other. */
  public void copyFrom(Fifo<T> other) {
    clear();
    for (int i = 0; i < other.size; i++) {
      add(other.get(i));
    }
  }
}
