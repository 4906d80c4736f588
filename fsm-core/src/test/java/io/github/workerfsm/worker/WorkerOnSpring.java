package io.github.workerfsm.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.workerfsm.spring.EventRefusedException;
import io.github.workerfsm.spring.SpringMachine;
import io.github.workerfsm.spring.SpringTable;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;
import io.github.workerfsm.task.TaskState;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A rule set whose every row is carried out by a Spring machine of its task: the machine's own
 * table finds the row, then Spring has to find the same among the live facts of the task, carries
 * its rule out, and has to land where it does. Before, Spring has to refuse what the table does not
 * know.
 */
public final class WorkerOnSpring {
  private static final TaskState[] STATES = TaskState.values();

  private final TransitionTable<
          TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>
      table;
  private final SpringTable<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>
      spring;
  private final RuleSet rules;
  private final Map<String, SpringMachine<TaskState, TaskState, TaskNode, ?>> machines =
      new HashMap<>();
  private long taken;
  private long refused;

  /** The worker whose row is being carried out, and the row that Spring has found. */
  private @Nullable WorkerState worker;

  private @Nullable
      Transition<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>
      found;

  /** Spring under these rules. */
  public WorkerOnSpring(RuleSet original) {
    table = original.workerTable();
    spring =
        SpringTable.of(
            table,
            (row, task, argument) -> {
              found = row;
              return row.rule().apply(Objects.requireNonNull(worker), task, argument);
            });
    rules =
        original
            .withTable(
                table.withPairs(
                    table.rows().stream()
                        .map(row -> row.isNever() ? row : row.doing(new OnSpring(row)))
                        .toList()))
            .named(original.name() + " on Spring");
  }

  /** The rules for one machine after the other; call {@link #begin} before each. */
  public RuleSet rules() {
    return rules;
  }

  /** Forgets the tasks of the machine before. */
  public void begin() {
    machines.clear();
  }

  /** Transitions that Spring has taken. */
  public long taken() {
    return taken;
  }

  /** Transitions that Spring has refused. */
  public long refused() {
    return refused;
  }

  private final class OnSpring implements WorkerRule {
    private final Transition<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>
        row;

    OnSpring(
        Transition<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>> row) {
      this.row = row;
    }

    @Override
    public String name() {
      return row.rule().name();
    }

    @Override
    public TaskState apply(WorkerState surroundings, TaskNode task, @Nullable Object argument) {
      worker = surroundings;
      SpringMachine<TaskState, TaskState, TaskNode, ?> machine = machine(task);
      assertThat(machine.state()).isEqualTo(task.state());
      refuseAnother(machine, task);
      found = null;
      TaskState landing = machine.fire(row.requested(), argument);
      assertThat(found).isSameAs(row);
      taken++;
      return landing;
    }
  }

  private SpringMachine<TaskState, TaskState, TaskNode, ?> machine(TaskNode task) {
    SpringMachine<TaskState, TaskState, TaskNode, ?> machine = machines.get(task.key());
    if (machine == null || machine.subject() != task) {
      machine = spring.machine(task.key(), task);
      machines.put(task.key(), machine);
    }
    return machine;
  }

  /** One of the requests that the table does not know now, another one each time. */
  private void refuseAnother(
      SpringMachine<TaskState, TaskState, TaskNode, ?> machine, TaskNode task) {
    TaskState from = task.state();
    for (int i = 0; i < STATES.length; i++) {
      TaskState requested = STATES[(int) ((refused + taken + i) % STATES.length)];
      var row = table.find(from, requested, task);
      if (requested != from && (row == null || row.isNever())) {
        refused++;
        assertThatExceptionOfType(EventRefusedException.class)
            .isThrownBy(() -> machine.fire(requested));
        return;
      }
    }
  }
}
