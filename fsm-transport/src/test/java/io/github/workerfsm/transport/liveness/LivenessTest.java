package io.github.workerfsm.transport.liveness;

import static io.github.workerfsm.transport.liveness.Notice.Kind.LOST;
import static io.github.workerfsm.transport.liveness.Notice.Kind.PING;
import static io.github.workerfsm.transport.liveness.Notice.Kind.RECOVERED;
import static io.github.workerfsm.transport.liveness.Notice.Kind.REGISTER_AGAIN;
import static io.github.workerfsm.transport.liveness.Notice.Kind.WELCOME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Heartbeats in virtual time. */
class LivenessTest {
  private static final long PERIOD = 30;
  private final Liveness<String> liveness = new Liveness<>(Thresholds.ofPeriod(PERIOD));

  private static Notice<String> notice(Notice.Kind kind) {
    return new Notice<>(kind, "w");
  }

  @Test
  void t_h1_suspect_and_dead_exactly_at_their_thresholds() {
    assertThat(liveness.registered("w", 0)).containsExactly(notice(WELCOME));
    assertThat(liveness.tick(2 * PERIOD - 1)).isEmpty();
    assertThat(liveness.tick(2 * PERIOD)).containsExactly(notice(PING));
    assertThat(liveness.tick(2 * PERIOD + 1)).isEmpty();
    assertThat(liveness.state("w")).isEqualTo(PeerState.SUSPECT);
    assertThat(liveness.tick(4 * PERIOD - 1)).isEmpty();
    assertThat(liveness.tick(4 * PERIOD)).containsExactly(notice(LOST));
    assertThat(liveness.tick(4 * PERIOD + 1)).isEmpty();
    assertThat(liveness.state("w")).isEqualTo(PeerState.EXPIRED);
  }

  @Test
  void any_valid_frame_counts_and_a_suspect_recovers() {
    liveness.registered("w", 0);
    liveness.tick(2 * PERIOD);
    assertThat(liveness.heard("w", 2 * PERIOD + 5)).containsExactly(notice(RECOVERED));
    assertThat(liveness.tick(4 * PERIOD)).isEmpty();
    assertThat(liveness.tick(4 * PERIOD + 5)).containsExactly(notice(PING));
  }

  @Test
  void t_h3_a_late_heartbeat_of_an_expired_peer_asks_it_to_register_again() {
    liveness.registered("w", 0);
    liveness.tick(4 * PERIOD);
    assertThat(liveness.heard("w", 4 * PERIOD + 1)).containsExactly(notice(REGISTER_AGAIN));
    assertThat(liveness.state("w")).isEqualTo(PeerState.EXPIRED);
    assertThat(liveness.registered("w", 4 * PERIOD + 2)).containsExactly(notice(WELCOME));
    assertThat(liveness.state("w")).isEqualTo(PeerState.ALIVE);
  }

  @Test
  void test_missing_heartbeat_3262_a_heartbeat_of_an_unknown_peer_harms_nobody() {
    assertThat(liveness.heard("w", 5)).containsExactly(notice(REGISTER_AGAIN));
    assertThat(liveness.tick(1_000)).isEmpty();
    liveness.left("w", 1_001);
  }

  @Test
  void a_peer_that_has_left_is_unknown() {
    liveness.registered("w", 0);
    liveness.left("w", 1);
    assertThat(liveness.tick(1_000)).isEmpty();
    assertThat(liveness.heard("w", 1_001)).containsExactly(notice(REGISTER_AGAIN));
  }

  @Test
  void a_clock_that_nobody_looked_at_kills_at_once() {
    liveness.registered("w", 0);
    assertThat(liveness.tick(1_000)).containsExactly(notice(LOST));
  }

  /** Every pair of state and signal has a row, except out of the end. */
  @Test
  void the_table_of_peers_is_full() {
    for (PeerState state : PeerState.values()) {
      for (PeerSignal signal : PeerSignal.values()) {
        assertThat(PeerTransitions.table().rows(state, signal).isEmpty())
            .as("%s %s", state, signal)
            .isEqualTo(state == PeerState.GONE);
      }
    }
  }

  @Test
  void heartbeats_are_soft() {
    HeartbeatSchedule schedule = new HeartbeatSchedule(PERIOD, 0);
    assertThat(schedule.due(PERIOD - 1)).isFalse();
    assertThat(schedule.due(PERIOD)).isTrue();
    schedule.sent(PERIOD - 1);
    assertThat(schedule.due(PERIOD)).isFalse();
    assertThat(schedule.untilDue(PERIOD)).isEqualTo(PERIOD - 1);
    assertThat(schedule.untilDue(10 * PERIOD)).isZero();
  }

  @Test
  void thresholds_out_of_order_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Thresholds(10, 10, 20))
        .withMessage(
            "period 10, suspect after 10, dead after 20 ns, expected 0 < period < suspect < dead");
    assertThat(List.of(Thresholds.ofPeriod(1))).containsExactly(new Thresholds(1, 2, 4));
  }
}
