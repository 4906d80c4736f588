package io.github.workerfsm.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.workerfsm.task.Priority;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A set of tasks whose first is the most urgent. */
class TaskQueueTest {
  private final RunQueue queue = new RunQueue(false, false);

  private static TaskNode task(String key, double priority) {
    TaskNode task = new TaskNode(key);
    task.priority = Priority.of(priority);
    return task;
  }

  private static List<String> drain(TaskQueue queue) {
    List<String> keys = new ArrayList<>();
    while (!queue.isEmpty()) {
      keys.add(queue.pop().key());
    }
    return keys;
  }

  @Test
  void the_most_urgent_leaves_first() {
    queue.add(task("b", 2));
    queue.add(task("a", 1));
    queue.add(task("c", 3));
    assertThat(queue.peek().key()).isEqualTo("a");
    assertThat(queue.size()).isEqualTo(3);
    assertThat(drain(queue)).containsExactly("a", "b", "c");
  }

  @Test
  void of_equally_urgent_tasks_the_lower_generation_leaves_first() {
    TaskNode older = task("older", 1);
    older.generation = 0;
    TaskNode newer = task("newer", 1);
    newer.generation = -1;
    queue.add(older);
    queue.add(newer);
    assertThat(drain(queue)).containsExactly("newer", "older");
  }

  @Test
  void of_equal_tasks_the_first_to_enter_leaves_first() {
    for (int i = 0; i < 100; i++) {
      queue.add(task("t" + i, 1));
    }
    assertThat(drain(queue)).startsWith("t0", "t1", "t2").endsWith("t98", "t99").hasSize(100);
  }

  @Test
  void a_member_enters_once() {
    TaskNode a = task("a", 1);
    queue.add(a);
    queue.add(a);
    assertThat(queue.size()).isEqualTo(1);
    assertThat(drain(queue)).containsExactly("a");
  }

  @Test
  void a_task_that_has_left_is_not_a_member() {
    TaskNode a = task("a", 1);
    TaskNode b = task("b", 2);
    queue.add(a);
    queue.add(b);
    queue.remove(a);
    queue.remove(a);
    assertThat(queue.contains(a)).isFalse();
    assertThat(queue.contains(b)).isTrue();
    assertThat(drain(queue)).containsExactly("b");
  }

  @Test
  void a_task_that_is_back_is_served_at_the_priority_that_it_has_now() {
    TaskNode a = task("a", 1);
    queue.add(a);
    queue.add(task("b", 2));
    queue.remove(a);
    a.priority = Priority.of(3);
    queue.add(a);
    assertThat(drain(queue)).containsExactly("b", "a");
  }

  @Test
  void a_member_whose_priority_changes_keeps_its_position() {
    TaskNode a = task("a", 1);
    queue.add(a);
    queue.add(task("b", 2));
    a.priority = Priority.of(3);
    assertThat(drain(queue)).containsExactly("a", "b");
  }

  @Test
  void where_stale_positions_are_kept_a_task_that_is_back_is_served_at_its_old_one() {
    RunQueue stale = new RunQueue(false, true);
    TaskNode a = task("a", 1);
    stale.add(a);
    stale.add(task("b", 2));
    stale.remove(a);
    a.priority = Priority.of(3);
    stale.add(a);
    assertThat(drain(stale)).containsExactly("a", "b");
  }

  @Test
  void where_stale_positions_are_kept_an_empty_queue_forgets_them() {
    RunQueue stale = new RunQueue(false, true);
    TaskNode a = task("a", 1);
    stale.add(a);
    stale.remove(a);
    a.priority = Priority.of(3);
    stale.add(a);
    stale.add(task("b", 2));
    assertThat(drain(stale)).containsExactly("b", "a");
  }

  @Test
  void what_has_left_takes_no_room_for_long() {
    List<TaskNode> tasks = new ArrayList<>();
    TaskNode first = task("first", 0);
    queue.add(first);
    for (int i = 0; i < 10_000; i++) {
      TaskNode task = task("t" + i, i % 7);
      queue.add(task);
      queue.remove(task);
      tasks.add(task);
    }
    assertThat(capacity(queue)).isLessThan(64);
    assertThat(drain(queue)).containsExactly("first");
  }

  @Test
  void numbers_of_entries_start_anew_before_they_overflow() throws ReflectiveOperationException {
    queue.add(task("b", 1));
    TaskNode gone = task("gone", 0);
    queue.add(gone);
    Field next = TaskQueue.class.getDeclaredField("nextEntry");
    next.setAccessible(true);
    next.setInt(queue, Integer.MAX_VALUE - 1);
    queue.remove(gone);
    queue.add(task("c", 1));
    queue.add(task("d", 1));
    queue.add(task("a", 0));
    assertThat(next.getInt(queue)).isLessThan(10);
    assertThat(drain(queue)).containsExactly("a", "b", "c", "d");
  }

  // ---- stored and restored

  private static List<String> entries(TaskQueue queue) {
    return queue.entries().stream().map(entry -> entry.task().key()).toList();
  }

  @Test
  void an_empty_queue_has_no_entries() {
    assertThat(queue.entries()).isEmpty();
  }

  @Test
  void entries_are_in_the_order_in_which_they_are_served_and_stay() {
    for (int count : new int[] {2, 32, 33, 200}) {
      RunQueue many = new RunQueue(false, false);
      for (int i = 0; i < count; i++) {
        many.add(task("t" + i, i * 7 % 11));
      }
      List<String> entries = entries(many);
      assertThat(entries).hasSize(count).isEqualTo(drain(many));
    }
  }

  @Test
  void what_has_left_is_no_entry_unless_its_position_is_kept() {
    for (boolean keepStale : new boolean[] {false, true}) {
      RunQueue left = new RunQueue(false, keepStale);
      TaskNode a = task("a", 1);
      left.add(task("b", 2));
      left.add(a);
      left.add(task("c", 3));
      left.remove(a);
      assertThat(entries(left)).isEqualTo(keepStale ? List.of("a", "b", "c") : List.of("b", "c"));
    }
  }

  @Test
  void restored_entries_are_served_as_they_were() {
    for (int i = 0; i < 50; i++) {
      queue.add(task("t" + i, i * 7 % 11));
    }
    RunQueue restored = new RunQueue(false, false);
    for (TaskQueue.Entry entry : queue.entries()) {
      TaskNode task = task(entry.task().key(), 0);
      restored.restore(task, entry.priority(), entry.generation(), true);
      assertThat(restored.contains(task)).isTrue();
    }
    assertThat(restored.size()).isEqualTo(50);
    restored.add(task("late", 10));
    List<String> expected = drain(queue);
    expected.add("late");
    assertThat(drain(restored)).isEqualTo(expected);
  }

  @Test
  void a_restored_position_counts_again_when_its_task_is_back() {
    RunQueue restored = new RunQueue(false, true);
    TaskNode a = task("a", 3);
    restored.restore(a, Priority.of(1), a.generation, false);
    restored.restore(task("b", 2), Priority.of(2), 0, true);
    assertThat(restored.contains(a)).isFalse();
    assertThat(restored.size()).isEqualTo(1);
    restored.add(a);
    assertThat(drain(restored)).containsExactly("a", "b");
  }

  @Test
  void an_entry_is_current_while_its_task_would_enter_under_the_same_priority() {
    TaskNode a = task("a", 1);
    queue.add(a);
    TaskQueue.Entry entry = queue.entries().get(0);
    assertThat(entry.isCurrent()).isTrue();
    a.generation++;
    assertThat(entry.isCurrent()).isFalse();
    a.generation--;
    a.priority = Priority.of(2);
    assertThat(entry.isCurrent()).isFalse();
    a.priority = null;
    assertThat(entry.isCurrent()).isFalse();
  }

  @Test
  void a_task_without_a_priority_cannot_enter() {
    assertThatThrownBy(() -> queue.add(new TaskNode("x")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("x (new) is queued without a priority");
  }

  private static int capacity(TaskQueue queue) {
    try {
      Field entries = TaskQueue.class.getDeclaredField("entries");
      entries.setAccessible(true);
      return ((int[]) entries.get(queue)).length;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
