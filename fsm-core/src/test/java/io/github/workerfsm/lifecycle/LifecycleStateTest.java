package io.github.workerfsm.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes and names are part of other people's messages and must never change. */
class LifecycleStateTest {

  @Test
  void codes_and_names_are_those_of_the_contract() {
    assertThat(
            Arrays.stream(LifecycleState.values())
                .filter(LifecycleState::isVisible)
                .map(state -> state.code() + " " + state.label()))
        .containsExactly(
            "1 received",
            "2 waiting-for-ep",
            "3 dispatched-to-ep",
            "4 waiting-for-nodes",
            "5 waiting-for-launch",
            "6 running",
            "7 success",
            "8 failed",
            "9 cancelled");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void a_code_leads_back_to_its_state(int code) {
    assertThat(LifecycleState.byCode(code).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 10, 11, Integer.MAX_VALUE})
  void other_codes_are_refused(int code) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LifecycleState.byCode(code))
        .withMessage("state code " + code + " is unknown, expected 1 to 9");
  }

  @ParameterizedTest
  @EnumSource(names = {"UNKNOWN", "REMOVED", "FORGOTTEN"})
  void what_no_client_sees_has_no_code(LifecycleState state) {
    assertThatIllegalStateException()
        .isThrownBy(state::code)
        .withMessage("state " + state.label() + " has no code: no client sees it");
    assertThat(state.isPending()).isFalse();
    assertThat(state.isTerminal()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"UNKNOWN", "REMOVED", "FORGOTTEN"})
  void a_visible_state_is_pending_unless_it_is_an_end(LifecycleState state) {
    assertThat(state.isPending()).isEqualTo(!state.isTerminal());
  }

  @Test
  void to_a_reader_that_does_not_know_of_cancellation_it_is_a_failure() {
    assertThat(LifecycleState.CANCELLED.withoutCancellation()).isEqualTo(LifecycleState.FAILED);
    assertThat(LifecycleState.SUCCESS.withoutCancellation()).isEqualTo(LifecycleState.SUCCESS);
  }
}
