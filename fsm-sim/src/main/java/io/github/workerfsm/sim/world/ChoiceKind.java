package io.github.workerfsm.sim.world;

/**
 * What can happen next in a world. A fault is what nobody is obliged to let happen: it is offered
 * as long as the budget of its kind lasts. Everything else is offered whenever it can happen, and a
 * fair driver lets it happen sooner or later.
 */
public enum ChoiceKind {
  /** The next message of the scheduler arrives at the worker. */
  TO_WORKER(false),
  /** The next message of the worker arrives at the scheduler. */
  TO_SCHEDULER(false),
  /** A new scheduler has a connection to the worker and is sent its inventory. */
  ATTEND(false),
  /** The new scheduler has heard all workers and goes on. */
  RECOVER(false),

  /** The coroutine of a run starts; only where rules tell its start from the instruction. */
  RUN_START(false),
  /** A thread has computed the value of the key. */
  THREAD_SUCCESS(false),
  /** A run that found its task cancelled when it started says so. */
  ALREADY_CANCELLED(false),
  /** A thread has failed. */
  THREAD_FAILURE(true),
  /** A running task has asked to be run elsewhere. */
  THREAD_RESCHEDULE(true),
  /** A running task has left the slots. */
  SECEDE(true),

  /** The coroutine of a transfer starts; only where rules tell its start from the instruction. */
  GATHER_START(false),
  /** The peer answers with every value asked for that it holds now. */
  GATHER_OK(false),
  /** The peer answers with some of them. */
  GATHER_PARTIAL(true),
  /** The peer serves too many others. */
  GATHER_BUSY(true),
  /** The values cannot be read. */
  GATHER_FAIL(true),
  /** The peer fails while it serves the request. */
  GATHER_BREAK(true),
  /** The connection is gone, or has been waited for too long. */
  GATHER_NETFAIL(false),

  /** A busy peer may be asked again. */
  RETRY_BUSY(false),
  /** The worker asks for holders of what is missing. */
  FIND_MISSING(false),

  /** The scheduler notices that a worker is gone or no longer answers. */
  NOTICE(false),
  /** A worker starts, perhaps at the address of one that died. */
  JOIN(true),
  /** A worker dies. */
  DEATH(true),
  /** A worker no longer does anything, its connections stay open. */
  HANG(true),
  /** A worker leaves in order. */
  LEAVE(true),
  /** A worker stops starting tasks and transfers. */
  PAUSE(true),
  /** A paused worker goes on. */
  UNPAUSE(false),
  /**
   * A worker no longer serves a value, without having told anybody. For scripts only: no rules can
   * cope with the only holder of a value denying it for ever, so it is never offered.
   */
  LOSE_DATA(true),
  /** The scheduler dies, and with it all that is under way to it and from it. */
  SCHEDULER_DEATH(true),
  /** The stream between a worker and the scheduler breaks. */
  RECONNECT(true),
  /** A worker says that it lives and which tasks it runs. */
  HEARTBEAT(true),

  /** A client submits a part of the graph and wants keys of it. */
  WANT(true),
  /** A client submits keys that are to be computed by another function than before. */
  REDEFINE(true),
  /** A client no longer wants keys. */
  RELEASE(true),
  /** A client places a value on a worker. */
  SCATTER(true),

  /** The scheduler asks the worker that has a task to let another have it. */
  STEAL(true),
  /** Replica management wants copies on a worker. */
  ACQUIRE(true),
  /** Replica management strikes copies on a worker off. */
  REMOVE(true);

  private final boolean fault;

  ChoiceKind(boolean fault) {
    this.fault = fault;
  }

  /** Whether nobody is obliged to let it happen. */
  public boolean fault() {
    return fault;
  }
}
