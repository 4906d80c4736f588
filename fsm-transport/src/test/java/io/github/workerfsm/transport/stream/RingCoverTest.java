package io.github.workerfsm.transport.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who is started, who is cancelled, and when nobody can be. */
class RingCoverTest {
  private final RingCover<String, String> ring = new RingCover<>();

  RingCoverTest() {
    ring.add("low", "a1");
    ring.add("low", "a2");
    ring.add("high", "b1");
  }

  @Test
  void the_first_that_is_ready_wins_its_range_and_all_start_together() {
    assertThat(ring.ready("a2")).isEqualTo(RingCover.Verdict.WAIT);
    assertThat(ring.ready("a1")).isEqualTo(RingCover.Verdict.CANCEL);
    assertThat(ring.ready("b1")).isEqualTo(RingCover.Verdict.START);
    assertThat(ring.winners()).containsExactly("a2", "b1");
    assertThat(ring.losers()).isEmpty();
  }

  @Test
  void those_that_were_not_ready_in_time_are_let_go() {
    ring.ready("a1");
    ring.ready("b1");
    assertThat(ring.losers()).containsExactly("a2");
  }

  @Test
  void a_lost_winner_is_replaced_by_another_of_its_range() {
    ring.ready("a1");
    assertThat(ring.lost("a1")).isNull();
    assertThat(ring.complete()).isFalse();
    ring.ready("b1");
    assertThat(ring.ready("a2")).isEqualTo(RingCover.Verdict.START);
  }

  @Test
  void a_range_without_any_sender_is_named() {
    assertThat(ring.lost("b1")).isEqualTo("high");
    ring.add("high", "b2");
    assertThat(ring.ready("stranger")).isEqualTo(RingCover.Verdict.IGNORE);
    assertThat(ring.lost("stranger")).isNull();
  }
}
