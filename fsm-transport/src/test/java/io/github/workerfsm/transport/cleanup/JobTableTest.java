package io.github.workerfsm.transport.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.table.IllegalTransitionException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Jobs at their node: once, killed, killed before they came. */
class JobTableTest {
  private static final UUID REF = new UUID(1, 1);
  private final List<String> log = new ArrayList<>();
  private final JobTable jobs =
      new JobTable(
          new JobTable.Runner() {
            @Override
            public void run(UUID ref) {
              log.add("run");
            }

            @Override
            public void askToStop(UUID ref) {
              log.add("ask");
            }

            @Override
            public void tellExit(UUID ref) {
              log.add("exit");
            }
          });

  @Test
  void a_job_runs_once_and_its_end_is_told() {
    assertThat(jobs.submit(REF, 0)).isTrue();
    assertThat(jobs.submit(REF, 1)).isFalse();
    jobs.exited(REF, 2);
    assertThat(jobs.submit(REF, 3)).isFalse();
    assertThat(log).containsExactly("run", "exit");
    assertThat(jobs.live()).isZero();
  }

  @Test
  void t_kill_a_running_job_is_asked_to_stop_once_and_its_end_is_not_told() {
    jobs.submit(REF, 0);
    jobs.kill(REF, 1);
    jobs.kill(REF, 1);
    assertThat(jobs.state(REF)).isEqualTo(JobState.STOPPING);
    jobs.exited(REF, 2);
    assertThat(log).containsExactly("run", "ask");
  }

  @Test
  void t_c4_a_kill_before_the_submit_leaves_a_tombstone_for_ten_minutes() {
    jobs.kill(REF, 0);
    assertThat(jobs.submit(REF, JobTable.TOMBSTONE_NANOS - 1)).isFalse();
    assertThat(log).isEmpty();
    assertThat(jobs.submit(REF, JobTable.TOMBSTONE_NANOS)).isTrue();
  }

  @Test
  void tombstones_are_bounded() {
    for (int i = 0; i < JobTable.MAX_TOMBSTONES + 10; i++) {
      jobs.kill(new UUID(2, i), 0);
    }
    assertThat(jobs.tombstones()).isEqualTo(JobTable.MAX_TOMBSTONES);
    jobs.tick(JobTable.TOMBSTONE_NANOS);
    assertThat(jobs.tombstones()).isZero();
  }

  @Test
  void the_end_of_a_job_that_never_ran_is_refused() {
    Assertions.assertThatExceptionOfType(IllegalTransitionException.class)
        .isThrownBy(() -> jobs.exited(REF, 0))
        .withMessageContaining("it was never run");
  }
}
