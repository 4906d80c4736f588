package io.github.workerfsm.transport.observe;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A peer that is welcome, suspect, alive after all, or lost, in a flight recording. */
@Name("workerfsm.Peer")
@Label("Peer")
@Category("Worker FSM")
@Description("Something has been noticed about the silence of a peer")
@StackTrace(false)
final class PeerNoticed extends jdk.jfr.Event {
  @Label("Remote")
  @Nullable String remote;

  @Label("What")
  @Nullable String what;
}
