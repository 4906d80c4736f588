package io.github.workerfsm.worker;

import static io.github.workerfsm.task.TaskState.CANCELLED;
import static io.github.workerfsm.task.TaskState.CONSTRAINED;
import static io.github.workerfsm.task.TaskState.ERROR;
import static io.github.workerfsm.task.TaskState.EXECUTING;
import static io.github.workerfsm.task.TaskState.FETCH;
import static io.github.workerfsm.task.TaskState.FLIGHT;
import static io.github.workerfsm.task.TaskState.FORGOTTEN;
import static io.github.workerfsm.task.TaskState.LONG_RUNNING;
import static io.github.workerfsm.task.TaskState.MEMORY;
import static io.github.workerfsm.task.TaskState.MISSING;
import static io.github.workerfsm.task.TaskState.NEW;
import static io.github.workerfsm.task.TaskState.READY;
import static io.github.workerfsm.task.TaskState.RELEASED;
import static io.github.workerfsm.task.TaskState.RESCHEDULED;
import static io.github.workerfsm.task.TaskState.WAITING_FOR_DEPENDENCIES;
import static io.github.workerfsm.worker.Actor.EVENT_LOOP;
import static io.github.workerfsm.worker.Actor.SCHEDULER;
import static io.github.workerfsm.worker.Actor.THREAD_POOL;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.table.Guard;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;
import io.github.workerfsm.task.TaskState;

/**
 * The table of the worker machine: every legal move of a task, one line each. Everything that is
 * legal is here, and nothing that is legal is anywhere else.
 *
 * <p>A row asks for a state; where the task ends, if elsewhere, is what {@code lands} declares. A
 * pair without a row goes through RELEASED, in two halves that the table does have. FORGOTTEN has
 * no row: nothing leaves it.
 */
final class WorkerTransitions {
  private static final TaskState WAITING = WAITING_FOR_DEPENDENCIES;

  static final Guard<TaskNode> ALWAYS = Guard.always();
  static final Guard<TaskNode> DONE = Guard.when(TaskFact.DONE);
  static final Guard<TaskNode> HELD = DONE.not().as("HELD", "its thread or transfer goes on");
  static final Guard<TaskNode> THREAD = Guard.when(TaskFact.THREAD);
  static final Guard<TaskNode> TRANSFER = THREAD.not().as("TRANSFER", "a transfer holds it");
  static final Guard<TaskNode> SECEDED = Guard.when(TaskFact.SECEDED);
  static final Guard<TaskNode> IN_SLOT =
      THREAD.and(SECEDED.not()).as("IN_SLOT", "a thread that counts holds it");
  static final Guard<TaskNode> LOCATED = Guard.when(TaskFact.LOCATED);
  static final Guard<TaskNode> NOWHERE = LOCATED.not().as("NOWHERE", "no holder is known");
  static final Guard<TaskNode> DEMANDING = Guard.when(TaskFact.DEMANDING);
  static final Guard<TaskNode> MODEST = DEMANDING.not().as("MODEST", "it needs only a thread");

  // spotless:off
  private static final ImmutableList<Transition<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>> ROWS = ImmutableList.of(
  //    from          requested     when                   actor        rule                                  reason
  // ---- classified
    row(NEW,          WAITING,      ALWAYS,                SCHEDULER,   ComputeRules.CLASSIFY,                "the scheduler assigns it to this worker"),
    row(NEW,          FETCH,        LOCATED,               SCHEDULER,   TransferRules.QUEUE,                  "its value is wanted here and a holder is known"),
    row(NEW,          FETCH,        NOWHERE,               SCHEDULER,   TransferRules.SEEK,                   "its value is wanted here and no holder is known").lands(NEW),
    row(NEW,          MISSING,      ALWAYS,                EVENT_LOOP,  TransferRules.MISS,                   "the scheduler has to name a holder"),
    row(NEW,          MEMORY,       ALWAYS,                SCHEDULER,   OutcomeRules.PLACE,                   "a client places its value here"),
    row(NEW,          RELEASED,     ALWAYS,                EVENT_LOOP,  ReleaseRules.SET_ASIDE,               "an input was named that is not needed yet"),
    row(RELEASED,     WAITING,      ALWAYS,                SCHEDULER,   ComputeRules.CLASSIFY,                "the scheduler assigns it to this worker"),
    row(RELEASED,     FETCH,        LOCATED,               SCHEDULER,   TransferRules.QUEUE,                  "its value is wanted here and a holder is known"),
    row(RELEASED,     FETCH,        NOWHERE,               SCHEDULER,   TransferRules.SEEK,                   "its value is wanted here and no holder is known").lands(RELEASED),
    row(RELEASED,     MISSING,      ALWAYS,                EVENT_LOOP,  TransferRules.MISS,                   "the scheduler has to name a holder"),
    row(RELEASED,     MEMORY,       ALWAYS,                SCHEDULER,   OutcomeRules.RECEIVE,                 "a client places its value here"),
    row(RELEASED,     FORGOTTEN,    ALWAYS,                SCHEDULER,   ReleaseRules.FORGET,                  "its metadata is of no use to anybody"),
  // ---- to be computed here
    row(WAITING,      READY,        MODEST,                EVENT_LOOP,  ComputeRules.QUEUE,                   "every input is in memory"),
    row(WAITING,      READY,        DEMANDING,             EVENT_LOOP,  ComputeRules.DEMAND,                  "every input is in memory, but resources have to be free as well").lands(WAITING),
    row(WAITING,      CONSTRAINED,  ALWAYS,                EVENT_LOOP,  ComputeRules.QUEUE_FOR_RESOURCES,     "every input is in memory; resources have to be free"),
    row(WAITING,      RELEASED,     ALWAYS,                SCHEDULER,   ReleaseRules.DROP,                    "it is not wanted here any more"),
    row(WAITING,      ERROR,        ALWAYS,                EVENT_LOOP,  OutcomeRules.FAIL_TO_START,           "an input cannot be gathered"),
    row(READY,        EXECUTING,    ALWAYS,                THREAD_POOL, ComputeRules.START,                   "a thread is free"),
    row(READY,        RELEASED,     ALWAYS,                SCHEDULER,   ReleaseRules.DROP,                    "it is not wanted here any more"),
    row(CONSTRAINED,  EXECUTING,    ALWAYS,                THREAD_POOL, ComputeRules.START,                   "a thread and the resources are free"),
    row(CONSTRAINED,  RELEASED,     ALWAYS,                SCHEDULER,   ReleaseRules.DROP,                    "it is not wanted here any more"),
  // ---- held by a thread
    row(EXECUTING,    MEMORY,       DONE,                  THREAD_POOL, OutcomeRules.FINISH,                  "the run has succeeded"),
    row(EXECUTING,    MEMORY,       HELD,                  SCHEDULER,   OutcomeRules.DECLINE,                 "a value from outside cannot replace a running computation").lands(EXECUTING),
    row(EXECUTING,    ERROR,        ALWAYS,                THREAD_POOL, OutcomeRules.FAIL,                    "the run has failed"),
    row(EXECUTING,    LONG_RUNNING, ALWAYS,                THREAD_POOL, ComputeRules.SECEDE,                  "the run has left the slots"),
    row(EXECUTING,    RELEASED,     HELD,                  SCHEDULER,   CancellationRules.HOLD,               "a running thread cannot be stopped").lands(CANCELLED),
    row(EXECUTING,    RELEASED,     DONE,                  THREAD_POOL, OutcomeRules.RUN_ELSEWHERE,           "the run has ended by asking to be run elsewhere"),
    row(LONG_RUNNING, MEMORY,       DONE,                  THREAD_POOL, OutcomeRules.FINISH,                  "the run has succeeded"),
    row(LONG_RUNNING, MEMORY,       HELD,                  SCHEDULER,   OutcomeRules.DECLINE,                 "a value from outside cannot replace a running computation").lands(LONG_RUNNING),
    row(LONG_RUNNING, ERROR,        ALWAYS,                THREAD_POOL, OutcomeRules.FAIL,                    "the run has failed"),
    row(LONG_RUNNING, RELEASED,     HELD,                  SCHEDULER,   CancellationRules.HOLD,               "a running thread cannot be stopped").lands(CANCELLED),
    row(LONG_RUNNING, RELEASED,     DONE,                  THREAD_POOL, OutcomeRules.RUN_ELSEWHERE,           "the run has ended by asking to be run elsewhere"),
  // ---- wanted as an input
    row(FETCH,        FLIGHT,       ALWAYS,                EVENT_LOOP,  TransferRules.START,                  "a holder can be asked"),
    row(FETCH,        MISSING,      ALWAYS,                EVENT_LOOP,  TransferRules.MISS,                   "its last holder has gone"),
    row(FETCH,        WAITING,      ALWAYS,                SCHEDULER,   ComputeRules.CLASSIFY_ANEW,           "the scheduler assigns it to this worker"),
    row(FETCH,        RELEASED,     ALWAYS,                SCHEDULER,   ReleaseRules.DROP,                    "nothing here needs it any more"),
    row(MISSING,      FETCH,        LOCATED,               SCHEDULER,   TransferRules.FIND,                   "a holder is known again"),
    row(MISSING,      FETCH,        NOWHERE,               SCHEDULER,   TransferRules.GO_ON,                  "no holder is known yet").lands(MISSING),
    row(MISSING,      WAITING,      ALWAYS,                SCHEDULER,   ComputeRules.CLASSIFY_ANEW,           "the scheduler assigns it to this worker"),
    row(MISSING,      RELEASED,     ALWAYS,                SCHEDULER,   ReleaseRules.DROP,                    "nothing here needs it any more"),
  // ---- held by a transfer
    row(FLIGHT,       MEMORY,       DONE,                  EVENT_LOOP,  OutcomeRules.RECEIVE,                 "the transfer has brought the value"),
    row(FLIGHT,       MEMORY,       HELD,                  SCHEDULER,   OutcomeRules.DECLINE,                 "a value from outside cannot replace an open transfer").lands(FLIGHT),
    row(FLIGHT,       FETCH,        DONE.and(LOCATED),     EVENT_LOOP,  TransferRules.QUEUE,                  "the transfer came back without the value; another holder is known"),
    row(FLIGHT,       FETCH,        DONE.and(NOWHERE),     EVENT_LOOP,  TransferRules.SEEK,                   "the transfer came back without the value; no other holder is known").lands(FLIGHT),
    row(FLIGHT,       FETCH,        HELD,                  SCHEDULER,   TransferRules.GO_ON,                  "it is being transferred already").lands(FLIGHT),
    row(FLIGHT,       MISSING,      ALWAYS,                EVENT_LOOP,  TransferRules.MISS,                   "the scheduler has to name a holder"),
    row(FLIGHT,       ERROR,        ALWAYS,                EVENT_LOOP,  TransferRules.GIVE_UP,                "its value cannot be used, however often it is brought").lands(RELEASED),
    row(FLIGHT,       RELEASED,     HELD,                  SCHEDULER,   CancellationRules.HOLD,               "an open transfer cannot be stopped").lands(CANCELLED),
    row(FLIGHT,       RELEASED,     DONE,                  EVENT_LOOP,  CancellationRules.LET_GO,             "the transfer has ended, and another of its tasks has let go of this one"),
  // ---- the outcome is here
    row(MEMORY,       RELEASED,     ALWAYS,                SCHEDULER,   ReleaseRules.DISCARD,                 "its value is not wanted here any more"),
  never(MEMORY,       WAITING,      ALWAYS,                SCHEDULER,                                         "a held value is not computed again: the answer is that it is finished"),
  never(MEMORY,       FETCH,        ALWAYS,                EVENT_LOOP,                                        "a held value is not brought again"),
    row(ERROR,        RELEASED,     ALWAYS,                SCHEDULER,   ReleaseRules.DROP,                    "its failure is of no interest any more"),
  // ---- nobody wants it, but it is held
    row(CANCELLED,    WAITING,      HELD.and(IN_SLOT),     SCHEDULER,   CancellationRules.RESUME_RUN,         "it is wanted again, and its thread is still at it").lands(EXECUTING),
    row(CANCELLED,    WAITING,      HELD.and(SECEDED),     SCHEDULER,   CancellationRules.RESUME_SECEDED_RUN, "it is wanted again, and its thread is still at it").lands(LONG_RUNNING),
    row(CANCELLED,    WAITING,      HELD.and(TRANSFER),    SCHEDULER,   CancellationRules.TURN_TO_COMPUTE,    "it is to be computed here, but a transfer holds it").lands(RESCHEDULED),
  never(CANCELLED,    WAITING,      DONE,                  SCHEDULER,                                         "an assignment and a completion are different events"),
    row(CANCELLED,    FETCH,        HELD.and(THREAD),      SCHEDULER,   CancellationRules.TURN_TO_FETCH,      "its value is wanted, but a thread holds it").lands(RESCHEDULED),
    row(CANCELLED,    FETCH,        HELD.and(TRANSFER),    SCHEDULER,   CancellationRules.RESUME_TRANSFER,    "its value is wanted again, and its transfer is still at it").lands(FLIGHT),
    row(CANCELLED,    FETCH,        DONE.and(TRANSFER),    EVENT_LOOP,  CancellationRules.ASK_RELEASE,        "the transfer came back without the value, which nobody wants").lands(CANCELLED),
  never(CANCELLED,    FETCH,        DONE.and(THREAD),      THREAD_POOL,                                       "no run ends by asking for a transfer"),
    row(CANCELLED,    LONG_RUNNING, HELD.and(THREAD),      THREAD_POOL, CancellationRules.SECEDE_UNHEARD,     "the run has left the slots, of which the scheduler need not hear").lands(CANCELLED),
  never(CANCELLED,    LONG_RUNNING, DONE.or(TRANSFER),     THREAD_POOL,                                       "only a running thread can secede"),
    row(CANCELLED,    RELEASED,     HELD,                  SCHEDULER,   CancellationRules.KEEP,               "only the completion releases it").lands(CANCELLED),
    row(CANCELLED,    RELEASED,     DONE,                  EVENT_LOOP,  CancellationRules.LET_GO,             "the completion releases it"),
    row(CANCELLED,    MEMORY,       DONE,                  THREAD_POOL, CancellationRules.LET_GO,             "nobody wants the value").lands(RELEASED),
    row(CANCELLED,    MEMORY,       HELD,                  SCHEDULER,   OutcomeRules.DECLINE,                 "a value from outside cannot replace what still runs").lands(CANCELLED),
    row(CANCELLED,    ERROR,        DONE,                  THREAD_POOL, CancellationRules.LET_GO,             "nobody wants to know of the failure").lands(RELEASED),
  never(CANCELLED,    ERROR,        HELD,                  THREAD_POOL,                                       "a failure is a completion"),
  // ---- its role has changed, but it is held
    row(RESCHEDULED,  WAITING,      HELD.and(IN_SLOT),     SCHEDULER,   CancellationRules.RESUME_RUN,         "it is to be computed here after all, and its thread is still at it").lands(EXECUTING),
    row(RESCHEDULED,  WAITING,      HELD.and(SECEDED),     SCHEDULER,   CancellationRules.RESUME_SECEDED_RUN, "it is to be computed here after all, and its thread is still at it").lands(LONG_RUNNING),
    row(RESCHEDULED,  WAITING,      HELD.and(TRANSFER),    SCHEDULER,   CancellationRules.KEEP,               "it waits for its transfer already, to be computed here").lands(RESCHEDULED),
  never(RESCHEDULED,  WAITING,      DONE,                  SCHEDULER,                                         "an assignment and a completion are different events"),
    row(RESCHEDULED,  FETCH,        HELD.and(THREAD),      SCHEDULER,   CancellationRules.KEEP,               "it waits for its thread already, to be an input").lands(RESCHEDULED),
    row(RESCHEDULED,  FETCH,        HELD.and(TRANSFER),    SCHEDULER,   CancellationRules.RESUME_TRANSFER,    "only its value is wanted after all, and its transfer is still at it").lands(FLIGHT),
    row(RESCHEDULED,  FETCH,        DONE.and(TRANSFER),    EVENT_LOOP,  CancellationRules.COMPUTE_INSTEAD,    "the transfer came back without the value: it is computed, as it was asked for").lands(RELEASED),
  never(RESCHEDULED,  FETCH,        DONE.and(THREAD),      THREAD_POOL,                                       "no run ends by asking for a transfer"),
    row(RESCHEDULED,  LONG_RUNNING, HELD.and(THREAD),      THREAD_POOL, CancellationRules.SECEDE_UNHEARD,     "the run has left the slots, of which the scheduler need not hear").lands(RESCHEDULED),
  never(RESCHEDULED,  LONG_RUNNING, DONE.or(TRANSFER),     THREAD_POOL,                                       "only a running thread can secede"),
    row(RESCHEDULED,  RELEASED,     HELD,                  SCHEDULER,   CancellationRules.HOLD,               "it is not wanted any more; only the completion releases it").lands(CANCELLED),
    row(RESCHEDULED,  RELEASED,     DONE.and(THREAD),      THREAD_POOL, CancellationRules.FETCH_INSTEAD,      "the run asks to be run elsewhere, and is: its value is brought from there"),
  never(RESCHEDULED,  RELEASED,     DONE.and(TRANSFER),    EVENT_LOOP,                                        "no transfer ends by asking for a release"),
    row(RESCHEDULED,  MEMORY,       DONE.and(THREAD),      THREAD_POOL, OutcomeRules.RECEIVE,                 "the run has made the value that was wanted as an input"),
    row(RESCHEDULED,  MEMORY,       DONE.and(TRANSFER),    EVENT_LOOP,  CancellationRules.COMPUTE_INSTEAD,    "the transfer has brought what another run has made: it is computed, as it was asked for").lands(RELEASED),
    row(RESCHEDULED,  MEMORY,       HELD,                  SCHEDULER,   OutcomeRules.DECLINE,                 "a value from outside cannot replace what still runs").lands(RESCHEDULED),
    row(RESCHEDULED,  ERROR,        DONE.and(THREAD),      THREAD_POOL, CancellationRules.FETCH_INSTEAD,      "the run has failed, but only its value was wanted: it is brought from elsewhere").lands(RELEASED),
    row(RESCHEDULED,  ERROR,        DONE.and(TRANSFER),    EVENT_LOOP,  CancellationRules.COMPUTE_INSTEAD,    "the transfer has failed: it is computed, as it was asked for").lands(RELEASED),
  never(RESCHEDULED,  ERROR,        HELD,                  THREAD_POOL,                                       "a failure is a completion")
  );
  // spotless:on

  /** The table of {@link RuleSet#CURRENT}. */
  static final TransitionTable<
          TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>
      TABLE =
          TransitionTable
              .<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>named(
                  "worker", TaskState.class, TaskState.class)
              .startsIn(NEW)
              .endsIn(FORGOTTEN)
              .detourThrough(RELEASED, RELEASED)
              .facts(TaskFact.values())
              .given(SECEDED.not().or(THREAD))
              .rules(rules())
              .rows(ROWS)
              .build();

  private WorkerTransitions() {}

  /** A row that lands in the state that it asks for, unless it says otherwise. */
  static Transition<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>> row(
      TaskState from,
      TaskState requested,
      Guard<TaskNode> when,
      Actor actor,
      WorkerRule rule,
      String reason) {
    return Transition.<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>row(
            from, requested, when, actor, rule, reason)
        .lands(requested);
  }

  /** A pair that is refused. */
  static Transition<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>> never(
      TaskState from, TaskState requested, Guard<TaskNode> when, Actor actor, String reason) {
    return Transition.never(from, requested, when, actor, reason);
  }

  /** The rules of the rows, room by room. */
  static ImmutableList<WorkerRule> rules() {
    return ImmutableList.<WorkerRule>builder()
        .add(ComputeRules.values())
        .add(TransferRules.values())
        .add(CancellationRules.values())
        .add(OutcomeRules.values())
        .add(ReleaseRules.values())
        .build();
  }
}
