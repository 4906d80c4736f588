package io.github.workerfsm.sim.world;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A short list, oldest first, of things that do not change: messages under way, live runs, open
 * transfers. Cheap to copy, and cheaper still to go back to contents that are kept elsewhere.
 */
public final class Fifo<T> {
  /** What is here is somewhere in this array, which is {@link #own} unless it is borrowed. */
  private @Nullable Object[] elements;

  private @Nullable Object[] own = new @Nullable Object[4];
  private int first;
  private int size;

  /** What was shown last, and how many of that, and then of others, have been taken out. */
  private @Nullable Object @Nullable [] shown;

  private int taken;

  /** Whether anything but taking the oldest and appending has happened since. */
  private boolean rearranged;

  /** An empty list. */
  public Fifo() {
    elements = own;
  }

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
    return (T) Objects.requireNonNull(elements[place(i)]);
  }

  /** Where position {@code i} is; {@code i} may be the size, but not more than there is room. */
  private int place(int i) {
    int place = first + i;
    return place < elements.length ? place : place - elements.length;
  }

  /** Appends one. */
  public void add(T element) {
    own();
    if (size == elements.length) {
      @Nullable Object[] more = new @Nullable Object[size * 2];
      for (int i = 0; i < size; i++) {
        more[i] = elements[place(i)];
      }
      own = more;
      elements = more;
      first = 0;
    }
    elements[place(size++)] = element;
  }

  /** Takes the oldest out. */
  public T removeFirst() {
    T oldest = get(0);
    own();
    elements[first] = null;
    first = place(1);
    size--;
    taken++;
    return oldest;
  }

  /** Takes the one at position {@code i} out. */
  public T remove(int i) {
    T element = get(i);
    own();
    rearranged = true;
    for (int j = i; j < size - 1; j++) {
      elements[place(j)] = elements[place(j + 1)];
    }
    elements[place(--size)] = null;
    return element;
  }

  /** Puts another in the place of the one at position {@code i}. */
  public void set(int i, T element) {
    Objects.checkIndex(i, size);
    own();
    rearranged = true;
    elements[place(i)] = element;
  }

  /** Takes all out. */
  public void clear() {
    if (size > 0) {
      elements = own;
      rearranged = true;
      Arrays.fill(own, null);
      first = 0;
      size = 0;
    }
  }

  /** Makes this list equal to the other. */
  public void copyFrom(Fifo<T> other) {
    clear();
    for (int i = 0; i < other.size; i++) {
      add(other.get(i));
    }
  }

  /** The contents, oldest first, for {@link #show}. */
  @Nullable Object[] contents() {
    @Nullable Object[] contents = new @Nullable Object[size];
    for (int i = 0; i < size; i++) {
      contents[i] = elements[place(i)];
    }
    return contents;
  }

  /** Makes the contents what they were; the array is copied only once something changes. */
  void show(@Nullable Object[] contents) {
    if (elements == contents) {
      return;
    }
    elements = contents;
    shown = contents;
    first = 0;
    size = contents.length;
    taken = 0;
    rearranged = false;
  }

  /** Whether nothing has changed since these contents were shown. */
  boolean shows(@Nullable Object[] contents) {
    return elements == contents;
  }

  /**
   * How many of these contents are no longer here, if they were shown last and since then the
   * oldest were taken and others appended, nothing else; -1 otherwise.
   */
  int takenOf(@Nullable Object[] contents) {
    return shown == contents && !rearranged && taken <= contents.length ? taken : -1;
  }

  /** Before a change: what is borrowed is copied. */
  private void own() {
    if (elements != own) {
      if (own.length < size) {
        own = new @Nullable Object[size * 2];
      } else {
        Arrays.fill(own, null);
      }
      System.arraycopy(elements, 0, own, 0, size);
      elements = own;
      first = 0;
    }
  }
}
