package io.github.workerfsm.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.task.Priority;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** The queue against a list of entries that is searched. */
class TaskQueueModelTest {
  private static final int TASKS = 12;

  /** One operation; {@code task} and {@code priority} say on what. */
  record Step(Operation operation, int task, int priority) {}

  enum Operation {
    ADD,
    REMOVE,
    PEEK,
    POP
  }

  private record Entry(int priority, int number, TaskNode task) {}

  /** What a queue does, in the most obvious way. */
  private static final class Model {
    private static final Comparator<Entry> ORDER =
        Comparator.comparingInt(Entry::priority).thenComparingInt(Entry::number);

    private final boolean keepStale;
    private final List<Entry> entries = new ArrayList<>();
    private final Set<TaskNode> members = new HashSet<>();
    private int next;

    Model(boolean keepStale) {
      this.keepStale = keepStale;
    }

    void add(TaskNode task, int priority) {
      if (members.add(task)) {
        entries.add(new Entry(priority, next++, task));
      }
    }

    void remove(TaskNode task) {
      members.remove(task);
      if (!keepStale) {
        entries.removeIf(entry -> entry.task() == task);
      } else if (members.isEmpty()) {
        entries.clear();
      }
    }

    /** Entries of tasks that are out, and come before the first that is in, are lost. */
    TaskNode peek() {
      entries.sort(ORDER);
      while (!members.contains(entries.get(0).task())) {
        entries.remove(0);
      }
      return entries.get(0).task();
    }

    TaskNode pop() {
      TaskNode first = peek();
      entries.remove(0);
      remove(first);
      return first;
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just(Operation.ADD)),
                Tuple.of(3, Arbitraries.just(Operation.REMOVE)),
                Tuple.of(1, Arbitraries.just(Operation.PEEK)),
                Tuple.of(2, Arbitraries.just(Operation.POP))),
            Arbitraries.integers().between(0, TASKS - 1),
            Arbitraries.integers().between(0, 3))
        .as(Step::new)
        .list()
        .ofMaxSize(120);
  }

  @Property
  void a_queue_does_what_the_model_does(
      @ForAll("steps") List<Step> steps, @ForAll boolean keepStale) {
    RunQueue queue = new RunQueue(false, keepStale);
    Model model = new Model(keepStale);
    List<TaskNode> tasks = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      tasks.add(new TaskNode("t" + i));
    }
    for (Step step : steps) {
      TaskNode task = tasks.get(step.task());
      switch (step.operation()) {
        case ADD -> {
          task.priority = Priority.of(step.priority());
          queue.add(task);
          model.add(task, step.priority());
        }
        case REMOVE -> {
          queue.remove(task);
          model.remove(task);
        }
        case PEEK -> {
          if (!queue.isEmpty()) {
            assertThat(queue.peek()).isSameAs(model.peek());
          }
        }
        case POP -> {
          if (!queue.isEmpty()) {
            assertThat(queue.pop()).isSameAs(model.pop());
          }
        }
      }
      assertThat(queue.size()).isEqualTo(model.members.size());
      for (TaskNode each : tasks) {
        assertThat(queue.contains(each)).isEqualTo(model.members.contains(each));
      }
    }
  }
}
