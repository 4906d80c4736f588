package io.github.workerfsm.sim.scheduler;

import static io.github.workerfsm.sim.scheduler.Party.CLIENT;
import static io.github.workerfsm.sim.scheduler.Party.SCHEDULER;
import static io.github.workerfsm.sim.scheduler.Party.WORKER;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.ERRED;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.FORGOTTEN;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.MEMORY;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.NO_WORKER;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.PROCESSING;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.QUEUED;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.RELEASED;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.WAITING;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.table.Guard;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;

/**
 * The table of the simulated scheduler: every legal move of a task in its books, one line each.
 *
 * <p>A row asks for a state; where the task ends, if elsewhere, is what {@code lands} declares.
 * What is forgotten from elsewhere goes through RELEASED, in two halves that the table does have.
 */
final class SchedulerTransitions {
  static final Guard<TaskRecord> ALWAYS = Guard.always();
  static final Guard<TaskRecord> BLAMED = Guard.when(TaskFact.BLAMED);
  static final Guard<TaskRecord> NEEDED = Guard.when(TaskFact.NEEDED);
  static final Guard<TaskRecord> UNNEEDED = NEEDED.not().as("UNNEEDED", "nobody needs it");
  static final Guard<TaskRecord> SOUND =
      NEEDED.and(BLAMED.not()).as("SOUND", "it is needed and no input of it has failed");
  static final Guard<TaskRecord> DOOMED =
      NEEDED.and(BLAMED).as("DOOMED", "it is needed but an input of it has failed");
  static final Guard<TaskRecord> KEPT = Guard.when(TaskFact.KEPT);
  static final Guard<TaskRecord> LOOSE =
      KEPT.not().as("LOOSE", "no client wants it and no task has it as an input");

  // spotless:off
  private static final ImmutableList<Transition<SchedulerTaskState, SchedulerTaskState, TaskRecord, Rule<SchedulerState, TaskRecord, SchedulerTaskState>>> ROWS = ImmutableList.of(
  //  from         requested    when     party      rule                      reason
  // ---- wanted
    row(RELEASED,   WAITING,    SOUND,   CLIENT,    StartRules.START,         "it is wanted: by a client, or by a task that needs it"),
    row(RELEASED,   WAITING,    DOOMED,  SCHEDULER, OutcomeRules.INHERIT,     "it is wanted, but an input of it has failed").lands(ERRED),
    row(RELEASED,   WAITING,    UNNEEDED,SCHEDULER, ReleaseRules.KEEP,        "who wanted it has failed or gone before its turn").lands(RELEASED),
    row(ERRED,      WAITING,    NEEDED,  CLIENT,    StartRules.RETRY,         "a client wants it tried again"),
    row(ERRED,      WAITING,    UNNEEDED,SCHEDULER, ReleaseRules.KEEP,        "who wanted it has failed or gone before its turn").lands(ERRED),
  // ---- assigned
    row(WAITING,    PROCESSING, ALWAYS,  SCHEDULER, StartRules.ASSIGN,        "every input is in memory, or, if it may be assigned early, on its way").lands(PROCESSING, QUEUED, NO_WORKER),
    row(QUEUED,     PROCESSING, ALWAYS,  SCHEDULER, StartRules.ASSIGN_QUEUED, "a worker has a free thread").lands(PROCESSING, QUEUED),
    row(NO_WORKER,  PROCESSING, ALWAYS,  SCHEDULER, StartRules.ASSIGN,        "a worker that may run it is there").lands(PROCESSING, QUEUED, NO_WORKER),
  // ---- sent back
    row(PROCESSING, WAITING,    ALWAYS,  SCHEDULER, StartRules.SEND_BACK,     "an input is lost, or its worker is not to run it after all"),
    row(QUEUED,     WAITING,    ALWAYS,  SCHEDULER, StartRules.WAIT_AGAIN,    "an input is lost"),
    row(NO_WORKER,  WAITING,    ALWAYS,  SCHEDULER, StartRules.WAIT_AGAIN,    "an input is lost"),
  // ---- an outcome
    row(PROCESSING, MEMORY,     ALWAYS,  WORKER,    OutcomeRules.ARRIVE,      "a worker has its value"),
    row(RELEASED,   MEMORY,     ALWAYS,  CLIENT,    OutcomeRules.ARRIVE,      "a client has placed its value"),
    row(WAITING,    MEMORY,     ALWAYS,  CLIENT,    OutcomeRules.ARRIVE,      "a client has placed its value"),
    row(QUEUED,     MEMORY,     ALWAYS,  CLIENT,    OutcomeRules.ARRIVE,      "a client has placed its value"),
    row(NO_WORKER,  MEMORY,     ALWAYS,  CLIENT,    OutcomeRules.ARRIVE,      "a client has placed its value"),
    row(ERRED,      MEMORY,     ALWAYS,  CLIENT,    OutcomeRules.ARRIVE,      "a client has placed its value"),
    row(PROCESSING, ERRED,      ALWAYS,  WORKER,    OutcomeRules.FAIL,        "it has failed for the last time, or too many workers died with it"),
    row(WAITING,    ERRED,      ALWAYS,  SCHEDULER, OutcomeRules.FAIL,        "an input of it has failed"),
    row(QUEUED,     ERRED,      ALWAYS,  SCHEDULER, OutcomeRules.FAIL,        "an input of it has failed"),
    row(NO_WORKER,  ERRED,      ALWAYS,  SCHEDULER, OutcomeRules.FAIL,        "an input of it has failed"),
  // ---- let go
    row(WAITING,    RELEASED,   ALWAYS,  CLIENT,    ReleaseRules.DROP,        "nobody needs it any more"),
    row(QUEUED,     RELEASED,   ALWAYS,  CLIENT,    ReleaseRules.DROP,        "nobody needs it any more"),
    row(NO_WORKER,  RELEASED,   ALWAYS,  CLIENT,    ReleaseRules.DROP,        "nobody needs it any more"),
    row(PROCESSING, RELEASED,   ALWAYS,  CLIENT,    ReleaseRules.TAKE_BACK,   "nobody needs it any more"),
    row(MEMORY,     RELEASED,   ALWAYS,  SCHEDULER, ReleaseRules.LOSE,        "nobody needs it any more, or nobody holds it any more"),
    row(ERRED,      RELEASED,   ALWAYS,  CLIENT,    ReleaseRules.CLEAR,       "nobody is interested in its failure any more"),
    row(RELEASED,   FORGOTTEN,  LOOSE,   SCHEDULER, ReleaseRules.FORGET,      "nobody can ask for it any more"),
    row(RELEASED,   FORGOTTEN,  KEPT,    SCHEDULER, ReleaseRules.KEEP,        "somebody can still ask for it").lands(RELEASED)
  );
  // spotless:on

  /** The table of {@link SchedulerRules#CURRENT}. */
  static final TransitionTable<
          SchedulerTaskState,
          SchedulerTaskState,
          TaskRecord,
          Rule<SchedulerState, TaskRecord, SchedulerTaskState>>
      TABLE =
          TransitionTable
              .<SchedulerTaskState, SchedulerTaskState, TaskRecord,
                  Rule<SchedulerState, TaskRecord, SchedulerTaskState>>
                  named("scheduler", SchedulerTaskState.class, SchedulerTaskState.class)
              .startsIn(RELEASED)
              .endsIn(FORGOTTEN)
              .detourThrough(RELEASED, RELEASED)
              .facts(TaskFact.values())
              .rules(rules())
              .rows(ROWS)
              .build();

  private SchedulerTransitions() {}

  /** A row that lands in the state that it asks for, unless it says otherwise. */
  static Transition<
          SchedulerTaskState,
          SchedulerTaskState,
          TaskRecord,
          Rule<SchedulerState, TaskRecord, SchedulerTaskState>>
      row(
          SchedulerTaskState from,
          SchedulerTaskState requested,
          Guard<TaskRecord> when,
          Party party,
          SchedulerRule rule,
          String reason) {
    return Transition
        .<SchedulerTaskState, SchedulerTaskState, TaskRecord,
            Rule<SchedulerState, TaskRecord, SchedulerTaskState>>
            row(from, requested, when, party, rule, reason)
        .lands(requested);
  }

  private static ImmutableList<SchedulerRule> rules() {
    return ImmutableList.<SchedulerRule>builder()
        .add(StartRules.values())
        .add(OutcomeRules.values())
        .add(ReleaseRules.values())
        .build();
  }
}
