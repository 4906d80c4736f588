package io.github.workerfsm.sim.fuzz;

/** Rare situations that a campaign should meet now and then; one that it never met is reported. */
public enum Mark {
  // spotless:off
  CANCELLED_WHILE_SECEDED          ("a task is let go whose run has left the slots"),
  WANTED_AGAIN_WHILE_IT_RUNS       ("a cancelled run is wanted again"),
  WANTED_AGAIN_WHILE_IN_TRANSFER   ("a cancelled transfer is wanted again, to be computed"),
  FAILURE_OF_CANCELLED_RUN         ("a cancelled run fails"),
  FAILURE_OF_RUN_WANTED_AS_INPUT   ("a run fails whose task is by now wanted as an input"),
  RESCHEDULE_OF_CANCELLED_RUN      ("a cancelled run asks to be run elsewhere"),
  SECESSION_OF_CANCELLED_RUN       ("a cancelled run leaves the slots"),
  REPLY_FOR_CANCELLED              ("a value arrives that nobody wants any more"),
  REPLY_FOR_RESCHEDULED            ("a value arrives for a task that is to be computed by now"),
  EMPTY_REPLY                      ("a peer answers with nothing"),
  PARTIAL_REPLY                    ("a peer answers with some of the values"),
  BUSY_WHILE_RESCHEDULED           ("a peer is busy, and a task of the transfer is to be computed by now"),
  LOST_WHILE_RESCHEDULED           ("a connection is lost, and a task of the transfer is to be computed by now"),
  SCATTERED_ONTO_HELD              ("a client places a value that a thread or transfer is at"),
  REMOVED_WHILE_NEEDED             ("a copy is struck off that a task here waits to read"),
  STEAL_REQUEST_MEETS_RUNNING      ("a task is to be stolen that runs already"),
  PEER_REMOVED_DURING_TRANSFER     ("a peer is declared gone during a transfer from it"),
  PAUSED_WITH_READY_TASKS          ("a worker is paused that has tasks ready to run"),
  STALE_RUN_FINISHED               ("a result arrives of a run that is no longer the assigned one"),
  STALE_RUN_ERRED                  ("a failure arrives of a run that is no longer the assigned one"),
  FINISHED_AND_FORGOTTEN           ("a result arrives of a task that the scheduler has forgotten"),
  FINISHED_WHILE_WAITING           ("a result arrives of a task that waits for its inputs again"),
  FINISHED_IN_MEMORY               ("a result arrives of a task that is in memory already"),
  STEAL_ANSWER_TOO_LATE            ("a victim answers when the request is no longer on the books"),
  STEAL_ANSWER_AFTER_DEATH         ("a victim answers when the thief is gone"),
  COPY_OF_FORGOTTEN                ("a copy is announced of a task that the scheduler has forgotten"),
  COPY_OF_LOST                     ("a copy is announced of a task that is not in memory any more"),
  LAST_HOLDER_LOST                 ("the only worker that holds a value is gone"),
  SAME_ADDRESS_AGAIN               ("a worker joins at the address of another that died"),
  HEARTBEAT_OF_FORGOTTEN           ("a heartbeat names a task that the scheduler has forgotten"),
  ASKED_FOR_FORGOTTEN              ("a worker asks who holds what the scheduler has forgotten"),
  REDEFINED_WHILE_RUNNING          ("a task is submitted with another function while it runs");
  // spotless:on

  private final String meaning;

  Mark(String meaning) {
    this.meaning = meaning;
  }

  /** What happens, in one line. */
  public String meaning() {
    return meaning;
  }
}
