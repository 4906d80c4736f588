package io.github.workerfsm.sim.testkit.example;

import static io.github.workerfsm.sim.testkit.example.Order.Actor.CARRIER;
import static io.github.workerfsm.sim.testkit.example.Order.Actor.CUSTOMER;
import static io.github.workerfsm.sim.testkit.example.Order.Actor.SHOP;
import static io.github.workerfsm.sim.testkit.example.Order.Event.ARRIVE;
import static io.github.workerfsm.sim.testkit.example.Order.Event.CANCEL;
import static io.github.workerfsm.sim.testkit.example.Order.Event.LOSE;
import static io.github.workerfsm.sim.testkit.example.Order.Event.PAY;
import static io.github.workerfsm.sim.testkit.example.Order.Event.SEND;
import static io.github.workerfsm.sim.testkit.example.Order.State.CLOSED;
import static io.github.workerfsm.sim.testkit.example.Order.State.LOST;
import static io.github.workerfsm.sim.testkit.example.Order.State.NEW;
import static io.github.workerfsm.sim.testkit.example.Order.State.PAID;
import static io.github.workerfsm.sim.testkit.example.Order.State.SENT;

import io.github.workerfsm.table.Fact;
import io.github.workerfsm.table.Guard;
import io.github.workerfsm.table.Machine;
import io.github.workerfsm.table.Subject;
import java.util.List;

/** An order of a small shop: five states, and a table of its own. */
final class Order extends Subject<Order.State> {
  /** Where an order is. */
  enum State {
    NEW,
    PAID,
    SENT,
    LOST,
    CLOSED
  }

  /** What happens to it. */
  enum Event {
    PAY,
    SEND,
    ARRIVE,
    LOSE,
    CANCEL
  }

  /** Who lets it happen. */
  enum Actor {
    CUSTOMER,
    SHOP,
    CARRIER
  }

  /** What guards look at. */
  enum Stock implements Fact<Order> {
    IN_STOCK;

    @Override
    public boolean holds(Order order) {
      return order.pieces > 0;
    }

    @Override
    public String phrase() {
      return "a piece is in stock";
    }
  }

  private static final Guard<Order> ALWAYS = Guard.always();
  private static final Guard<Order> STOCK = Guard.when(Stock.IN_STOCK);

  // spotless:off
  // region order-table
  static final Machine<List<String>, State, Event, Order> MACHINE =
      Machine.<List<String>, State, Event, Order>named("order", State.class, Event.class)
          .startsIn(NEW).endsIn(CLOSED).facts(Stock.values())
          //  from  event   when         actor     what is done                          lands in  because
          .on(NEW,  PAY,    ALWAYS,      CUSTOMER, "ASK_FOR_MONEY", Order::askForMoney,  PAID,     "the shop has its money")
          .on(NEW,  CANCEL, ALWAYS,      CUSTOMER,                                       CLOSED,   "nothing has been paid")
          .on(PAID, SEND,   STOCK,       SHOP,     "SHIP",          Order::ship,         SENT,     "a piece is there to be sent")
       .never(PAID, SEND,   STOCK.not(), SHOP,                                                     "there is nothing to send")
          .on(PAID, CANCEL, ALWAYS,      CUSTOMER, "REFUND",        Order::refund,       CLOSED,   "nothing has been sent")
          .on(SENT, ARRIVE, ALWAYS,      CARRIER,                                        CLOSED,   "the customer has it")
          .on(SENT, LOSE,   ALWAYS,      CARRIER,  "SEARCH",        Order::search,       LOST,     "nobody knows where it is")
       .never(SENT, CANCEL, ALWAYS,      CUSTOMER,                                                 "it is on its way")
          .on(LOST, SEND,   STOCK,       SHOP,     "SHIP",          Order::ship,         SENT,     "another piece is there")
       .never(LOST, SEND,   STOCK.not(), SHOP,                                                     "there is nothing to send")
          .on(LOST, CANCEL, ALWAYS,      CUSTOMER, "REFUND",        Order::refund,       CLOSED,   "the customer got nothing")
          .build();
  // endregion
  // spotless:on

  private final int number;
  int pieces;

  Order(int number, int pieces) {
    super(NEW);
    this.number = number;
    this.pieces = pieces;
  }

  @Override
  public String toString() {
    return "order " + number;
  }

  private static void askForMoney(List<String> log, Order order) {
    log.add("bill " + order);
  }

  private static void ship(List<String> log, Order order) {
    order.pieces--;
    log.add("ship " + order);
  }

  private static void search(List<String> log, Order order) {
    log.add("search " + order);
  }

  private static void refund(List<String> log, Order order) {
    log.add("refund " + order);
  }
}
