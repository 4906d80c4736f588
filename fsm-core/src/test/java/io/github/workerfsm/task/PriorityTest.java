package io.github.workerfsm.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Priorities are compared element by element, the generation being the last element. */
class PriorityTest {

  @Provide
  Arbitrary<List<Double>> elements() {
    return Arbitraries.of(-2.0, -1.0, -0.0, 0.0, 0.5, 1.0, 2.0, 3e9)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Provide
  Arbitrary<Integer> generation() {
    return Arbitraries.of(Priority.NO_GENERATION, -2, -1, 0);
  }

  private static Priority of(List<Double> elements) {
    return Priority.of(elements.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Tuples in Python. */
  private static int naive(List<Double> a, int generationA, List<Double> b, int generationB) {
    List<Double> first = withGeneration(a, generationA);
    List<Double> second = withGeneration(b, generationB);
    for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
      double x = first.get(i);
      double y = second.get(i);
      if (x != y) {
        return x < y ? -1 : 1;
      }
    }
    return Integer.compare(first.size(), second.size());
  }

  private static List<Double> withGeneration(List<Double> elements, int generation) {
    if (generation == Priority.NO_GENERATION) {
      return elements;
    }
    List<Double> all = new ArrayList<>(elements);
    all.add((double) generation);
    return all;
  }

  @Property
  void are_compared_like_tuples(
      @ForAll("elements") List<Double> a,
      @ForAll("generation") int generationA,
      @ForAll("elements") List<Double> b,
      @ForAll("generation") int generationB) {
    int order = Priority.compare(of(a), generationA, of(b), generationB);
    assertThat(Integer.signum(order)).isEqualTo(naive(a, generationA, b, generationB));
  }

  @Property
  void equal_ones_have_the_same_hash(
      @ForAll("elements") List<Double> a, @ForAll("elements") List<Double> b) {
    assertThat(of(a).equals(of(b))).isEqualTo(of(a).compareTo(of(b)) == 0);
    if (of(a).equals(of(b))) {
      assertThat(of(a)).hasSameHashCodeAs(of(b));
    }
  }

  @Property
  void elements_can_be_read_back(@ForAll("elements") List<Double> a) {
    Priority priority = of(a);
    assertThat(priority.length()).isEqualTo(a.size());
    for (int i = 0; i < a.size(); i++) {
      assertThat(priority.element(i)).isEqualTo(a.get(i) + 0.0);
    }
  }

  @Example
  void print_as_tuples() {
    assertThat(Priority.of(0, 1, 23)).hasToString("(0, 1, 23)");
    assertThat(Priority.of(1)).hasToString("(1)");
    assertThat(Priority.of(0.5, 2)).hasToString("(0.5, 2)");
  }

  @Example
  void must_be_numbers() {
    assertThatThrownBy(Priority::of)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a priority has no element, expected at least one");
    assertThatThrownBy(() -> Priority.of(0, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a priority has the element NaN, expected a finite number");
  }

  @Example
  void have_no_element_beyond_the_last() {
    assertThatThrownBy(() -> Priority.of(1, 2, 3).element(3))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Example
  void of_a_replica_is_after_default_computations_and_before_low_ones() {
    assertThat(Priority.of(0, 5, 9)).isLessThan(Priority.REPLICA);
    assertThat(Priority.of(1, 0, 0)).isGreaterThan(Priority.REPLICA);
  }
}
