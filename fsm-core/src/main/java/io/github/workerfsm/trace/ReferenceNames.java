package io.github.workerfsm.trace;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.github.workerfsm.event.EventKind;
import io.github.workerfsm.instruction.InstructionKind;
import io.github.workerfsm.task.TaskState;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * What dask.distributed 2022.12.1, and so a trace, calls our states, events and instructions.
 *
 * <p>Source: {@code TaskStateState} and the {@code op} of messages.
 */
public final class ReferenceNames {
  /** A task that is not known. */
  public static final String FORGOTTEN = "forgotten";

  private static final ImmutableMap<String, EventKind> EVENTS =
      Maps.uniqueIndex(EnumSet.allOf(EventKind.class), ReferenceNames::of);

  private static final ImmutableMap<String, InstructionKind> INSTRUCTIONS =
      Maps.uniqueIndex(EnumSet.allOf(InstructionKind.class), ReferenceNames::of);

  private ReferenceNames() {}

  /** The name of a state in which a task is. A new task is called released. */
  public static String of(TaskState state) {
    return switch (state) {
      case NEW, RELEASED -> "released";
      case WAITING_FOR_DEPENDENCIES -> "waiting";
      case READY -> "ready";
      case CONSTRAINED -> "constrained";
      case EXECUTING -> "executing";
      case LONG_RUNNING -> "long-running";
      case FETCH -> "fetch";
      case MISSING -> "missing";
      case FLIGHT -> "flight";
      case MEMORY -> "memory";
      case ERROR -> "error";
      case CANCELLED -> "cancelled";
      case RESCHEDULED -> "resumed";
      case FORGOTTEN -> FORGOTTEN;
    };
  }

  /** The {@code op} of an event. */
  public static String of(EventKind kind) {
    return switch (kind) {
      case GATHER_SUCCESS -> "gather-dep-success";
      case GATHER_BUSY -> "gather-dep-busy";
      case GATHER_NETWORK_FAILURE -> "gather-dep-network-failure";
      case GATHER_FAILURE -> "gather-dep-failure";
      default -> kind.label();
    };
  }

  /** The {@code op} of an instruction. */
  public static String of(InstructionKind kind) {
    return kind.label();
  }

  /** The kind of event with this {@code op}; null when there is none. */
  public static @Nullable EventKind event(String op) {
    return EVENTS.get(op);
  }

  /** The kind of instruction with this {@code op}; null when there is none. */
  public static @Nullable InstructionKind instruction(String op) {
    return INSTRUCTIONS.get(op);
  }
}
