package io.github.workerfsm.transport.stream;

import static io.github.workerfsm.transport.Side.CLOCK;
import static io.github.workerfsm.transport.Side.PEER;
import static io.github.workerfsm.transport.Side.SELF;
import static io.github.workerfsm.transport.stream.ReceiverSignal.CANCEL;
import static io.github.workerfsm.transport.stream.ReceiverSignal.CONSUME;
import static io.github.workerfsm.transport.stream.ReceiverSignal.DOWN;
import static io.github.workerfsm.transport.stream.ReceiverSignal.FORGET;
import static io.github.workerfsm.transport.stream.ReceiverSignal.INIT;
import static io.github.workerfsm.transport.stream.ReceiverSignal.ITEM;
import static io.github.workerfsm.transport.stream.ReceiverSignal.LAST;
import static io.github.workerfsm.transport.stream.ReceiverSignal.MISDIRECTED;
import static io.github.workerfsm.transport.stream.ReceiverSignal.START;
import static io.github.workerfsm.transport.stream.ReceiverSignal.TIMEOUT;
import static io.github.workerfsm.transport.stream.ReceiverState.DONE;
import static io.github.workerfsm.transport.stream.ReceiverState.FORGOTTEN;
import static io.github.workerfsm.transport.stream.ReceiverState.READY;
import static io.github.workerfsm.transport.stream.ReceiverState.STREAMING;
import static io.github.workerfsm.transport.stream.ReceiverState.WAITING;

import io.github.workerfsm.table.Fact;
import io.github.workerfsm.table.Guard;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Subject;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;
import io.github.workerfsm.transport.Side;
import io.github.workerfsm.transport.Step;
import io.github.workerfsm.transport.message.Payload;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The receiver of a stream as a table. */
public final class ReceiverTransitions {
  private ReceiverTransitions() {}

  /** A stream, as its receiver knows it. */
  static final class Receiving extends Subject<ReceiverState> {
    final int credit;

    /** Items that have arrived and are not used up. */
    int unused;

    @Nullable String error;

    Receiving(int credit) {
      super(WAITING);
      this.credit = credit;
    }

    void restore(StreamReceiver.Image image) {
      restoreState(image.state());
      unused = image.unused();
      error = image.error();
    }

    @Override
    public String toString() {
      return "stream";
    }
  }

  enum Count implements Fact<Receiving> {
    NO_CREDIT("the sender has used all its credit") {
      @Override
      public boolean holds(Receiving stream) {
        return stream.unused >= stream.credit;
      }
    };

    private final String phrase;

    Count(String phrase) {
      this.phrase = phrase;
    }

    @Override
    public String phrase() {
      return phrase;
    }
  }

  /** Where messages and items go. */
  interface Out {
    void send(StreamMessage message);

    void deliver(Payload payload, boolean last);
  }

  @SuppressWarnings("ImmutableEnumChecker")
  enum Act implements Rule<Out, Receiving, ReceiverState> {
    NOTE((out, stream, argument) -> READY),
    BEGIN(
        (out, stream, argument) -> {
          out.send(new StreamMessage.Start());
          return STREAMING;
        }),
    REJECT(
        (out, stream, argument) -> {
          out.send(new StreamMessage.Cancel());
          return DONE;
        }),
    TAKE(
        (out, stream, argument) -> {
          stream.unused++;
          out.deliver(payload(argument), false);
          return STREAMING;
        }),
    TAKE_LAST(
        (out, stream, argument) -> {
          out.deliver(payload(argument), true);
          return DONE;
        }),
    ACKNOWLEDGE(
        (out, stream, argument) -> {
          int items = (Integer) Objects.requireNonNull(argument);
          stream.unused -= items;
          out.send(new StreamMessage.Ack(items));
          return STREAMING;
        }),
    /** The sender does not follow the protocol: it is told to stop. */
    FAIL(
        (out, stream, argument) -> {
          stream.error = argument instanceof Payload ? "a message out of turn" : "" + argument;
          out.send(new StreamMessage.Cancel());
          return DONE;
        }),
    /** There is nobody left to tell. */
    LOSE(
        (out, stream, argument) -> {
          stream.error = "" + argument;
          return DONE;
        }),
    IGNORE((out, stream, argument) -> DONE),
    DROP((out, stream, argument) -> FORGOTTEN);

    private final Step<Out, Receiving, ReceiverState> step;

    Act(Step<Out, Receiving, ReceiverState> step) {
      this.step = step;
    }

    @Override
    public ReceiverState apply(Out out, Receiving stream, @Nullable Object argument) {
      return step.take(out, stream, argument);
    }

    private static Payload payload(@Nullable Object argument) {
      return (Payload) Objects.requireNonNull(argument);
    }
  }

  private static final Guard<Receiving> ALWAYS = Guard.always();
  private static final Guard<Receiving> NO_CREDIT = Guard.when(Count.NO_CREDIT);
  private static final Guard<Receiving> CREDIT =
      NO_CREDIT.not().as("CREDIT", "the sender has credit");

  // spotless:off
  static final TransitionTable<ReceiverState, ReceiverSignal, Receiving, Rule<Out, Receiving, ReceiverState>> TABLE =
      TransitionTable.<ReceiverState, ReceiverSignal, Receiving, Rule<Out, Receiving, ReceiverState>>named("stream-receiver", ReceiverState.class, ReceiverSignal.class)
          .startsIn(WAITING)
          .endsIn(FORGOTTEN)
          .facts(Count.values())
          .rules(List.of(Act.values()))
          .rows(List.of(
              //  from       signal       when       actor  act              reason                                          lands
              row(WAITING,   INIT,        ALWAYS,    PEER,  Act.NOTE,        "the sender is ready")                          .lands(READY),
              row(WAITING,   ITEM,        ALWAYS,    PEER,  Act.FAIL,        "it was not started")                           .lands(DONE),
              row(WAITING,   LAST,        ALWAYS,    PEER,  Act.TAKE_LAST,   "a plain reply, without a stream")              .lands(DONE),
              row(WAITING,   MISDIRECTED, ALWAYS,    PEER,  Act.FAIL,        "a sender does not send this")                  .lands(DONE),
              row(WAITING,   CANCEL,      ALWAYS,    SELF,  Act.REJECT,      "it is not wanted any more")                    .lands(DONE),
              row(WAITING,   DOWN,        ALWAYS,    PEER,  Act.LOSE,        "nothing will come")                            .lands(DONE),
              row(WAITING,   TIMEOUT,     ALWAYS,    CLOCK, Act.FAIL,        "nothing has come")                             .lands(DONE),
              never(WAITING, START,       ALWAYS,    SELF,                   "the sender is not ready"),
              never(WAITING, CONSUME,     ALWAYS,    SELF,                   "nothing has arrived"),

              row(READY,     START,       ALWAYS,    SELF,  Act.BEGIN,       "it is wanted")                                 .lands(STREAMING),
              row(READY,     CANCEL,      ALWAYS,    SELF,  Act.REJECT,      "it is not wanted")                             .lands(DONE),
              row(READY,     INIT,        ALWAYS,    PEER,  Act.FAIL,        "it was ready before")                          .lands(DONE),
              row(READY,     ITEM,        ALWAYS,    PEER,  Act.FAIL,        "it was not started")                           .lands(DONE),
              row(READY,     LAST,        ALWAYS,    PEER,  Act.FAIL,        "it was not started")                           .lands(DONE),
              row(READY,     MISDIRECTED, ALWAYS,    PEER,  Act.FAIL,        "a sender does not send this")                  .lands(DONE),
              row(READY,     DOWN,        ALWAYS,    PEER,  Act.LOSE,        "nothing will come")                            .lands(DONE),
              never(READY,   CONSUME,     ALWAYS,    SELF,                   "nothing has arrived"),

              row(STREAMING, ITEM,        CREDIT,    PEER,  Act.TAKE,        "it has credit")                                .lands(STREAMING),
              row(STREAMING, ITEM,        NO_CREDIT, PEER,  Act.FAIL,        "it has no credit")                             .lands(DONE),
              row(STREAMING, LAST,        ALWAYS,    PEER,  Act.TAKE_LAST,   "it is complete")                               .lands(DONE),
              row(STREAMING, INIT,        ALWAYS,    PEER,  Act.FAIL,        "it was ready before")                          .lands(DONE),
              row(STREAMING, MISDIRECTED, ALWAYS,    PEER,  Act.FAIL,        "a sender does not send this")                  .lands(DONE),
              row(STREAMING, CONSUME,     ALWAYS,    SELF,  Act.ACKNOWLEDGE, "the sender gets its credit back")              .lands(STREAMING),
              row(STREAMING, CANCEL,      ALWAYS,    SELF,  Act.REJECT,      "no more of it is wanted")                      .lands(DONE),
              row(STREAMING, DOWN,        ALWAYS,    PEER,  Act.LOSE,        "the rest will not come")                       .lands(DONE),
              row(STREAMING, TIMEOUT,     ALWAYS,    CLOCK, Act.FAIL,        "nothing comes any more")                       .lands(DONE),
              never(STREAMING, START,     ALWAYS,    SELF,                   "it has started"),

              row(DONE,      INIT,        ALWAYS,    PEER,  Act.IGNORE,      "it crossed the end")                           .lands(DONE),
              row(DONE,      ITEM,        ALWAYS,    PEER,  Act.IGNORE,      "it crossed the end")                           .lands(DONE),
              row(DONE,      LAST,        ALWAYS,    PEER,  Act.IGNORE,      "it crossed the end")                           .lands(DONE),
              row(DONE,      MISDIRECTED, ALWAYS,    PEER,  Act.IGNORE,      "it has ended anyway")                          .lands(DONE),
              row(DONE,      CONSUME,     ALWAYS,    SELF,  Act.IGNORE,      "nobody waits for credit")                      .lands(DONE),
              row(DONE,      CANCEL,      ALWAYS,    SELF,  Act.IGNORE,      "it has ended")                                 .lands(DONE),
              row(DONE,      DOWN,        ALWAYS,    PEER,  Act.IGNORE,      "it has ended")                                 .lands(DONE),
              row(DONE,      FORGET,      ALWAYS,    SELF,  Act.DROP,        "nothing of it is left")                        .lands(FORGOTTEN)))
          .build();
  // spotless:on

  private static Transition<
          ReceiverState, ReceiverSignal, Receiving, Rule<Out, Receiving, ReceiverState>>
      row(
          ReceiverState from,
          ReceiverSignal signal,
          Guard<Receiving> when,
          Side side,
          Act act,
          String reason) {
    return Transition.row(from, signal, when, side, act, reason);
  }

  private static Transition<
          ReceiverState, ReceiverSignal, Receiving, Rule<Out, Receiving, ReceiverState>>
      never(
          ReceiverState from,
          ReceiverSignal signal,
          Guard<Receiving> when,
          Side side,
          String reason) {
    return Transition.never(from, signal, when, side, reason);
  }

  /** The table, for readers; subjects and rules are opaque. */
  public static TransitionTable<ReceiverState, ReceiverSignal, ?, ?> table() {
    return TABLE;
  }
}
