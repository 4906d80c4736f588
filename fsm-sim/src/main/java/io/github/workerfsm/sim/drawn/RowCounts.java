package io.github.workerfsm.sim.drawn;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.workerfsm.diagrams.render.JsonWriter;
import io.github.workerfsm.diagrams.table.RowView;
import io.github.workerfsm.diagrams.table.TableView;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.worker.RuleSet;
import io.github.workerfsm.worker.TransitionObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Counts how often each row of a table is taken, and writes it for {@code diagram --coverage}.
 * Threads may count at the same time.
 */
public final class RowCounts implements TransitionObserver {
  private final TransitionTable<?, ?, ?, ?> table;
  private final String rules;
  private final RowNumbers numbers;
  private final AtomicLongArray counts;

  private RowCounts(TransitionTable<?, ?, ?, ?> table, String rules) {
    this.table = table;
    this.rules = rules;
    this.numbers = RowNumbers.of(table);
    this.counts = new AtomicLongArray(table.rows().size());
  }

  /** Nothing counted, of the worker's table by these rules. */
  public static RowCounts of(RuleSet rules) {
    return new RowCounts(rules.table(), rules.name());
  }

  /** Nothing counted, of another table. */
  public static RowCounts of(TransitionTable<?, ?, ?, ?> table) {
    return new RowCounts(table, "");
  }

  @Override
  public void moved(
      Task task,
      TaskState from,
      TaskState requested,
      TaskState landing,
      @Nullable Transition<TaskState, TaskState, ?, ?> row) {
    taken(row, 1);
  }

  /** The row was taken so many times more; null, and a row of another table, count for nothing. */
  public void taken(@Nullable Transition<?, ?, ?, ?> row, long times) {
    int number = numbers.of(row);
    if (number > 0) {
      counts.addAndGet(number - 1, times);
    }
  }

  /**
   * Writes the counts as one JSON object: {@code machine}, {@code rules} where the machine has
   * several, {@code source}, and in {@code taken} a number for each row that can be taken.
   *
   * @param source what was counted, for people
   * @throws IOException if the file cannot be written
   */
  public void write(Path file, String source) throws IOException {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("machine", table.name());
    if (!rules.isEmpty()) {
      tree.put("rules", rules);
    }
    tree.put("source", source);
    Map<String, Object> taken = new LinkedHashMap<>();
    for (RowView row : TableView.of(table).rows()) {
      if (!row.isNever()) {
        taken.put(row.key(), counts.get(row.number() - 1));
      }
    }
    tree.put("taken", taken);
    Files.writeString(file, JsonWriter.of(tree) + "\n", UTF_8);
  }
}
