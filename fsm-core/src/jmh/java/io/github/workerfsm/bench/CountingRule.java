package io.github.workerfsm.bench;

import io.github.workerfsm.table.Guard;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Subject;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rules of this project's contenders, and {@link Rows#TABLE} as a table of this project. */
abstract class CountingRule implements Rule<Object, CountingRule.Task, State> {
  private final State landing;

  private CountingRule(State landing) {
    this.landing = landing;
  }

  static TransitionTable<State, State, Task, Rule<Object, Task, State>> table() {
    Map<Effect, Function<State, CountingRule>> rules =
        Effect.actions(
            Classify::new, Queue::new, Start::new, Store::new, Drop::new, Erase::new, Begin::new);
    TransitionTable.Builder<State, State, Task, Rule<Object, Task, State>> builder =
        TransitionTable.named("bench", State.class, State.class);
    builder.startsIn(State.NEW).endsIn(State.ERROR);
    for (Row row : Rows.TABLE) {
      Rule<Object, Task, State> rule = rules.get(row.effect()).apply(row.requested());
      builder.row(
          Transition.<State, State, Task, Rule<Object, Task, State>>row(
                  row.from(),
                  row.requested(),
                  Guard.always(),
                  row.effect(),
                  rule,
                  "the benchmark asks for it")
              .lands(row.requested()));
    }
    return builder.build();
  }

  @Override
  public String name() {
    return getClass().getSimpleName();
  }

  final State count(Task task) {
    task.count++;
    return landing;
  }

  static final class Task extends Subject<State> {
    long count;

    Task() {
      super(State.NEW);
    }
  }

  private static final class Classify extends CountingRule {
    Classify(State landing) {
      super(landing);
    }

    @Override
    public State apply(Object surroundings, Task task, @Nullable Object argument) {
      return count(task);
    }
  }

  private static final class Queue extends CountingRule {
    Queue(State landing) {
      super(landing);
    }

    @Override
    public State apply(Object surroundings, Task task, @Nullable Object argument) {
      return count(task);
    }
  }

  private static final class Start extends CountingRule {
    Start(State landing) {
      super(landing);
    }

    @Override
    public State apply(Object surroundings, Task task, @Nullable Object argument) {
      return count(task);
    }
  }

  private static final class Store extends CountingRule {
    Store(State landing) {
      super(landing);
    }

    @Override
    public State apply(Object surroundings, Task task, @Nullable Object argument) {
      return count(task);
    }
  }

  private static final class Drop extends CountingRule {
    Drop(State landing) {
      super(landing);
    }

    @Override
    public State apply(Object surroundings, Task task, @Nullable Object argument) {
      return count(task);
    }
  }

  private static final class Erase extends CountingRule {
    Erase(State landing) {
      super(landing);
    }

    @Override
    public State apply(Object surroundings, Task task, @Nullable Object argument) {
      return count(task);
    }
  }

  private static final class Begin extends CountingRule {
    Begin(State landing) {
      super(landing);
    }

    @Override
    public State apply(Object surroundings, Task task, @Nullable Object argument) {
      return count(task);
    }
  }
}
