package io.github.workerfsm.sim.testkit.example;

import io.github.workerfsm.sim.testkit.MachineProperties;
import io.github.workerfsm.table.Machine;
import java.util.ArrayList;
import java.util.List;

/** The table of orders under the properties of all tables. */
// region order-properties
class OrderTableTest extends MachineProperties<List<String>, Order.State, Order.Event, Order> {
  @Override
  protected Machine<List<String>, Order.State, Order.Event, Order> machine() {
    return Order.MACHINE;
  }

  @Override
  protected List<String> surroundings() {
    return new ArrayList<>();
  }

  @Override
  protected Order subject(int variety) {
    return new Order(1, variety % 3);
  }
}
// endregion
