package io.github.workerfsm.transport.observe;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** A heartbeat that goes out, in a flight recording. */
@Name("workerfsm.Heartbeat")
@Label("Heartbeat")
@Category("Worker FSM")
@Description("A heartbeat was due on a connection and goes out")
@StackTrace(false)
final class HeartbeatSent extends jdk.jfr.Event {
  @Label("Remote")
  @Nullable String remote;

  @Label("Late")
  @Description("How long ago it was due")
  @Timespan(Timespan.NANOSECONDS)
  long late;
}
