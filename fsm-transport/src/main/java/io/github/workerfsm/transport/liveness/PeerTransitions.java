package io.github.workerfsm.transport.liveness;

import static io.github.workerfsm.transport.Side.CLOCK;
import static io.github.workerfsm.transport.Side.PEER;
import static io.github.workerfsm.transport.liveness.PeerSignal.FRAME;
import static io.github.workerfsm.transport.liveness.PeerSignal.LEAVE;
import static io.github.workerfsm.transport.liveness.PeerSignal.REGISTER;
import static io.github.workerfsm.transport.liveness.PeerSignal.TICK;
import static io.github.workerfsm.transport.liveness.PeerState.ALIVE;
import static io.github.workerfsm.transport.liveness.PeerState.EXPIRED;
import static io.github.workerfsm.transport.liveness.PeerState.GONE;
import static io.github.workerfsm.transport.liveness.PeerState.SUSPECT;
import static io.github.workerfsm.transport.liveness.PeerState.UNKNOWN;

import io.github.workerfsm.table.Fact;
import io.github.workerfsm.table.Guard;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Subject;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;
import io.github.workerfsm.transport.Side;
import io.github.workerfsm.transport.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The life of a peer as a table. */
public final class PeerTransitions {
  private PeerTransitions() {}

  /** A peer and how long it has been silent. */
  static final class Peer<K> extends Subject<PeerState> {
    final K id;
    final Thresholds thresholds;
    long heardNanos;
    long nowNanos;

    Peer(K id, Thresholds thresholds) {
      super(UNKNOWN);
      this.id = id;
      this.thresholds = thresholds;
    }

    void restore(PeerState state, long heard) {
      restoreState(state);
      heardNanos = heard;
    }

    @Override
    public String toString() {
      return "peer " + id;
    }
  }

  enum Silence implements Fact<Peer<?>> {
    LONG("it has been silent long enough to be suspect") {
      @Override
      public boolean holds(Peer<?> peer) {
        return peer.nowNanos - peer.heardNanos >= peer.thresholds.suspectNanos();
      }
    },
    TOO_LONG("it has been silent long enough to be dead") {
      @Override
      public boolean holds(Peer<?> peer) {
        return peer.nowNanos - peer.heardNanos >= peer.thresholds.deadNanos();
      }
    };

    private final String phrase;

    Silence(String phrase) {
      this.phrase = phrase;
    }

    @Override
    public String phrase() {
      return phrase;
    }
  }

  /** Where notices go. */
  interface Notices {
    void note(Notice.Kind kind, Peer<?> peer);
  }

  @SuppressWarnings("ImmutableEnumChecker")
  enum Act implements Rule<Notices, Peer<?>, PeerState> {
    WELCOME((notices, peer, argument) -> heard(notices, peer, Notice.Kind.WELCOME)),
    RECOVER((notices, peer, argument) -> heard(notices, peer, Notice.Kind.RECOVERED)),
    HEAR((notices, peer, argument) -> heard(notices, peer, null)),
    ASK(
        (notices, peer, argument) -> {
          notices.note(Notice.Kind.PING, peer);
          return SUSPECT;
        }),
    EXPIRE(
        (notices, peer, argument) -> {
          notices.note(Notice.Kind.LOST, peer);
          return EXPIRED;
        }),
    SEND_BACK(
        (notices, peer, argument) -> {
          notices.note(Notice.Kind.REGISTER_AGAIN, peer);
          return peer.state();
        }),
    STAY((notices, peer, argument) -> peer.state()),
    PART((notices, peer, argument) -> GONE);

    private final Step<Notices, Peer<?>, PeerState> step;

    Act(Step<Notices, Peer<?>, PeerState> step) {
      this.step = step;
    }

    @Override
    public PeerState apply(Notices notices, Peer<?> peer, @Nullable Object argument) {
      return step.take(notices, peer, argument);
    }

    private static PeerState heard(Notices notices, Peer<?> peer, Notice.@Nullable Kind kind) {
      peer.heardNanos = peer.nowNanos;
      if (kind != null) {
        notices.note(kind, peer);
      }
      return ALIVE;
    }
  }

  private static final Guard<Peer<?>> ALWAYS = Guard.always();
  private static final Guard<Peer<?>> LONG = Guard.when(Silence.LONG);
  private static final Guard<Peer<?>> DEAD = Guard.when(Silence.TOO_LONG).as("DEAD", "it is dead");
  private static final Guard<Peer<?>> FRESH = LONG.not().as("FRESH", "it was heard in time");
  private static final Guard<Peer<?>> OVERDUE =
      LONG.and(DEAD.not()).as("OVERDUE", "it is overdue but not dead");
  private static final Guard<Peer<?>> NOT_DEAD = DEAD.not().as("NOT_DEAD", "it is not dead yet");

  // spotless:off
  static final TransitionTable<PeerState, PeerSignal, Peer<?>, Rule<Notices, Peer<?>, PeerState>> TABLE =
      TransitionTable.<PeerState, PeerSignal, Peer<?>, Rule<Notices, Peer<?>, PeerState>>named("peer", PeerState.class, PeerSignal.class)
          .startsIn(UNKNOWN)
          .endsIn(GONE)
          .facts(Silence.values())
          .given(LONG.or(DEAD.not()))
          .rules(List.of(Act.values()))
          .rows(List.of(
              //  from     signal    when      actor   act             reason                                                       lands
              row(UNKNOWN, REGISTER, ALWAYS,   PEER,  Act.WELCOME,   "it says who it is")                                          .lands(ALIVE),
              row(UNKNOWN, FRAME,    ALWAYS,   PEER,  Act.SEND_BACK, "nobody knows what it has")                                   .lands(UNKNOWN),
              row(UNKNOWN, TICK,     ALWAYS,   CLOCK, Act.STAY,      "nothing is expected of it")                                  .lands(UNKNOWN),
              row(UNKNOWN, LEAVE,    ALWAYS,   PEER,  Act.PART,      "it was never here")                                          .lands(GONE),

              row(ALIVE,   REGISTER, ALWAYS,   PEER,  Act.WELCOME,   "it has begun a new life")                                    .lands(ALIVE),
              row(ALIVE,   FRAME,    ALWAYS,   PEER,  Act.HEAR,      "any valid frame counts")                                     .lands(ALIVE),
              row(ALIVE,   TICK,     FRESH,    CLOCK, Act.STAY,      "it was heard in time")                                       .lands(ALIVE),
              row(ALIVE,   TICK,     OVERDUE,  CLOCK, Act.ASK,       "heartbeats are missing")                                     .lands(SUSPECT),
              row(ALIVE,   TICK,     DEAD,     CLOCK, Act.EXPIRE,    "it was silent for too long, and nobody looked in between")   .lands(EXPIRED),
              row(ALIVE,   LEAVE,    ALWAYS,   PEER,  Act.PART,      "it said goodbye")                                            .lands(GONE),

              row(SUSPECT, REGISTER, ALWAYS,   PEER,  Act.WELCOME,   "it has begun a new life")                                    .lands(ALIVE),
              row(SUSPECT, FRAME,    ALWAYS,   PEER,  Act.RECOVER,   "it is alive after all")                                      .lands(ALIVE),
              row(SUSPECT, TICK,     NOT_DEAD, CLOCK, Act.STAY,      "it has been asked")                                          .lands(SUSPECT),
              row(SUSPECT, TICK,     DEAD,     CLOCK, Act.EXPIRE,    "it has not answered")                                        .lands(EXPIRED),
              row(SUSPECT, LEAVE,    ALWAYS,   PEER,  Act.PART,      "it said goodbye")                                            .lands(GONE),

              row(EXPIRED, REGISTER, ALWAYS,   PEER,  Act.WELCOME,   "what it had is given up; it begins anew")                    .lands(ALIVE),
              row(EXPIRED, FRAME,    ALWAYS,   PEER,  Act.SEND_BACK, "what it had is given up; it has to register again")          .lands(EXPIRED),
              row(EXPIRED, TICK,     ALWAYS,   CLOCK, Act.STAY,      "it cannot die twice")                                        .lands(EXPIRED),
              row(EXPIRED, LEAVE,    ALWAYS,   PEER,  Act.PART,      "it is gone anyway")                                          .lands(GONE)))
          .build();
  // spotless:on

  private static Transition<PeerState, PeerSignal, Peer<?>, Rule<Notices, Peer<?>, PeerState>> row(
      PeerState from, PeerSignal signal, Guard<Peer<?>> when, Side side, Act act, String reason) {
    return Transition.row(from, signal, when, side, act, reason);
  }

  /** The table, for readers; subjects and rules are opaque. */
  public static TransitionTable<PeerState, PeerSignal, ?, ?> table() {
    return TABLE;
  }
}
