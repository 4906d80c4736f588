package io.github.workerfsm.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Keys in great number, as workers have them. */
class KeySortTest {
  private static final int MANY = 5_000;

  @Test
  void keys_that_end_in_numbers_come_in_the_order_of_strings() {
    sorted(IntStream.range(0, MANY).mapToObj(i -> "task-" + i).toList());
  }

  @Test
  void keys_of_two_levels_do_too_and_one_that_begins_another_comes_first() {
    sorted(
        IntStream.range(0, MANY)
            .mapToObj(i -> "('sum-aggregate-0123456789abcdef" + "x".repeat(i % 3) + "', " + i)
            .toList());
  }

  @Test
  void so_do_keys_with_characters_beyond_those_with_a_number_of_their_own() {
    sorted(IntStream.range(0, MANY).mapToObj(i -> "t" + (char) (0xF0 + i % 32) + i).toList());
  }

  @Test
  void a_key_is_found_again_among_many_and_others_are_not() {
    KeyIndex index = new KeyIndex(1);
    List<TaskNode> tasks =
        IntStream.range(0, MANY).mapToObj(i -> new TaskNode("task-" + i)).toList();
    tasks.forEach(index::add);
    assertThat(index.size()).isEqualTo(MANY);
    tasks.forEach(task -> assertThat(index.find(task.key())).isSameAs(task));
    assertThat(index.find("task-" + MANY)).isNull();
    index.add(new TaskNode("Aa"));
    assertThat(index.find("BB")).isNull();
    TaskTable table = index.table();
    assertThat(table.size()).isEqualTo(MANY + 1);
    tasks.forEach(task -> assertThat(table.get(task.key())).isSameAs(task));
  }

  /** Shuffled by a seed of its own, so that the order of making them does not help. */
  private static void sorted(List<String> keys) {
    List<String> shuffled = new ArrayList<>(keys);
    Collections.shuffle(shuffled, new Random(7));
    TaskNode[] tasks = shuffled.stream().map(TaskNode::new).toArray(TaskNode[]::new);
    KeySort.sort(tasks);
    List<String> expected = new ArrayList<>(keys);
    expected.sort(String::compareTo);
    assertThat(Arrays.stream(tasks).map(TaskNode::key)).containsExactlyElementsOf(expected);
  }
}
