package io.github.workerfsm.sim.testkit;

import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.Resources;
import io.github.workerfsm.task.TaskSpec;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Tasks and what they are made of. Everything shrinks to what is plain: the first key, whole small
 * numbers, no inputs, no resources.
 */
public final class TaskArbitraries {
  private static final int MOST_ELEMENTS = 4;
  private static final int MOST_INPUTS = 3;
  private static final List<String> RESOURCE_NAMES = List.of("CPU", "GPU", "memory");

  private TaskArbitraries() {}

  /** Keys as short as possible, and those that dask makes: {@code a}, {@code inc-4f}. */
  public static Arbitrary<String> keys() {
    Arbitrary<String> letters = Arbitraries.strings().withCharRange('a', 'z').ofLength(1);
    Arbitrary<String> names = Arbitraries.strings().withCharRange('a', 'z').ofLength(3);
    Arbitrary<String> hashes =
        Arbitraries.strings().withCharRange('0', '9').withCharRange('a', 'f').ofLength(2);
    return Arbitraries.frequencyOf(
        Tuple.of(3, letters),
        Tuple.of(1, Combinators.combine(names, hashes).as((name, hash) -> name + "-" + hash)));
  }

  /**
   * Priorities of one to four elements, mostly of the three small whole numbers that dask's
   * scheduler sends, sometimes of fractions and negative numbers.
   */
  public static Arbitrary<Priority> priorities() {
    Arbitrary<Double> whole = Arbitraries.integers().between(0, 3).map(Integer::doubleValue);
    Arbitrary<Double> any = Arbitraries.doubles().between(-1e6, 1e6).ofScale(2);
    return Arbitraries.frequencyOf(
            Tuple.of(4, whole.list().ofSize(3)),
            Tuple.of(1, Arbitraries.oneOf(whole, any).list().ofMinSize(1).ofMaxSize(MOST_ELEMENTS)))
        .map(all -> Priority.of(all.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  /** Amounts, 0 included, of up to three named resources. */
  public static Arbitrary<Resources> resources() {
    Arbitrary<Double> amounts =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 4).map(Integer::doubleValue),
            Arbitraries.of(0.5, 1.5, 1e9));
    return Arbitraries.maps(Arbitraries.of(RESOURCE_NAMES), amounts)
        .ofMaxSize(RESOURCE_NAMES.size())
        .map(TaskArbitraries::resources);
  }

  private static Resources resources(Map<String, Double> amounts) {
    return Resources.of(amounts);
  }

  /** Specifications of tasks: none needs itself, and each input is named once. */
  public static Arbitrary<TaskSpec> specs() {
    return specs(keys());
  }

  /** Specifications of tasks whose keys and inputs are all from {@code keys}. */
  public static Arbitrary<TaskSpec> specs(Arbitrary<String> keys) {
    Arbitrary<List<String>> inputs = keys.set().ofMaxSize(MOST_INPUTS).map(List::copyOf);
    Arbitrary<Long> runs = Arbitraries.longs().between(0, Long.MAX_VALUE).injectNull(0.3);
    return Combinators.combine(keys, inputs, priorities(), resources(), runs)
        .as(TaskArbitraries::spec);
  }

  private static TaskSpec spec(
      String key, List<String> inputs, Priority priority, Resources resources, @Nullable Long run) {
    List<String> others = inputs.stream().filter(input -> !input.equals(key)).sorted().toList();
    TaskSpec.Builder spec =
        TaskSpec.of(key).dependencies(others).priority(priority).resources(resources);
    if (run != null) {
      spec.run(run);
    }
    return spec.build();
  }
}
