package io.github.workerfsm.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.TaskSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedInstructionTest {

  @Test
  void an_instruction_is_told_in_the_words_of_the_format() {
    assertThat(RecordedInstruction.of(new Instruction.TaskFinished("s", "k", -1, 3, "int")))
        .hasToString(
            "{\"op\":\"task-finished\",\"stimulus_id\":\"s\",\"key\":\"k\",\"nbytes\":3,\"typename\":\"int\"}");
    assertThat(RecordedInstruction.of(new Instruction.StealResponse("s", "k", null)))
        .hasToString(
            "{\"op\":\"steal-response\",\"stimulus_id\":\"s\",\"key\":\"k\",\"state\":null}");
  }

  @Test
  void of_a_duration_counts_only_whether_there_is_one() {
    assertThat(longRunning(0.25)).isEqualTo(longRunning(7.0)).isNotEqualTo(longRunning(null));
  }

  @Test
  void the_keys_of_a_gather_are_a_set() {
    assertThat(gather("a", "b")).isEqualTo(gather("b", "a")).hasSameHashCodeAs(gather("b", "a"));
    assertThat(gather("a", "b")).isNotEqualTo(gather("a", "b", "b"));
  }

  @Test
  void a_run_counts_where_there_is_one() {
    TaskSpec spec = TaskSpec.of("k").build();
    assertThat(RecordedInstruction.of(new Instruction.Execute("s", "k", 1, spec)))
        .isNotEqualTo(RecordedInstruction.of(new Instruction.Execute("s", "k", -1, spec)))
        .isNotEqualTo(RecordedInstruction.of(new Instruction.Execute("s", "k", 2, spec)));
  }

  @Test
  void of_the_text_of_an_exception_eighty_characters_count() {
    assertThat(erred("x".repeat(80))).isEqualTo(erred("x".repeat(81)));
    assertThat(erred("x".repeat(80))).isNotEqualTo(erred("x".repeat(79)));
  }

  @Test
  void it_knows_the_tasks_that_it_is_about() {
    assertThat(gather("b", "a").keys()).containsExactly("a", "b");
    assertThat(erred("no").keys()).containsExactly("k");
    assertThat(RecordedInstruction.of(new Instruction.RetryBusyWorkerLater("s", "p")).keys())
        .isEmpty();
  }

  private static RecordedInstruction longRunning(Double seconds) {
    return RecordedInstruction.of(new Instruction.LongRunning("s", "k", -1, seconds));
  }

  private static RecordedInstruction gather(String... keys) {
    return RecordedInstruction.of(new Instruction.GatherDep("s", "p", List.of(keys), 1));
  }

  private static RecordedInstruction erred(String text) {
    return RecordedInstruction.of(new Instruction.TaskErred("s", "k", -1, text));
  }
}
