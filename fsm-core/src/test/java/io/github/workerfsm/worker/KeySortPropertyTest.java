package io.github.workerfsm.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class KeySortPropertyTest {
  @Property(tries = 200)
  void the_order_is_that_of_strings(@ForAll("plain") Set<String> keys) {
    sorted(keys);
  }

  @Property(tries = 200)
  void so_it_is_with_odd_characters(@ForAll("odd") Set<String> keys) {
    sorted(keys);
  }

  private static void sorted(Set<String> keys) {
    TaskNode[] tasks = keys.stream().map(TaskNode::new).toArray(TaskNode[]::new);
    KeySort.sort(tasks);
    List<String> expected = new ArrayList<>(keys);
    expected.sort(String::compareTo);
    assertThat(Arrays.stream(tasks).map(TaskNode::key)).containsExactlyElementsOf(expected);
  }

  /** Enough of one beginning that groups are sorted by radix on several levels. */
  @Provide
  Arbitrary<Set<String>> plain() {
    return keys(
        Arbitraries.of("", "task-", "(\"task-0000", "(\"task-000000000000"),
        Arbitraries.strings().withChars("01\u00FDz\0").ofMaxLength(20));
  }

  /** Some that have no number of their own beside the last ones that have. */
  @Provide
  Arbitrary<Set<String>> odd() {
    return keys(
        Arbitraries.of("task-", "task-\u00FE\u00FE", "task-\uFFFE\uFFFF\uFFFF"),
        Arbitraries.strings().withChars("0\u00FD\u00FE\u00FF\u0100\uFFFE\uFFFF").ofMaxLength(9));
  }

  private static Arbitrary<Set<String>> keys(
      Arbitrary<String> beginnings, Arbitrary<String> rests) {
    return beginnings
        .flatMap(first -> rests.map(last -> first + last))
        .list()
        .ofMinSize(500)
        .ofMaxSize(1_500)
        .map(LinkedHashSet::new);
  }
}
