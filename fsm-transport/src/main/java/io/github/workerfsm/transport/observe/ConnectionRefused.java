package io.github.workerfsm.transport.observe;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A refused connection in a flight recording. */
@Name("workerfsm.Refused")
@Label("Connection Refused")
@Category("Worker FSM")
@Description("A connection has been refused, or ended for a reason")
@StackTrace(false)
final class ConnectionRefused extends jdk.jfr.Event {
  @Label("Who")
  @Nullable String who;

  @Label("Why")
  @Nullable String why;

  @Label("Detail")
  @Nullable String detail;
}
