package io.github.workerfsm.transport.net;

import static io.github.workerfsm.transport.Side.PEER;
import static io.github.workerfsm.transport.Side.SELF;
import static io.github.workerfsm.transport.net.ConnectionSignal.CARE;
import static io.github.workerfsm.transport.net.ConnectionSignal.DISMISS;
import static io.github.workerfsm.transport.net.ConnectionSignal.END;
import static io.github.workerfsm.transport.net.ConnectionSignal.FINISH;
import static io.github.workerfsm.transport.net.ConnectionSignal.FRAME;
import static io.github.workerfsm.transport.net.ConnectionSignal.GOODBYE;
import static io.github.workerfsm.transport.net.ConnectionSignal.GREET;
import static io.github.workerfsm.transport.net.ConnectionSignal.LEAVE;
import static io.github.workerfsm.transport.net.ConnectionSignal.REFUSE;
import static io.github.workerfsm.transport.net.ConnectionSignal.UNKNOWN;
import static io.github.workerfsm.transport.net.ConnectionState.CLOSED;
import static io.github.workerfsm.transport.net.ConnectionState.DRAINING;
import static io.github.workerfsm.transport.net.ConnectionState.GREETING;
import static io.github.workerfsm.transport.net.ConnectionState.LEAVING;
import static io.github.workerfsm.transport.net.ConnectionState.OPEN;
import static io.github.workerfsm.transport.net.ConnectionState.PARTING;

import io.github.workerfsm.table.Guard;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Subject;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;
import io.github.workerfsm.transport.Side;
import io.github.workerfsm.transport.Step;
import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.Refusal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The life of a connection as a table. */
public final class ConnectionTransitions {
  private ConnectionTransitions() {}

  /** The subject: a connection without its socket. */
  static final class Line extends Subject<ConnectionState> {
    Line() {
      super(GREETING);
    }

    @Override
    public String toString() {
      return "connection";
    }
  }

  /** Why a connection is given up. */
  record Ending(Refusal why, String detail) {}

  /** What a connection does. */
  interface Out {
    /** The other end has greeted: greet it, and tell who listens. */
    void greeted(Frame greeting);

    /** Answers what is about the connection itself. */
    void care(Frame frame);

    /** Hands a frame to who listens. */
    void deliver(Frame frame);

    /** Says that a type is not known. */
    void answerUnknown(Frame frame);

    /** Says goodbye with a reason, and reads no more. */
    void announce(Ending ending);

    /** Sends no more than what has been accepted. */
    void part();

    /** Closes the socket when everything has left. */
    void hangUp(Ending ending);

    /** Tells who listens that it is over. */
    void ended(Ending ending);
  }

  @SuppressWarnings("ImmutableEnumChecker")
  enum Act implements Rule<Out, Line, ConnectionState> {
    MEET(
        (out, line, frame) -> {
          out.greeted(frame(frame));
          return OPEN;
        }),
    CARE_FOR(
        (out, line, frame) -> {
          out.care(frame(frame));
          return line.state();
        }),
    DELIVER(
        (out, line, frame) -> {
          out.deliver(frame(frame));
          return line.state();
        }),
    ANSWER(
        (out, line, frame) -> {
          out.answerUnknown(frame(frame));
          return line.state();
        }),
    STAY((out, line, argument) -> line.state()),
    ANNOUNCE(
        (out, line, ending) -> {
          out.announce(ending(ending));
          return DRAINING;
        }),
    PART(
        (out, line, ending) -> {
          out.part();
          return PARTING;
        }),
    /** Tells the other end why, waits for that to leave, and closes. */
    SAY_WHY(
        (out, line, ending) -> {
          out.announce(ending(ending));
          out.hangUp(ending(ending));
          return LEAVING;
        }),
    OUT_OF_TURN(
        (out, line, frame) -> {
          Ending ending =
              new Ending(Refusal.PROTOCOL, frame + " has no place while " + line.state());
          out.announce(ending);
          out.hangUp(ending);
          return LEAVING;
        }),
    HANG_UP(
        (out, line, ending) -> {
          out.hangUp(ending(ending));
          return LEAVING;
        }),
    CLOSE(
        (out, line, ending) -> {
          out.ended(ending(ending));
          return CLOSED;
        });

    private final Step<Out, Line, ConnectionState> step;

    Act(Step<Out, Line, ConnectionState> step) {
      this.step = step;
    }

    @Override
    public ConnectionState apply(Out out, Line line, @Nullable Object argument) {
      return step.take(out, line, argument);
    }

    private static Frame frame(@Nullable Object argument) {
      return (Frame) Objects.requireNonNull(argument);
    }

    private static Ending ending(@Nullable Object argument) {
      return (Ending) Objects.requireNonNull(argument);
    }
  }

  // spotless:off
  static final TransitionTable<ConnectionState, ConnectionSignal, Line, Rule<Out, Line, ConnectionState>> TABLE =
      TransitionTable.<ConnectionState, ConnectionSignal, Line, Rule<Out, Line, ConnectionState>>named("connection", ConnectionState.class, ConnectionSignal.class)
          .startsIn(GREETING)
          .endsIn(CLOSED)
          .rules(List.of(Act.values()))
          .rows(List.of(
              //  from      signal    actor act               reason                                        lands
              row(GREETING, GREET,    PEER, Act.MEET,         "it says who it is")                      .lands(OPEN),
              row(GREETING, CARE,     PEER, Act.OUT_OF_TURN,  "nobody is known yet")                    .lands(LEAVING),
              row(GREETING, FRAME,    PEER, Act.OUT_OF_TURN,  "nobody is known yet")                    .lands(LEAVING),
              row(GREETING, UNKNOWN,  PEER, Act.OUT_OF_TURN,  "nobody is known yet")                    .lands(LEAVING),
              row(GREETING, GOODBYE,  PEER, Act.CLOSE,        "it does not want to")                    .lands(CLOSED),
              row(GREETING, DISMISS,  PEER, Act.CLOSE,        "it is not let in")                       .lands(CLOSED),
              row(GREETING, REFUSE,   SELF, Act.SAY_WHY,      "it is told why")                         .lands(LEAVING),
              row(GREETING, LEAVE,    SELF, Act.SAY_WHY,      "this end has finished")                  .lands(LEAVING),
              row(GREETING, FINISH,   SELF, Act.SAY_WHY,      "this end has finished")                  .lands(LEAVING),
              row(GREETING, END,      PEER, Act.CLOSE,        "the socket has ended")                   .lands(CLOSED),

              row(OPEN,     GREET,    PEER, Act.OUT_OF_TURN,  "it has greeted")                         .lands(LEAVING),
              row(OPEN,     CARE,     PEER, Act.CARE_FOR,     "the connection is looked after")         .lands(OPEN),
              row(OPEN,     FRAME,    PEER, Act.DELIVER,      "it is for whoever listens")              .lands(OPEN),
              row(OPEN,     UNKNOWN,  PEER, Act.ANSWER,       "another version may know more types")    .lands(OPEN),
              row(OPEN,     GOODBYE,  PEER, Act.PART,         "nobody reads what would be sent now")    .lands(PARTING),
              row(OPEN,     DISMISS,  PEER, Act.CLOSE,        "the other end says why")                 .lands(CLOSED),
              row(OPEN,     REFUSE,   SELF, Act.SAY_WHY,      "it is told why")                         .lands(LEAVING),
              row(OPEN,     LEAVE,    SELF, Act.ANNOUNCE,     "the other end learns to send no more")   .lands(DRAINING),
              row(OPEN,     FINISH,   SELF, Act.SAY_WHY,      "this end has finished")                  .lands(LEAVING),
              row(OPEN,     END,      PEER, Act.CLOSE,        "the socket has ended")                   .lands(CLOSED),

              row(DRAINING, GREET,    PEER, Act.STAY,         "nothing is read any more")               .lands(DRAINING),
              row(DRAINING, CARE,     PEER, Act.STAY,         "nothing is read any more")               .lands(DRAINING),
              row(DRAINING, FRAME,    PEER, Act.STAY,         "nothing is read any more")               .lands(DRAINING),
              row(DRAINING, UNKNOWN,  PEER, Act.STAY,         "nothing is read any more")               .lands(DRAINING),
              row(DRAINING, GOODBYE,  PEER, Act.STAY,         "both have finished")                     .lands(DRAINING),
              row(DRAINING, DISMISS,  PEER, Act.CLOSE,        "the other end says why")                 .lands(CLOSED),
              row(DRAINING, REFUSE,   SELF, Act.HANG_UP,      "goodbye has been said")                  .lands(LEAVING),
              row(DRAINING, LEAVE,    SELF, Act.STAY,         "goodbye has been said")                  .lands(DRAINING),
              row(DRAINING, FINISH,   SELF, Act.HANG_UP,      "nothing more will be sent")              .lands(LEAVING),
              row(DRAINING, END,      PEER, Act.CLOSE,        "the socket has ended")                   .lands(CLOSED),

              row(PARTING,  GREET,    PEER, Act.OUT_OF_TURN,  "it has greeted")                         .lands(LEAVING),
              row(PARTING,  CARE,     PEER, Act.CARE_FOR,     "the connection is looked after")         .lands(PARTING),
              row(PARTING,  FRAME,    PEER, Act.DELIVER,      "it was under way")                       .lands(PARTING),
              row(PARTING,  UNKNOWN,  PEER, Act.STAY,         "nobody would read the answer")           .lands(PARTING),
              row(PARTING,  GOODBYE,  PEER, Act.STAY,         "it has been said")                       .lands(PARTING),
              row(PARTING,  DISMISS,  PEER, Act.CLOSE,        "the other end says why")                 .lands(CLOSED),
              row(PARTING,  REFUSE,   SELF, Act.HANG_UP,      "nobody would read why")                  .lands(LEAVING),
              row(PARTING,  LEAVE,    SELF, Act.HANG_UP,      "both have finished")                     .lands(LEAVING),
              row(PARTING,  FINISH,   SELF, Act.HANG_UP,      "both have finished")                     .lands(LEAVING),
              row(PARTING,  END,      PEER, Act.CLOSE,        "the socket has ended")                   .lands(CLOSED),

              row(LEAVING,  GREET,    PEER, Act.STAY,         "this end hangs up")                      .lands(LEAVING),
              row(LEAVING,  CARE,     PEER, Act.STAY,         "this end hangs up")                      .lands(LEAVING),
              row(LEAVING,  FRAME,    PEER, Act.STAY,         "this end hangs up")                      .lands(LEAVING),
              row(LEAVING,  UNKNOWN,  PEER, Act.STAY,         "this end hangs up")                      .lands(LEAVING),
              row(LEAVING,  GOODBYE,  PEER, Act.STAY,         "this end hangs up")                      .lands(LEAVING),
              row(LEAVING,  DISMISS,  PEER, Act.STAY,         "this end hangs up")                      .lands(LEAVING),
              row(LEAVING,  REFUSE,   SELF, Act.STAY,         "this end hangs up")                      .lands(LEAVING),
              row(LEAVING,  LEAVE,    SELF, Act.STAY,         "this end hangs up")                      .lands(LEAVING),
              row(LEAVING,  FINISH,   SELF, Act.STAY,         "this end hangs up")                      .lands(LEAVING),
              row(LEAVING,  END,      PEER, Act.CLOSE,        "the socket has ended")                   .lands(CLOSED)))
          .build();
  // spotless:on

  private static Transition<
          ConnectionState, ConnectionSignal, Line, Rule<Out, Line, ConnectionState>>
      row(ConnectionState from, ConnectionSignal signal, Side side, Act act, String reason) {
    return Transition.row(from, signal, Guard.always(), side, act, reason);
  }

  /** The table, for readers; subjects and rules are opaque. */
  public static TransitionTable<ConnectionState, ConnectionSignal, ?, ?> table() {
    return TABLE;
  }
}
