package io.github.workerfsm.trace;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.github.workerfsm.task.Holder;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskState;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of a key in the reference's words.
 *
 * <p>The reference keeps what has not let go of a task, and what is wanted instead, in two further
 * attributes; ours follow from {@link Task#holder()} and {@link Task#seceded()}.
 *
 * @param state the state; {@code forgotten} for a key that is not known
 * @param previous what still holds a cancelled or resumed task: {@code executing}, {@code
 *     long-running} or {@code flight}; null for other states
 * @param next what a resumed task is wanted for: {@code fetch} or {@code waiting}; null for others
 */
public record RecordedState(String state, @Nullable String previous, @Nullable String next) {
  private static final String CANCELLED = "cancelled";
  private static final String RESUMED = "resumed";

  private static final ImmutableMap<String, RecordedState> PLAIN =
      EnumSet.complementOf(EnumSet.of(TaskState.NEW, TaskState.CANCELLED, TaskState.RESCHEDULED))
          .stream()
          .map(ReferenceNames::of)
          .collect(toImmutableMap(name -> name, name -> new RecordedState(name, null, null)));

  private static final ImmutableSet<RecordedState> HELD =
      ImmutableSet.of(
          new RecordedState(CANCELLED, "executing", null),
          new RecordedState(CANCELLED, "long-running", null),
          new RecordedState(CANCELLED, "flight", null),
          new RecordedState(RESUMED, "executing", "fetch"),
          new RecordedState(RESUMED, "long-running", "fetch"),
          new RecordedState(RESUMED, "flight", "waiting"));

  /** A key that is not known. */
  public static final RecordedState UNKNOWN = plain(TaskState.FORGOTTEN);

  /** The state of a task; null is a key that is not known. */
  public static RecordedState of(@Nullable Task task) {
    if (task == null) {
      return UNKNOWN;
    }
    return switch (task.state()) {
      case CANCELLED -> new RecordedState(CANCELLED, held(task), null);
      case RESCHEDULED ->
          new RecordedState(
              RESUMED, held(task), task.holder() == Holder.TRANSFER ? "waiting" : "fetch");
      default -> plain(task.state());
    };
  }

  private static @Nullable String held(Task task) {
    return switch (task.holder()) {
      case NONE -> null;
      case THREAD -> task.seceded() ? "long-running" : "executing";
      case TRANSFER -> "flight";
    };
  }

  private static RecordedState plain(TaskState state) {
    return requireNonNull(PLAIN.get(ReferenceNames.of(state)));
  }

  static RecordedState read(String key, Members from) {
    String expected = "the name of a state, or an object for cancelled and resumed";
    Object value = from.take(key, expected);
    RecordedState state = value instanceof String name ? PLAIN.get(name) : null;
    if (value instanceof Map<?, ?>) {
      Members m = new Members("a state", from.asMap(key, value, expected));
      RecordedState held =
          new RecordedState(m.text("state"), m.textOrNull("previous"), m.textOrNull("next"));
      m.nothingElse();
      state = HELD.contains(held) ? held : null;
    }
    if (state == null) {
      throw from.wrong(key, value, expected);
    }
    return state;
  }

  /** The state as a trace has it, to be written. */
  Object tree() {
    if (previous == null) {
      return state;
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("state", state);
    tree.put("previous", previous);
    tree.put("next", next);
    return tree;
  }

  /** For people, for example {@code resumed(flight -> waiting)}. */
  @Override
  public String toString() {
    if (previous == null) {
      return state;
    }
    return state + "(" + previous + (next == null ? "" : " -> " + next) + ")";
  }
}
