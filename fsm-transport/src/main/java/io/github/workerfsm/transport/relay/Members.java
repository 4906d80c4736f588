package io.github.workerfsm.transport.relay;

import io.github.workerfsm.transport.liveness.Liveness;
import io.github.workerfsm.transport.liveness.Notice;
import io.github.workerfsm.transport.liveness.PeerState;
import io.github.workerfsm.transport.message.Message;
import io.github.workerfsm.transport.status.StatusReceiver;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The receiving half of a party: who reports to it, in which life, over which connection, and
 * whether it is still heard. Whoever speaks without having registered is told to register.
 *
 * <p>In order of registration. A member that is lost is remembered, because it may come back in the
 * same life and go on where it was.
 */
final class Members {
  /** Members that are remembered at most. */
  static final int MOST = 4_096;

  /** One who reports. */
  static final class Member {
    final UUID id;
    final StatusReceiver receiver = new StatusReceiver();
    long life;
    @Nullable Way way;

    Member(UUID id, long life) {
      this.id = id;
      this.life = life;
    }

    void send(Message message) {
      Way to = way;
      if (to != null) {
        to.send(message);
      }
    }
  }

  /** What the party does about its members. */
  interface Listener {
    /** What an older life of the member had is lost, or all that it had. */
    void lost(UUID member, long nowNanos);

    /** A member says something that is not for this half. */
    void said(Member member, Message message, long nowNanos);
  }

  private final Message.Register own;
  private final Listener listener;
  private final Liveness<UUID> liveness;
  private final Map<UUID, Member> members = new LinkedHashMap<>();
  // Looked up only; its order is never seen.
  private final Map<Way, Member> byWay = new IdentityHashMap<>();

  Members(UUID who, long life, RelaySettings settings, Listener listener) {
    own = new Message.Register(who, Uplink.requireLife(life));
    this.listener = listener;
    liveness = new Liveness<>(settings.thresholds());
  }

  void received(Way from, Message message, long nowNanos) {
    if (message instanceof Message.Register register) {
      register(from, register, nowNanos);
      return;
    }
    Member member = byWay.get(from);
    if (member == null) {
      from.send(new Message.RegisterAgain(own.who()));
      return;
    }
    carryOut(liveness.heard(member.id, nowNanos), nowNanos);
    if (liveness.state(member.id) == PeerState.ALIVE) {
      listener.said(member, message, nowNanos);
    }
  }

  private void register(Way from, Message.Register who, long nowNanos) {
    Member bound = byWay.get(from);
    Member member = members.get(who.who());
    String refused = refusal(bound, member, who);
    if (refused != null) {
      from.send(new Message.BadCommand(refused));
      return;
    }
    if (member == null) {
      member = new Member(who.who(), who.epoch());
      members.put(member.id, member);
    } else if (who.epoch() > member.life) {
      member.life = who.epoch();
      member.receiver.restart();
      listener.lost(member.id, nowNanos);
    }
    if (member.way != null) {
      byWay.remove(member.way);
    }
    member.way = from;
    byWay.put(from, member);
    carryOut(liveness.registered(member.id, nowNanos), nowNanos);
    from.send(own);
  }

  private static @Nullable String refusalOfLife(@Nullable Member known, Message.Register who) {
    if (who.epoch() < 1) {
      return "life of " + who.who() + " is " + who.epoch() + ", expected 1 or more";
    }
    return known != null && who.epoch() < known.life
        ? "life " + who.epoch() + " of " + who.who() + " is over, expected " + known.life
        : null;
  }

  private @Nullable String refusal(
      @Nullable Member bound, @Nullable Member known, Message.Register who) {
    if (bound != null && !bound.id.equals(who.who())) {
      return "this connection is that of " + bound.id + ", not of " + who.who();
    }
    if (known == null && members.size() >= MOST) {
      return members.size() + " are registered, expected no more";
    }
    return refusalOfLife(known, who);
  }

  void left(Way from) {
    Member member = byWay.remove(from);
    if (member != null && member.way == from) {
      member.way = null;
    }
  }

  void tick(long nowNanos) {
    carryOut(liveness.tick(nowNanos), nowNanos);
  }

  private void carryOut(List<Notice<UUID>> notices, long nowNanos) {
    for (Notice<UUID> notice : notices) {
      Member member = members.get(notice.peer());
      if (member == null) {
        continue;
      }
      switch (notice.kind()) {
        case LOST -> listener.lost(member.id, nowNanos);
        case REGISTER_AGAIN -> member.send(new Message.RegisterAgain(own.who()));
        // Its next report is the sign of life that a ping would ask for.
        case PING, WELCOME, RECOVERED -> {}
      }
    }
  }

  @Nullable Member of(UUID id) {
    return members.get(id);
  }

  /** Members that are heard. */
  List<Member> alive() {
    List<Member> alive = new ArrayList<>();
    for (Member member : members.values()) {
      PeerState state = liveness.state(member.id);
      if (state == PeerState.ALIVE || state == PeerState.SUSPECT) {
        alive.add(member);
      }
    }
    return alive;
  }
}
