package io.github.workerfsm.transport.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The table of connections is full, and nobody is heard before the greeting. */
class ConnectionTableTest {
  @Test
  void every_state_has_a_row_for_every_signal_except_the_last() {
    for (ConnectionState state : ConnectionState.values()) {
      for (ConnectionSignal signal : ConnectionSignal.values()) {
        assertThat(ConnectionTransitions.table().rows(state, signal).isEmpty())
            .as("%s %s", state, signal)
            .isEqualTo(state == ConnectionState.CLOSED);
      }
    }
  }

  @Test
  void only_a_greeting_opens() {
    assertThat(ConnectionTransitions.TABLE.rowsFrom(ConnectionState.GREETING))
        .filteredOn(row -> row.canLandIn(ConnectionState.OPEN))
        .singleElement()
        .satisfies(row -> assertThat(row.requested()).isEqualTo(ConnectionSignal.GREET));
  }

  @Test
  void admission_counts_in_all_per_address_and_per_second() {
    Admission admission = new Admission(NetSettings.DEFAULT.withAdmission(3, 2, 5), 0);
    assertThat(admission.admit("a", 0)).isNull();
    assertThat(admission.admit("a", 0)).isNull();
    assertThat(admission.admit("a", 0)).contains("2 connections from a");
    assertThat(admission.admit("b", 0)).isNull();
    assertThat(admission.admit("c", 0)).contains("3 connections are open");
    admission.left("a");
    assertThat(admission.admit("a", 0)).isNull();
    admission.left("a");
    assertThat(admission.admit("a", 0)).isNull();
    admission.left("a");
    assertThat(admission.admit("a", 0)).contains("more than 5 connections in a second");
    assertThat(admission.admit("a", 200_000_000)).isNull();
  }
}
