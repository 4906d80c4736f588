package io.github.workerfsm.footprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.task.TaskState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BytesPerTaskTest {
  /** The table doubles: just below a power of two a task has the fewest bytes of it, here 8. */
  private static final int TASKS = 60_000;

  @ParameterizedTest
  @EnumSource(names = {"MEMORY", "WAITING_FOR_DEPENDENCIES", "READY", "RELEASED"})
  void a_held_task_takes_at_most_200_bytes(TaskState state) {
    assertThat(BytesPerTask.of(state, TASKS)).isLessThanOrEqualTo(200);
  }
}
