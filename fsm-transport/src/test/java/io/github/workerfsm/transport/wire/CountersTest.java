package io.github.workerfsm.transport.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Sequence numbers and unknown types. */
class CountersTest {
  @Test
  void t_r1_repeats_are_ignored_and_counted_and_a_gap_is_seen() {
    SequenceCheck check = new SequenceCheck();
    assertThat(check.check(0)).isEqualTo(SequenceCheck.Verdict.DELIVER);
    assertThat(check.check(1)).isEqualTo(SequenceCheck.Verdict.DELIVER);
    assertThat(check.check(0)).isEqualTo(SequenceCheck.Verdict.REPEAT);
    assertThat(check.check(3)).isEqualTo(SequenceCheck.Verdict.GAP);
    assertThat(check.check(-1)).isEqualTo(SequenceCheck.Verdict.GAP);
    assertThat(check.check(2)).isEqualTo(SequenceCheck.Verdict.DELIVER);
    assertThat(check.repeats()).isEqualTo(1);
  }

  @Test
  void t_f4_the_first_unknown_type_is_answered_and_the_fourth_in_ten_seconds_closes() {
    UnknownTypes types = new UnknownTypes();
    assertThat(types.seen(0)).isEqualTo(UnknownTypes.Verdict.ANSWER);
    assertThat(types.seen(1)).isEqualTo(UnknownTypes.Verdict.IGNORE);
    assertThat(types.seen(2)).isEqualTo(UnknownTypes.Verdict.IGNORE);
    assertThat(types.seen(UnknownTypes.WINDOW_NANOS - 1)).isEqualTo(UnknownTypes.Verdict.CLOSE);
  }

  @Test
  void t_f4_unknown_types_that_are_further_apart_do_not_close() {
    UnknownTypes types = new UnknownTypes();
    types.seen(0);
    types.seen(1);
    types.seen(2);
    assertThat(types.seen(UnknownTypes.WINDOW_NANOS)).isEqualTo(UnknownTypes.Verdict.IGNORE);
  }
}
