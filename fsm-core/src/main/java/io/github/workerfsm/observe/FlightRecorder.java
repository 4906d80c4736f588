package io.github.workerfsm.observe;

import io.github.workerfsm.table.Subject;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionListener;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.worker.TransitionObserver;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes every transition into the running recording of the JVM's Flight Recorder, as an event
 * {@code workerfsm.Transition}.
 *
 * <p>What it costs: nothing for a machine that has none. With one, and no recording running, a
 * call, one test, and an empty event object, which the compiler removes from hot code. While a
 * recording runs, one event in JFR's buffer of the thread.
 */
public final class FlightRecorder implements TransitionObserver {
  private final String table;

  private FlightRecorder(String table) {
    this.table = table;
  }

  /**
   * The observer of a worker machine: {@code machine.observe(FlightRecorder.named("worker"))}.
   *
   * @param table the name under which its events are found
   */
  public static FlightRecorder named(String table) {
    return new FlightRecorder(table);
  }

  /**
   * The listener of an engine.
   *
   * @param table the name under which its events are found
   * @param name how a subject is called in events
   */
  public static <S extends Enum<S>, T extends Enum<T>, C extends Subject<S>, R>
      TransitionListener<S, T, C, R> listening(String table, Function<? super C, String> name) {
    return (subject, from, requested, row, cause) -> {
      TransitionTaken event = new TransitionTaken();
      if (event.shouldCommit()) {
        write(event, table, name.apply(subject), from, requested, subject.state(), row);
      }
    };
  }

  @Override
  public void moved(
      Task task,
      TaskState from,
      TaskState requested,
      TaskState landing,
      @Nullable Transition<TaskState, TaskState, ?, ?> row) {
    TransitionTaken event = new TransitionTaken();
    if (event.shouldCommit()) {
      write(event, table, task.key(), from, requested, landing, row);
    }
  }

  private static void write(
      TransitionTaken event,
      String table,
      String subject,
      Enum<?> from,
      Enum<?> requested,
      Enum<?> landing,
      @Nullable Transition<?, ?, ?, ?> row) {
    event.table = table;
    event.subject = subject;
    event.from = from.name();
    event.requested = requested.name();
    event.landing = landing.name();
    event.reason = row == null ? null : row.reason();
    event.commit();
  }
}
