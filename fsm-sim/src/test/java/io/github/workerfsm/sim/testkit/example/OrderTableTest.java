package io.github.workerfsm.sim.testkit.example;

import io.github.workerfsm.sim.testkit.Subjects;
import io.github.workerfsm.sim.testkit.TableProperties;
import io.github.workerfsm.table.Engine;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.TransitionListener;
import io.github.workerfsm.table.TransitionTable;
import java.util.ArrayList;
import java.util.List;

/** The table of orders under the properties of all tables. */
// region order-properties
class OrderTableTest extends TableProperties<List<String>, Order.State, Order.Event, Order> {
  @Override
  protected TransitionTable<Order.State, Order.Event, Order, Rule<List<String>, Order, Order.State>>
      table() {
    return Order.TABLE;
  }

  @Override
  protected Subjects<List<String>, Order.State, Order.Event, Order> subjects(
      TransitionTable<Order.State, Order.Event, Order, Rule<List<String>, Order, Order.State>>
          table,
      TransitionListener<Order.State, Order.Event, Order, Rule<List<String>, Order, Order.State>>
          listener) {
    return new Shop(table, listener);
  }

  /** A shop: makes orders of 0 to 2 pieces in stock, and tells its log. */
  static final class Shop implements Subjects<List<String>, Order.State, Order.Event, Order> {
    private final List<String> log = new ArrayList<>();
    private final Engine<List<String>, Order.State, Order.Event, Order> engine;
    private int orders;

    Shop(
        TransitionTable<Order.State, Order.Event, Order, Rule<List<String>, Order, Order.State>>
            table,
        TransitionListener<Order.State, Order.Event, Order, Rule<List<String>, Order, Order.State>>
            listener) {
      engine = new Engine<>(table, log, listener, true, Long.MAX_VALUE);
    }

    @Override
    public Engine<List<String>, Order.State, Order.Event, Order> engine() {
      return engine;
    }

    @Override
    public Order subject(int variety) {
      return new Order(orders++, variety % 3);
    }

    @Override
    public String observed() {
      return log.toString();
    }
  }
}
// endregion
