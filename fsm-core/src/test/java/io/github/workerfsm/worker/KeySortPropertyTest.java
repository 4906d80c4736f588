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
  @Property(tries = 300)
  void the_order_is_that_of_strings(@ForAll("keys") Set<String> keys) {
    TaskNode[] tasks = keys.stream().map(TaskNode::new).toArray(TaskNode[]::new);
    KeySort.sort(tasks);
    List<String> expected = new ArrayList<>(keys);
    expected.sort(String::compareTo);
    assertThat(Arrays.stream(tasks).map(TaskNode::key)).containsExactlyElementsOf(expected);
  }

  /** Many keys with the same beginnings, some the beginning of others, and the odd characters. */
  @Provide
  Arbitrary<Set<String>> keys() {
    Arbitrary<String> beginning =
        Arbitraries.of("", "task", "task-", "(\"task-", "\uFFFE\uFFFF\uFFFF");
    Arbitrary<String> rest =
        Arbitraries.strings()
            .withChars(
                '0', '1', '\0', 'z', '\u00FD', '\u00FE', '\u00FF', '\u0100', '\uFFFE', '\uFFFF')
            .ofMaxLength(9);
    return beginning
        .flatMap(first -> rest.map(last -> first + last))
        .list()
        .ofMaxSize(900)
        .map(LinkedHashSet::new);
  }
}
