package io.github.workerfsm.transport.observe;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A mailbox in a flight recording, every second. */
@Name("workerfsm.Mailbox")
@Label("Mailbox")
@Category("Worker FSM")
@Description("How many letters wait for the owner of a machine")
@StackTrace(false)
@Period("1 s")
final class MailboxRead extends jdk.jfr.Event {
  @Label("Mailbox")
  @Nullable String mailbox;

  @Label("Depth")
  @Description("Letters that wait")
  int depth;

  @Label("Capacity")
  int capacity;

  @Label("Accepted")
  @Description("Letters accepted so far")
  long accepted;

  @Label("Handled")
  @Description("Letters handled so far")
  long handled;

  @Label("Full")
  @Description("Letters refused so far because there was no room")
  long full;

  @Label("Closed")
  @Description("Letters refused so far because the mailbox was closed")
  long closed;
}
