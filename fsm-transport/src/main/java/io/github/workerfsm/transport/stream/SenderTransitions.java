package io.github.workerfsm.transport.stream;

import static io.github.workerfsm.transport.Side.CLOCK;
import static io.github.workerfsm.transport.Side.PEER;
import static io.github.workerfsm.transport.Side.SELF;
import static io.github.workerfsm.transport.stream.SenderSignal.ACK;
import static io.github.workerfsm.transport.stream.SenderSignal.CANCEL;
import static io.github.workerfsm.transport.stream.SenderSignal.FINISH;
import static io.github.workerfsm.transport.stream.SenderSignal.FORGET;
import static io.github.workerfsm.transport.stream.SenderSignal.KILL;
import static io.github.workerfsm.transport.stream.SenderSignal.MISDIRECTED;
import static io.github.workerfsm.transport.stream.SenderSignal.OPEN;
import static io.github.workerfsm.transport.stream.SenderSignal.SEND;
import static io.github.workerfsm.transport.stream.SenderSignal.START;
import static io.github.workerfsm.transport.stream.SenderSignal.TIMEOUT;
import static io.github.workerfsm.transport.stream.SenderState.DONE;
import static io.github.workerfsm.transport.stream.SenderState.FORGOTTEN;
import static io.github.workerfsm.transport.stream.SenderState.INIT_SENT;
import static io.github.workerfsm.transport.stream.SenderState.NEW;
import static io.github.workerfsm.transport.stream.SenderState.STREAMING;
import static io.github.workerfsm.transport.stream.SenderState.WAIT_ACK;

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

/** The sender of a stream as a table. */
public final class SenderTransitions {
  private SenderTransitions() {}

  /** A stream, as its sender knows it. */
  static final class Sending extends Subject<SenderState> {
    final int credit;
    int underWay;
    @Nullable Payload heldLast;
    @Nullable String error;

    /** What the acknowledgement in hand says; looked at by guards. */
    int acked;

    Sending(int credit) {
      super(NEW);
      this.credit = credit;
    }

    void restore(StreamSender.Image image) {
      restoreState(image.state());
      underWay = image.underWay();
      heldLast = image.heldLast();
      error = image.error();
    }

    @Override
    public String toString() {
      return "stream";
    }
  }

  enum Count implements Fact<Sending> {
    TAKES_LAST_CREDIT("this item takes the last credit") {
      @Override
      public boolean holds(Sending stream) {
        return stream.underWay + 1 >= stream.credit;
      }
    },
    OVER_ACK("more is acknowledged than is under way") {
      @Override
      public boolean holds(Sending stream) {
        return stream.acked < 1 || stream.acked > stream.underWay;
      }
    },
    HAS_LAST("its last message is ready") {
      @Override
      public boolean holds(Sending stream) {
        return stream.heldLast != null;
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

  /** Where messages go. */
  interface Out {
    void send(StreamMessage message);
  }

  @SuppressWarnings("ImmutableEnumChecker")
  enum Act implements Rule<Out, Sending, SenderState> {
    ANNOUNCE(
        (out, stream, argument) -> {
          out.send(new StreamMessage.Init());
          return INIT_SENT;
        }),
    BEGIN((out, stream, argument) -> STREAMING),
    ITEM(
        (out, stream, argument) -> {
          stream.underWay++;
          out.send(new StreamMessage.Item(payload(argument)));
          return stream.underWay >= stream.credit ? WAIT_ACK : STREAMING;
        }),
    REPAY(
        (out, stream, argument) -> {
          stream.underWay -= stream.acked;
          return STREAMING;
        }),
    HOLD_LAST(
        (out, stream, argument) -> {
          stream.heldLast = payload(argument);
          return INIT_SENT;
        }),
    LAST(
        (out, stream, argument) -> {
          out.send(new StreamMessage.Last(payload(argument)));
          return DONE;
        }),
    RELEASE_LAST(
        (out, stream, argument) -> {
          out.send(new StreamMessage.Last(payload(stream.heldLast)));
          return DONE;
        }),
    END((out, stream, argument) -> DONE),
    IGNORE((out, stream, argument) -> DONE),
    FAIL(
        (out, stream, argument) -> {
          stream.error = String.valueOf(argument);
          return DONE;
        }),
    DROP((out, stream, argument) -> FORGOTTEN);

    private final Step<Out, Sending, SenderState> step;

    Act(Step<Out, Sending, SenderState> step) {
      this.step = step;
    }

    @Override
    public SenderState apply(Out out, Sending stream, @Nullable Object argument) {
      return step.take(out, stream, argument);
    }

    private static Payload payload(@Nullable Object argument) {
      return (Payload) Objects.requireNonNull(argument);
    }
  }

  private static final Guard<Sending> ALWAYS = Guard.always();
  private static final Guard<Sending> TAKES_LAST = Guard.when(Count.TAKES_LAST_CREDIT);
  private static final Guard<Sending> CREDIT_LEFT =
      TAKES_LAST.not().as("CREDIT_LEFT", "there is credit after this item");
  private static final Guard<Sending> OVER_ACK = Guard.when(Count.OVER_ACK);
  private static final Guard<Sending> FAIR_ACK =
      OVER_ACK.not().as("FAIR_ACK", "no more is acknowledged than is under way");
  private static final Guard<Sending> HAS_LAST = Guard.when(Count.HAS_LAST);
  private static final Guard<Sending> NO_LAST =
      HAS_LAST.not().as("NO_LAST", "its last message is not ready");

  // spotless:off
  static final TransitionTable<SenderState, SenderSignal, Sending, Rule<Out, Sending, SenderState>> TABLE =
      TransitionTable.<SenderState, SenderSignal, Sending, Rule<Out, Sending, SenderState>>named("stream-sender", SenderState.class, SenderSignal.class)
          .startsIn(NEW)
          .endsIn(FORGOTTEN)
          .facts(Count.values())
          .rules(List.of(Act.values()))
          .rows(List.of(
              //  from       signal       when         actor  act               reason                                                    lands
              row(NEW,       OPEN,        ALWAYS,      SELF,  Act.ANNOUNCE,     "it is ready")                                            .lands(INIT_SENT),
              row(NEW,       KILL,        ALWAYS,      SELF,  Act.END,          "nobody knows of it yet")                                 .lands(DONE),
              row(NEW,       START,       ALWAYS,      PEER,  Act.FAIL,         "it was not announced")                                   .lands(DONE),
              row(NEW,       CANCEL,      ALWAYS,      PEER,  Act.END,          "it is not wanted, announced or not")                     .lands(DONE),
              row(NEW,       ACK,         ALWAYS,      PEER,  Act.FAIL,         "nothing is under way")                                   .lands(DONE),
              row(NEW,       MISDIRECTED, ALWAYS,      PEER,  Act.FAIL,         "a receiver does not send this")                          .lands(DONE),

              row(INIT_SENT, START,       NO_LAST,     PEER,  Act.BEGIN,        "it is wanted")                                           .lands(STREAMING),
              row(INIT_SENT, START,       HAS_LAST,    PEER,  Act.RELEASE_LAST, "it is wanted, and is already at its end")                .lands(DONE),
              row(INIT_SENT, CANCEL,      ALWAYS,      PEER,  Act.END,          "it is not wanted")                                       .lands(DONE),
              row(INIT_SENT, ACK,         ALWAYS,      PEER,  Act.FAIL,         "the verdict is due, not an acknowledgement")             .lands(DONE),
              row(INIT_SENT, MISDIRECTED, ALWAYS,      PEER,  Act.FAIL,         "a receiver does not send this")                          .lands(DONE),
              row(INIT_SENT, FINISH,      NO_LAST,     SELF,  Act.HOLD_LAST,    "even the last message needs the verdict")                .lands(INIT_SENT),
              never(INIT_SENT, FINISH,    HAS_LAST,    SELF,                    "there is only one last message"),
              row(INIT_SENT, KILL,        ALWAYS,      SELF,  Act.END,          "its job is killed")                                      .lands(DONE),
              row(INIT_SENT, TIMEOUT,     ALWAYS,      CLOCK, Act.FAIL,         "no verdict has come")                                    .lands(DONE),

              row(STREAMING, SEND,        CREDIT_LEFT, SELF,  Act.ITEM,         "there is credit")                                        .lands(STREAMING),
              row(STREAMING, SEND,        TAKES_LAST,  SELF,  Act.ITEM,         "there is credit for one")                                .lands(WAIT_ACK),
              row(STREAMING, FINISH,      ALWAYS,      SELF,  Act.LAST,         "it has no more")                                         .lands(DONE),
              row(STREAMING, ACK,         FAIR_ACK,    PEER,  Act.REPAY,        "items are used up")                                      .lands(STREAMING),
              row(STREAMING, ACK,         OVER_ACK,    PEER,  Act.FAIL,         "so much was not under way")                              .lands(DONE),
              row(STREAMING, START,       ALWAYS,      PEER,  Act.FAIL,         "it has started")                                         .lands(DONE),
              row(STREAMING, CANCEL,      ALWAYS,      PEER,  Act.END,          "no more of it is wanted")                                .lands(DONE),
              row(STREAMING, MISDIRECTED, ALWAYS,      PEER,  Act.FAIL,         "a receiver does not send this")                          .lands(DONE),
              row(STREAMING, KILL,        ALWAYS,      SELF,  Act.END,          "its job is killed")                                      .lands(DONE),

              row(WAIT_ACK,  FINISH,      ALWAYS,      SELF,  Act.LAST,         "the last message takes no credit")                       .lands(DONE),
              row(WAIT_ACK,  ACK,         FAIR_ACK,    PEER,  Act.REPAY,        "items are used up")                                      .lands(STREAMING),
              row(WAIT_ACK,  ACK,         OVER_ACK,    PEER,  Act.FAIL,         "so much was not under way")                              .lands(DONE),
              row(WAIT_ACK,  START,       ALWAYS,      PEER,  Act.FAIL,         "it has started")                                         .lands(DONE),
              row(WAIT_ACK,  CANCEL,      ALWAYS,      PEER,  Act.END,          "no more of it is wanted")                                .lands(DONE),
              row(WAIT_ACK,  MISDIRECTED, ALWAYS,      PEER,  Act.FAIL,         "a receiver does not send this")                          .lands(DONE),
              row(WAIT_ACK,  KILL,        ALWAYS,      SELF,  Act.END,          "its job is killed")                                      .lands(DONE),
              row(WAIT_ACK,  TIMEOUT,     ALWAYS,      CLOCK, Act.FAIL,         "nothing is acknowledged any more")                       .lands(DONE),
              never(WAIT_ACK, SEND,       ALWAYS,      SELF,                    "all credit is under way"),

              row(DONE,      START,       ALWAYS,      PEER,  Act.IGNORE,       "it crossed the end")                                     .lands(DONE),
              row(DONE,      CANCEL,      ALWAYS,      PEER,  Act.IGNORE,       "it crossed the end")                                     .lands(DONE),
              row(DONE,      ACK,         ALWAYS,      PEER,  Act.IGNORE,       "it crossed the end")                                     .lands(DONE),
              row(DONE,      MISDIRECTED, ALWAYS,      PEER,  Act.IGNORE,       "it has ended anyway")                                    .lands(DONE),
              row(DONE,      KILL,        ALWAYS,      SELF,  Act.IGNORE,       "it has ended")                                           .lands(DONE),
              row(DONE,      FORGET,      ALWAYS,      SELF,  Act.DROP,         "nothing of it is left")                                  .lands(FORGOTTEN)))
          .build();
  // spotless:on

  private static Transition<SenderState, SenderSignal, Sending, Rule<Out, Sending, SenderState>>
      row(
          SenderState from,
          SenderSignal signal,
          Guard<Sending> when,
          Side side,
          Act act,
          String reason) {
    return Transition.row(from, signal, when, side, act, reason);
  }

  private static Transition<SenderState, SenderSignal, Sending, Rule<Out, Sending, SenderState>>
      never(SenderState from, SenderSignal signal, Guard<Sending> when, Side side, String reason) {
    return Transition.never(from, signal, when, side, reason);
  }

  /** The table, for readers; subjects and rules are opaque. */
  public static TransitionTable<SenderState, SenderSignal, ?, ?> table() {
    return TABLE;
  }
}
