package io.github.workerfsm.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.event.EventKind;
import io.github.workerfsm.instruction.InstructionKind;
import io.github.workerfsm.task.TaskState;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReferenceNamesTest {

  @Test
  void the_names_of_states_are_those_of_the_reference() {
    assertThat(EnumSet.allOf(TaskState.class))
        .extracting(ReferenceNames::of)
        .containsOnly(
            "released",
            "waiting",
            "ready",
            "constrained",
            "executing",
            "long-running",
            "memory",
            "error",
            "fetch",
            "flight",
            "missing",
            "cancelled",
            "resumed",
            "forgotten");
  }

  @Test
  void rescheduled_is_resumed_as_a_state_and_rescheduled_as_a_request() {
    assertThat(ReferenceNames.of(TaskState.RESCHEDULED)).isEqualTo("resumed");
  }

  @ParameterizedTest
  @CsvSource({
    "GATHER_SUCCESS, gather-dep-success",
    "GATHER_BUSY, gather-dep-busy",
    "GATHER_NETWORK_FAILURE, gather-dep-network-failure",
    "GATHER_FAILURE, gather-dep-failure",
    "COMPUTE_TASK, compute-task",
    "REFRESH_WHO_HAS, refresh-who-has",
    "FORGET_KEYS, forget-keys",
    "REMOVE_WORKER, remove-worker"
  })
  void an_event_has_the_op_of_the_format(EventKind kind, String op) {
    assertThat(ReferenceNames.of(kind)).isEqualTo(op);
  }

  @ParameterizedTest
  @EnumSource
  void the_name_of_an_event_leads_back_to_it(EventKind kind) {
    assertThat(ReferenceNames.event(ReferenceNames.of(kind))).isEqualTo(kind);
  }

  @ParameterizedTest
  @EnumSource
  void the_name_of_an_instruction_leads_back_to_it(InstructionKind kind) {
    assertThat(ReferenceNames.instruction(ReferenceNames.of(kind))).isEqualTo(kind);
  }

  @Test
  void a_name_that_is_none_has_no_kind() {
    assertThat(ReferenceNames.event("gather-success")).isNull();
    assertThat(ReferenceNames.instruction("compute-task")).isNull();
  }
}
