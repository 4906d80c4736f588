package io.github.workerfsm.sim.testkit.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.sim.testkit.RowCoverage;
import io.github.workerfsm.table.Engine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens to orders, case by case; the extension sees to it that no row is left out. */
class OrderRowsTest {
  // region order-coverage
  @RegisterExtension static final RowCoverage COVERAGE = RowCoverage.of(Order.MACHINE.table());

  private final List<String> log = new ArrayList<>();
  private final Engine<List<String>, Order.State, Order.Event, Order> shop =
      Order.MACHINE.engine(log, COVERAGE.listener());

  // endregion

  @Test
  void an_order_is_paid_sent_and_received() {
    assertThat(after(1, Order.Event.PAY, Order.Event.SEND, Order.Event.ARRIVE))
        .isEqualTo(Order.State.CLOSED);
    assertThat(log).containsExactly("bill order 1", "ship order 1");
  }

  @Test
  void what_gets_lost_is_sent_again_or_paid_back() {
    Order.Event[] twice = {
      Order.Event.PAY, Order.Event.SEND, Order.Event.LOSE, Order.Event.SEND, Order.Event.LOSE
    };
    assertThat(after(2, twice)).isEqualTo(Order.State.LOST);
    assertThat(after(1, Order.Event.PAY, Order.Event.SEND, Order.Event.LOSE, Order.Event.CANCEL))
        .isEqualTo(Order.State.CLOSED);
  }

  @Test
  void what_has_not_been_sent_can_be_cancelled() {
    assertThat(after(0, Order.Event.CANCEL)).isEqualTo(Order.State.CLOSED);
    assertThat(after(0, Order.Event.PAY, Order.Event.CANCEL)).isEqualTo(Order.State.CLOSED);
  }

  private Order.State after(int pieces, Order.Event... events) {
    Order order = new Order(1, pieces);
    for (Order.Event event : events) {
      shop.transition(order, event, null);
    }
    return order.state();
  }
}
