package io.github.workerfsm.task;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;

/**
 * Amounts of named abstract resources, for example one GPU. Immutable; iterated in the order of the
 * names.
 */
public final class Resources {
  /** No resource at all. */
  public static final Resources NONE = new Resources(ImmutableSortedMap.of());

  private final ImmutableSortedMap<String, Double> amounts;

  private Resources(ImmutableSortedMap<String, Double> amounts) {
    this.amounts = amounts;
  }

  /**
   * The given amounts.
   *
   * @throws IllegalArgumentException for an amount that is negative or not finite
   */
  public static Resources of(Map<String, ? extends Number> amounts) {
    if (amounts.isEmpty()) {
      return NONE;
    }
    ImmutableSortedMap.Builder<String, Double> builder = ImmutableSortedMap.naturalOrder();
    amounts.forEach(
        (name, amount) -> {
          double value = amount.doubleValue();
          if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                "resource " + name + " is " + amount + ", expected a finite number, 0 or more");
          }
          builder.put(name, value);
        });
    return new Resources(builder.build());
  }

  /** Whether no resource is named. */
  public boolean isEmpty() {
    return amounts.isEmpty();
  }

  /** Name to amount, in the order of the names. */
  public ImmutableSortedMap<String, Double> amounts() {
    return amounts;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Resources that && amounts.equals(that.amounts);
  }

  @Override
  public int hashCode() {
    return amounts.hashCode();
  }

  @Override
  public String toString() {
    return amounts.toString();
  }
}
