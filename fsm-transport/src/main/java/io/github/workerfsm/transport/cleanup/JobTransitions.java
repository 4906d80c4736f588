package io.github.workerfsm.transport.cleanup;

import static io.github.workerfsm.transport.Side.CLOCK;
import static io.github.workerfsm.transport.Side.PEER;
import static io.github.workerfsm.transport.Side.SELF;
import static io.github.workerfsm.transport.cleanup.JobSignal.EXIT;
import static io.github.workerfsm.transport.cleanup.JobSignal.EXPIRE;
import static io.github.workerfsm.transport.cleanup.JobSignal.KILL;
import static io.github.workerfsm.transport.cleanup.JobSignal.SUBMIT;
import static io.github.workerfsm.transport.cleanup.JobState.ABSENT;
import static io.github.workerfsm.transport.cleanup.JobState.GONE;
import static io.github.workerfsm.transport.cleanup.JobState.RUNNING;
import static io.github.workerfsm.transport.cleanup.JobState.STOPPING;
import static io.github.workerfsm.transport.cleanup.JobState.TOMBSTONE;

import io.github.workerfsm.table.Guard;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Subject;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;
import io.github.workerfsm.transport.Side;
import io.github.workerfsm.transport.Step;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A job at its node as a table. */
public final class JobTransitions {
  private JobTransitions() {}

  /** A job, or the place of one. */
  static final class Job extends Subject<JobState> {
    final UUID ref;
    long buriedNanos;

    Job(UUID ref) {
      super(ABSENT);
      this.ref = ref;
    }

    void restore(JobState state, long buried) {
      restoreState(state);
      buriedNanos = buried;
    }

    @Override
    public String toString() {
      return "job " + ref;
    }
  }

  /** What the node does. */
  interface Out {
    void run(Job job);

    void ask(Job job);

    void tellExit(Job job);

    void bury(Job job);
  }

  @SuppressWarnings("ImmutableEnumChecker")
  enum Act implements Rule<Out, Job, JobState> {
    RUN(
        (out, job, argument) -> {
          out.run(job);
          return RUNNING;
        }),
    STAY((out, job, argument) -> job.state()),
    ASK_TO_STOP(
        (out, job, argument) -> {
          out.ask(job);
          return STOPPING;
        }),
    BURY(
        (out, job, argument) -> {
          out.bury(job);
          return TOMBSTONE;
        }),
    TELL_AND_BURY(
        (out, job, argument) -> {
          out.tellExit(job);
          out.bury(job);
          return TOMBSTONE;
        }),
    FORGET((out, job, argument) -> GONE);

    private final Step<Out, Job, JobState> step;

    Act(Step<Out, Job, JobState> step) {
      this.step = step;
    }

    @Override
    public JobState apply(Out out, Job job, @Nullable Object argument) {
      return step.take(out, job, argument);
    }
  }

  // spotless:off
  static final TransitionTable<JobState, JobSignal, Job, Rule<Out, Job, JobState>> TABLE =
      TransitionTable.<JobState, JobSignal, Job, Rule<Out, Job, JobState>>named("job", JobState.class, JobSignal.class)
          .startsIn(ABSENT)
          .endsIn(GONE)
          .rules(List.of(Act.values()))
          .rows(List.of(
              //  from       signal  actor  act                reason                                                   lands
              row(ABSENT,    SUBMIT, PEER,  Act.RUN,           "its owner wants it")                                    .lands(RUNNING),
              row(ABSENT,    KILL,   PEER,  Act.BURY,          "the kill has overtaken the submit")                     .lands(TOMBSTONE),
              never(ABSENT,  EXIT,   SELF,                     "it was never run"),
              row(RUNNING,   SUBMIT, PEER,  Act.STAY,          "it was submitted twice, and runs once")                 .lands(RUNNING),
              row(RUNNING,   KILL,   PEER,  Act.ASK_TO_STOP,   "a running thread cannot be stopped, only asked")        .lands(STOPPING),
              row(RUNNING,   EXIT,   SELF,  Act.TELL_AND_BURY, "its owner waits for it")                                .lands(TOMBSTONE),
              row(STOPPING,  SUBMIT, PEER,  Act.STAY,          "it was killed")                                         .lands(STOPPING),
              row(STOPPING,  KILL,   PEER,  Act.STAY,          "it has been asked")                                     .lands(STOPPING),
              row(STOPPING,  EXIT,   SELF,  Act.BURY,          "whoever kills a job hears nothing of its end")          .lands(TOMBSTONE),
              row(TOMBSTONE, SUBMIT, PEER,  Act.STAY,          "it was killed, or has run")                             .lands(TOMBSTONE),
              row(TOMBSTONE, KILL,   PEER,  Act.STAY,          "it is dead")                                            .lands(TOMBSTONE),
              row(TOMBSTONE, EXPIRE, CLOCK, Act.FORGET,        "no message of it can be under way any more")            .lands(GONE),
              never(TOMBSTONE, EXIT, SELF,                     "it has ended before")))
          .build();
  // spotless:on

  private static Transition<JobState, JobSignal, Job, Rule<Out, Job, JobState>> row(
      JobState from, JobSignal signal, Side side, Act act, String reason) {
    return Transition.row(from, signal, Guard.always(), side, act, reason);
  }

  private static Transition<JobState, JobSignal, Job, Rule<Out, Job, JobState>> never(
      JobState from, JobSignal signal, Side side, String reason) {
    return Transition.never(from, signal, Guard.always(), side, reason);
  }

  /** The table, for readers; subjects and rules are opaque. */
  public static TransitionTable<JobState, JobSignal, ?, ?> table() {
    return TABLE;
  }
}
