package io.github.workerfsm.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Somebody else's machine: jobs that are moved by events, where every row names its landing. What
 * an embedder writes is everything above the first test.
 */
class JobMachineTest {
  enum JobState {
    OPEN,
    RUNNING,
    CLOSED
  }

  enum JobEvent {
    START,
    RETRY,
    FINISH,
    CANCEL
  }

  enum Cause {
    USER,
    MACHINE
  }

  /** A job that may be tried three times. */
  static final class Job extends Subject<JobState> {
    int attempts;

    Job() {
      super(JobState.OPEN);
    }

    @Override
    public String toString() {
      return "job";
    }
  }

  enum JobFact implements Fact<Job> {
    WORN_OUT;

    @Override
    public boolean holds(Job job) {
      return job.attempts == 3;
    }

    @Override
    public String phrase() {
      return "it has been tried three times";
    }
  }

  enum JobRule implements Rule<List<String>, Job, JobState> {
    BEGIN {
      @Override
      public JobState apply(List<String> diary, Job job, @Nullable Object argument) {
        job.attempts++;
        diary.add("attempt " + job.attempts);
        return JobState.RUNNING;
      }
    },
    PUT_BACK {
      @Override
      public JobState apply(List<String> diary, Job job, @Nullable Object argument) {
        return JobState.OPEN;
      }
    },
    CLOSE {
      @Override
      public JobState apply(List<String> diary, Job job, @Nullable Object argument) {
        diary.add("closed: " + argument);
        return JobState.CLOSED;
      }
    }
  }

  static final Guard<Job> WORN_OUT = Guard.when(JobFact.WORN_OUT);
  static final Guard<Job> FRESH = WORN_OUT.not();

  // spotless:off
  static final TransitionTable<JobState, JobEvent, Job, Rule<List<String>, Job, JobState>> JOBS =
      TransitionTable.<JobState, JobEvent, Job, Rule<List<String>, Job, JobState>>named("job", JobState.class, JobEvent.class)
          .startsIn(JobState.OPEN)
          .endsIn(JobState.CLOSED)
          .facts(JobFact.values())
          .rules(List.of(JobRule.values()))
          .row(on(JobState.OPEN,    JobEvent.START,  FRESH,          Cause.USER,    JobRule.BEGIN,    "a machine is free")        .lands(JobState.RUNNING))
          .row(on(JobState.OPEN,    JobEvent.START,  WORN_OUT,       Cause.USER,    JobRule.CLOSE,    "three times is enough")    .lands(JobState.CLOSED))
          .row(on(JobState.OPEN,    JobEvent.CANCEL, Guard.always(), Cause.USER,    JobRule.CLOSE,    "nobody wants it")          .lands(JobState.CLOSED))
          .row(on(JobState.RUNNING, JobEvent.RETRY,  Guard.always(), Cause.MACHINE, JobRule.PUT_BACK, "the machine has failed")   .lands(JobState.OPEN))
          .row(on(JobState.RUNNING, JobEvent.FINISH, Guard.always(), Cause.MACHINE, JobRule.CLOSE,    "the result is here")       .lands(JobState.CLOSED))
          .row(Transition.never(JobState.RUNNING, JobEvent.CANCEL, Guard.always(), Cause.USER,        "a running job cannot be stopped"))
          .build();
  // spotless:on

  private static Transition<JobState, JobEvent, Job, Rule<List<String>, Job, JobState>> on(
      JobState from, JobEvent event, Guard<Job> guard, Cause cause, JobRule rule, String reason) {
    return Transition.row(from, event, guard, cause, rule, reason);
  }

  private final List<String> diary = new ArrayList<>();
  private final Engine<List<String>, JobState, JobEvent, Job> engine =
      new Engine<>(JOBS, diary, (job, from, event, row, cause) -> {}, true, Long.MAX_VALUE);
  private final Job job = new Job();

  @Test
  void an_event_moves_a_job_to_the_landing_of_its_row() {
    assertThat(engine.transition(job, JobEvent.START, null)).isEqualTo(JobState.RUNNING);
    assertThat(engine.transition(job, JobEvent.FINISH, 42)).isEqualTo(JobState.CLOSED);
    assertThat(diary).containsExactly("attempt 1", "closed: 42");
  }

  @Test
  void the_same_event_can_end_elsewhere_when_the_facts_are_others() {
    for (int attempt = 1; attempt <= 3; attempt++) {
      engine.transition(job, JobEvent.START, null);
      engine.transition(job, JobEvent.RETRY, null);
    }
    assertThat(engine.transition(job, JobEvent.START, "worn out")).isEqualTo(JobState.CLOSED);
    assertThat(diary).containsExactly("attempt 1", "attempt 2", "attempt 3", "closed: worn out");
  }

  @Test
  void an_event_that_a_never_row_refuses_says_why() {
    engine.transition(job, JobEvent.START, null);
    assertThatExceptionOfType(IllegalTransitionException.class)
        .isThrownBy(() -> engine.transition(job, JobEvent.CANCEL, null))
        .withMessage(
            "table job: row RUNNING -> CANCEL of job is refused: a running job cannot be stopped");
  }

  @Test
  void an_event_that_the_table_does_not_know_is_illegal() {
    assertThatExceptionOfType(IllegalTransitionException.class)
        .isThrownBy(() -> engine.transition(job, JobEvent.FINISH, null))
        .withMessageStartingWith("table job: OPEN -> FINISH of job has no row");
  }

  @Test
  void events_can_be_recommended_too() {
    engine.recommend(job, JobEvent.START);
    engine.settle();
    assertThat(job.state()).isEqualTo(JobState.RUNNING);
  }
}
