package io.github.workerfsm.observe;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** One transition in a flight recording. Without a stack trace, which would be the same always. */
@Name("workerfsm.Transition")
@Label("State Transition")
@Category("Worker FSM")
@Description("A subject has been moved by a row of a transition table")
@StackTrace(false)
final class TransitionTaken extends jdk.jfr.Event {
  @Label("Table")
  @Nullable String table;

  @Label("Subject")
  @Nullable String subject;

  @Label("From")
  @Nullable String from;

  @Label("Requested")
  @Nullable String requested;

  @Label("Landing")
  @Nullable String landing;

  @Label("Reason")
  @Description("Why the row is right; null for the whole of a detour")
  @Nullable String reason;
}
