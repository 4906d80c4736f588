package io.github.workerfsm.task;

/**
 * A priority: numbers that are compared element by element, smaller first; when one priority begins
 * with all of the other, the shorter one is first. Immutable.
 *
 * <p>The machine appends a generation of its own as the last element, see {@link #compare(Priority,
 * int, Priority, int)}. Three whole numbers, which is what dask's scheduler sends, take 24 bytes.
 */
public abstract sealed class Priority implements Comparable<Priority> {
  /** Generation of a priority to which none is appended. */
  public static final int NO_GENERATION = Integer.MIN_VALUE;

  /** The priority of a replica that the scheduler asks for: after all default computations. */
  public static final Priority REPLICA = of(1);

  private Priority() {}

  /**
   * A priority with the given elements.
   *
   * @throws IllegalArgumentException for no element or one that is not finite
   */
  public static Priority of(double... elements) {
    if (elements.length == 0) {
      throw new IllegalArgumentException("a priority has no element, expected at least one");
    }
    boolean small = elements.length == 3;
    for (double element : elements) {
      if (!Double.isFinite(element)) {
        throw new IllegalArgumentException(
            "a priority has the element " + element + ", expected a finite number");
      }
      small &= element == (int) element;
    }
    return small
        ? new Three((int) elements[0], (int) elements[1], (int) elements[2])
        : new Any(elements.clone());
  }

  /** Number of elements. */
  public abstract int length();

  /** Element {@code i}, from 0. */
  public abstract double element(int i);

  /**
   * Compares two priorities with the generations appended to them; {@link #NO_GENERATION} appends
   * nothing.
   *
   * @return negative when the first is to run first
   */
  public static int compare(Priority a, int generationA, Priority b, int generationB) {
    if (a == b) {
      return compareGenerations(generationA, generationB);
    }
    if (a instanceof Three x && b instanceof Three y) {
      int byElements = x.compareElements(y);
      return byElements != 0 ? byElements : compareGenerations(generationA, generationB);
    }
    return compareAny(a, generationA, b, generationB);
  }

  private static int compareGenerations(int a, int b) {
    return Integer.compare(a, b);
  }

  private static int compareAny(Priority a, int generationA, Priority b, int generationB) {
    int lengthA = a.length() + (generationA == NO_GENERATION ? 0 : 1);
    int lengthB = b.length() + (generationB == NO_GENERATION ? 0 : 1);
    for (int i = 0; i < Math.min(lengthA, lengthB); i++) {
      double elementA = i < a.length() ? a.element(i) : generationA;
      double elementB = i < b.length() ? b.element(i) : generationB;
      if (elementA != elementB) {
        return elementA < elementB ? -1 : 1;
      }
    }
    return Integer.compare(lengthA, lengthB);
  }

  @Override
  public final int compareTo(Priority other) {
    return compare(this, NO_GENERATION, other, NO_GENERATION);
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof Priority that && compareTo(that) == 0;
  }

  @Override
  public final int hashCode() {
    int hash = length();
    for (int i = 0; i < length(); i++) {
      hash = 31 * hash + Double.hashCode(element(i) + 0.0);
    }
    return hash;
  }

  @Override
  public final String toString() {
    StringBuilder text = new StringBuilder("(");
    for (int i = 0; i < length(); i++) {
      double element = element(i);
      text.append(i == 0 ? "" : ", ");
      if (element == (long) element) {
        text.append((long) element);
      } else {
        text.append(element);
      }
    }
    return text.append(')').toString();
  }

  private static final class Three extends Priority {
    private final int first;
    private final int second;
    private final int third;

    Three(int first, int second, int third) {
      this.first = first;
      this.second = second;
      this.third = third;
    }

    int compareElements(Three other) {
      if (first != other.first) {
        return first < other.first ? -1 : 1;
      }
      if (second != other.second) {
        return second < other.second ? -1 : 1;
      }
      return Integer.compare(third, other.third);
    }

    @Override
    public int length() {
      return 3;
    }

    @Override
    public double element(int i) {
      return switch (i) {
        case 0 -> first;
        case 1 -> second;
        case 2 -> third;
        default -> throw new IndexOutOfBoundsException(i);
      };
    }
  }

  private static final class Any extends Priority {
    private final double[] elements;

    Any(double[] elements) {
      this.elements = elements;
    }

    @Override
    public int length() {
      return elements.length;
    }

    @Override
    public double element(int i) {
      return elements[i];
    }
  }
}
