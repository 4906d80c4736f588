package io.github.workerfsm.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The tasks by key, against a map that everybody trusts. */
class TaskTableTest {

  /** Adds the key, or removes it if it is there. */
  record Step(boolean remove, int key) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(Arbitraries.of(true, false), Arbitraries.integers().between(0, 90))
        .as(Step::new)
        .list()
        .ofMaxSize(400);
  }

  /** Keys of one hash: only probing tells them apart. */
  private static String collidingKey(int number) {
    StringBuilder key = new StringBuilder();
    for (int bit = 0; bit < 7; bit++) {
      key.append((number >>> bit & 1) == 0 ? "Aa" : "BB");
    }
    return key.toString();
  }

  @Property
  void a_table_does_what_a_map_does(@ForAll("steps") List<Step> steps) {
    follow(steps, number -> "key-" + number);
  }

  @Property
  void also_when_all_keys_have_the_same_hash(@ForAll("steps") List<Step> steps) {
    assertThat(collidingKey(1).hashCode()).isEqualTo(collidingKey(2).hashCode());
    follow(steps, TaskTableTest::collidingKey);
  }

  private static void follow(List<Step> steps, IntFunction<String> name) {
    TaskTable table = new TaskTable();
    TreeMap<String, TaskNode> model = new TreeMap<>();
    for (Step step : steps) {
      String key = name.apply(step.key());
      TaskNode known = model.get(key);
      if (step.remove()) {
        table.remove(known == null ? new TaskNode(key) : known);
        model.remove(key);
      } else if (known == null) {
        TaskNode added = new TaskNode(key);
        table.add(added);
        model.put(key, added);
      }
      assertThat(table.get(key)).isSameAs(model.get(key));
      assertThat(table.size()).isEqualTo(model.size());
    }
    for (int number = 0; number <= 90; number++) {
      assertThat(table.get(name.apply(number))).isSameAs(model.get(name.apply(number)));
    }
    assertThat(table.sorted()).containsExactlyElementsOf(model.values());
    List<TaskNode> visited = new ArrayList<>();
    table.forEach(visited::add);
    assertThat(visited).containsExactlyInAnyOrderElementsOf(model.values());
  }

  @Example
  void a_large_table_finds_every_task() {
    TaskTable table = new TaskTable();
    List<TaskNode> tasks = new ArrayList<>();
    IntStream.range(0, 20_000).forEach(i -> tasks.add(new TaskNode("task-" + i)));
    tasks.forEach(table::add);
    for (TaskNode task : tasks) {
      assertThat(table.get(task.key())).isSameAs(task);
    }
    tasks.subList(0, 15_000).forEach(table::remove);
    assertThat(table.size()).isEqualTo(5_000);
    assertThat(table.get("task-14999")).isNull();
    assertThat(table.get("task-15000")).isSameAs(tasks.get(15_000));
  }

  @Example
  void another_task_with_the_same_key_is_not_removed() {
    TaskTable table = new TaskTable();
    TaskNode task = new TaskNode("x");
    table.add(task);
    table.remove(new TaskNode("x"));
    assertThat(table.get("x")).isSameAs(task);
    assertThat(table.size()).isEqualTo(1);
  }

  @Example
  void only_the_very_task_is_held() {
    TaskTable table = new TaskTable();
    List<TaskNode> tasks = new ArrayList<>();
    for (int number = 0; number < 20; number++) {
      TaskNode task = new TaskNode(collidingKey(number));
      table.add(task);
      tasks.add(task);
    }
    assertThat(tasks).allMatch(table::holds);
    assertThat(table.holds(new TaskNode(collidingKey(3)))).isFalse();
    assertThat(table.holds(new TaskNode("elsewhere"))).isFalse();
    table.remove(tasks.get(7));
    assertThat(table.holds(tasks.get(7))).isFalse();
    assertThat(table.holds(tasks.get(19))).isTrue();
  }
}
