package io.github.workerfsm.sim.testkit.example;

import static io.github.workerfsm.sim.testkit.example.Order.Act.ASK_FOR_MONEY;
import static io.github.workerfsm.sim.testkit.example.Order.Act.FILE_AWAY;
import static io.github.workerfsm.sim.testkit.example.Order.Act.GIVE_MONEY_BACK;
import static io.github.workerfsm.sim.testkit.example.Order.Act.SEARCH;
import static io.github.workerfsm.sim.testkit.example.Order.Act.SHIP;
import static io.github.workerfsm.sim.testkit.example.Order.Act.THANK;
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
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Subject;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /** What is done, and told in the log of the shop. */
  enum Act {
    ASK_FOR_MONEY,
    SHIP,
    THANK,
    SEARCH,
    GIVE_MONEY_BACK,
    FILE_AWAY
  }

  /** The rule of a row: does one thing and lands. */
  record Do(Act act, State landing) implements Rule<List<String>, Order, State> {
    @Override
    public String name() {
      return act.name();
    }

    @Override
    public State apply(List<String> log, Order order, @Nullable Object argument) {
      if (act == SHIP) {
        order.pieces--;
      }
      log.add(act + " " + order);
      return landing;
    }
  }

  private static final Guard<Order> ALWAYS = Guard.always();
  private static final Guard<Order> STOCK = Guard.when(Stock.IN_STOCK);

  // spotless:off
  // region order-table
  static final TransitionTable<State, Event, Order, Rule<List<String>, Order, State>> TABLE =
      TransitionTable.<State, Event, Order, Rule<List<String>, Order, State>>named("order", State.class, Event.class)
          .startsIn(NEW).endsIn(CLOSED).facts(Stock.values())
          //      from  event   when         actor     act              lands in  because
          .row(on(NEW,  PAY,    ALWAYS,      CUSTOMER, ASK_FOR_MONEY,   PAID,     "the shop has its money"))
          .row(on(NEW,  CANCEL, ALWAYS,      CUSTOMER, FILE_AWAY,       CLOSED,   "nothing has been paid"))
          .row(on(PAID, SEND,   STOCK,       SHOP,     SHIP,            SENT,     "a piece is there to be sent"))
          .row(no(PAID, SEND,   STOCK.not(), SHOP,                                "there is nothing to send"))
          .row(on(PAID, CANCEL, ALWAYS,      CUSTOMER, GIVE_MONEY_BACK, CLOSED,   "nothing has been sent"))
          .row(on(SENT, ARRIVE, ALWAYS,      CARRIER,  THANK,           CLOSED,   "the customer has it"))
          .row(on(SENT, LOSE,   ALWAYS,      CARRIER,  SEARCH,          LOST,     "nobody knows where it is"))
          .row(no(SENT, CANCEL, ALWAYS,      CUSTOMER,                            "it is on its way"))
          .row(on(LOST, SEND,   STOCK,       SHOP,     SHIP,            SENT,     "another piece is there"))
          .row(no(LOST, SEND,   STOCK.not(), SHOP,                                "there is nothing to send"))
          .row(on(LOST, CANCEL, ALWAYS,      CUSTOMER, GIVE_MONEY_BACK, CLOSED,   "the customer got nothing"))
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

  private static Transition<State, Event, Order, Rule<List<String>, Order, State>> on(
      State from,
      Event event,
      Guard<Order> when,
      Actor actor,
      Act act,
      State landing,
      String reason) {
    Rule<List<String>, Order, State> rule = new Do(act, landing);
    return Transition.row(from, event, when, actor, rule, reason).lands(landing);
  }

  private static Transition<State, Event, Order, Rule<List<String>, Order, State>> no(
      State from, Event event, Guard<Order> when, Actor actor, String reason) {
    return Transition.never(from, event, when, actor, reason);
  }
}
