package io.github.workerfsm.transport.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who is to be killed when its owner is gone, until when, and nobody else. */
class CleanupLedgerTest {
  private static final long RESEND = 10;
  private static final UUID LEASE = new UUID(0, 1);
  private static final UUID OTHER = new UUID(0, 2);
  private static final UUID A = new UUID(1, 1);
  private static final UUID B = new UUID(1, 2);
  private static final UUID C = new UUID(1, 3);

  private final CleanupLedger ledger = new CleanupLedger(RESEND);

  CleanupLedgerTest() {
    ledger.open(LEASE);
    ledger.open(OTHER);
  }

  @Test
  void the_end_of_a_lease_kills_exactly_its_jobs_one_message_a_node() {
    ledger.register(LEASE, "n1", A);
    ledger.register(LEASE, "n1", B);
    ledger.register(LEASE, "n2", C);
    ledger.register(OTHER, "n1", new UUID(9, 9));
    assertThat(ledger.end(LEASE, 0))
        .containsExactly(new Kill("n1", 1, List.of(A, B)), new Kill("n2", 2, List.of(C)));
    assertThat(ledger.end(LEASE, 1)).isEmpty();
    assertThat(ledger.leases()).isEqualTo(2);
  }

  @Test
  void a_kill_is_sent_again_until_it_is_confirmed() {
    ledger.register(LEASE, "n1", A);
    List<Kill> kills = ledger.end(LEASE, 0);
    assertThat(ledger.tick(RESEND - 1)).isEmpty();
    assertThat(ledger.tick(RESEND)).isEqualTo(kills);
    assertThat(ledger.orphanAgeNanos(RESEND)).isEqualTo(RESEND);
    ledger.confirmed("n1", 99);
    assertThat(ledger.leases()).isEqualTo(2);
    ledger.confirmed("n1", kills.get(0).number());
    assertThat(ledger.leases()).isEqualTo(1);
    assertThat(ledger.register(LEASE, "n1", B)).as("what has ended does not begin again").isFalse();
    assertThat(ledger.tick(9 * RESEND)).isEmpty();
    assertThat(ledger.orphanAgeNanos(9 * RESEND)).isZero();
  }

  @Test
  void a_node_in_a_new_life_needs_no_cleaning() {
    ledger.register(LEASE, "n1", A);
    ledger.register(OTHER, "n1", B);
    ledger.end(LEASE, 0);
    ledger.renewed("n1");
    assertThat(ledger.leases()).isEqualTo(1);
    assertThat(ledger.end(OTHER, 0)).isEmpty();
    assertThat(ledger.leases()).isZero();
  }

  @Test
  void a_lease_without_live_jobs_ends_quietly() {
    ledger.register(LEASE, "n1", A);
    ledger.finished(LEASE, A);
    assertThat(ledger.end(LEASE, 0)).isEmpty();
    assertThat(ledger.end(OTHER, 0)).isEmpty();
    assertThat(ledger.leases()).isZero();
  }

  @Test
  void t_c5_after_the_end_nothing_can_be_registered_and_so_nothing_be_submitted() {
    ledger.register(LEASE, "n1", A);
    ledger.end(LEASE, 0);
    assertThat(ledger.register(LEASE, "n2", B)).isFalse();
    assertThat(ledger.isOpen(LEASE)).isFalse();
    assertThat(ledger.refs()).containsExactly(A);
  }

  /** Every pair has a row, except out of the end. */
  @Test
  void the_tables_are_full() {
    for (ObligationState state : ObligationState.values()) {
      for (ObligationSignal signal : ObligationSignal.values()) {
        assertThat(ObligationTransitions.table().rows(state, signal).isEmpty())
            .as("%s %s", state, signal)
            .isEqualTo(state == ObligationState.GONE);
      }
    }
  }
}
