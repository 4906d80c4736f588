package io.github.workerfsm.sim.world;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is interned, by number, for any number of threads: looked up without a lock, added under
 * one. Open addressing; nothing is ever taken out.
 */
public final class InternTable<V extends Interned> {
  private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(Interned[].class);

  private volatile @Nullable Interned[] table = new @Nullable Interned[1 << 10];
  private final AtomicLong size = new AtomicLong();

  /** An empty table. */
  public InternTable() {}

  /** How many there are. */
  public long size() {
    return size.get();
  }

  /** The one with this number; null when there is none. */
  @SuppressWarnings("unchecked") // only add puts something in
  public @Nullable V find(long number) {
    @Nullable Interned[] elements = table;
    int mask = elements.length - 1;
    for (int i = place(number, mask); ; i = i + 1 & mask) {
      Interned element = (Interned) ELEMENT.getAcquire(elements, i);
      if (element == null || element.number == number) {
        return (V) element;
      }
    }
  }

  /** Adds one, unless there is one with its number already, which is returned then. */
  public synchronized V add(V element) {
    V known = find(element.number);
    if (known != null) {
      return known;
    }
    if (size.get() * 2 >= table.length) {
      grow();
    }
    insert(table, element);
    size.incrementAndGet();
    return element;
  }

  /** Hands each to {@code each}, in no particular order; none is added meanwhile. */
  @SuppressWarnings("unchecked") // only add puts something in
  public void forEach(Consumer<V> each) {
    for (Interned element : table) {
      if (element != null) {
        each.accept((V) element);
      }
    }
  }

  private void grow() {
    @Nullable Interned[] larger = new @Nullable Interned[table.length * 2];
    for (Interned element : table) {
      if (element != null) {
        insert(larger, element);
      }
    }
    table = larger;
  }

  private static void insert(@Nullable Interned[] elements, Interned element) {
    int mask = elements.length - 1;
    int i = place(element.number, mask);
    while (elements[i] != null) {
      i = i + 1 & mask;
    }
    ELEMENT.setRelease(elements, i, element);
  }

  private static int place(long number, int mask) {
    return (int) (number ^ number >>> 32) & mask;
  }
}
