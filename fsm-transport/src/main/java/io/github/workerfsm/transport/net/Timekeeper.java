package io.github.workerfsm.transport.net;

import io.github.workerfsm.transport.liveness.Liveness;
import io.github.workerfsm.transport.liveness.Notice;
import io.github.workerfsm.transport.liveness.PeerState;
import io.github.workerfsm.transport.wire.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * The thread that looks at the clock for all connections of a network: heartbeats that are due,
 * peers that are silent, greetings and frames that take too long. It does nothing else, so that no
 * handler can make a heartbeat late.
 */
final class Timekeeper {
  private static final long LONGEST_NANOS = 250_000_000L;

  private final NetSettings settings;
  private final Set<Connection> connections;
  private final LongSupplier clock;
  private final Liveness<Connection> liveness;
  private final long tickNanos;
  private final Thread thread;
  private volatile boolean stopped;
  private volatile NetworkObserver observer = NetworkObserver.NONE;
  private volatile PeerCounts peers = PeerCounts.NONE;
  private long lost;

  Timekeeper(String name, NetSettings settings, Set<Connection> connections, LongSupplier clock) {
    this.settings = settings;
    this.connections = connections;
    this.clock = clock;
    liveness = new Liveness<>(settings.thresholds());
    long shortest =
        Math.min(
            settings.thresholds().periodNanos(),
            Math.min(settings.handshake().toNanos(), settings.frame().toNanos()));
    tickNanos = Math.max(1_000_000, Math.min(LONGEST_NANOS, shortest / 4));
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  void observe(NetworkObserver by) {
    observer = by;
  }

  /** As of the last look at the clock. */
  PeerCounts peers() {
    return peers;
  }

  void stop() {
    stopped = true;
    LockSupport.unpark(thread);
  }

  boolean join(Duration atMost) {
    try {
      thread.join(Math.max(1, atMost.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }

  private void run() {
    Set<Connection> watched = new java.util.LinkedHashSet<>();
    while (!stopped) {
      long now = clock.getAsLong();
      for (Connection connection : connections) {
        if (connection.isOpen()) {
          watched.add(connection);
        } else if (!connection.greeted) {
          greetingInTime(connection, now);
        }
        frameInTime(connection, now);
      }
      watched.removeIf(connection -> gone(connection, now));
      watched.forEach(connection -> look(connection, now));
      carryOut(liveness.tick(now));
      count(watched);
      LockSupport.parkNanos(tickNanos);
    }
  }

  private void greetingInTime(Connection connection, long now) {
    if (now - connection.createdNanos >= settings.handshake().toNanos()) {
      connection.close(Refusal.HANDSHAKE_TIMEOUT, "no greeting within " + settings.handshake());
    }
  }

  private void frameInTime(Connection connection, long now) {
    long since = connection.partialSinceNanos;
    if (since != Connection.NOTHING_PARTIAL && now - since >= settings.frame().toNanos()) {
      connection.close(Refusal.FRAME_TIMEOUT, "a frame took over " + settings.frame());
    }
  }

  private boolean gone(Connection connection, long now) {
    boolean gone = !connection.isOpen() && !connections.contains(connection);
    if (gone) {
      liveness.left(connection, now);
    }
    return gone;
  }

  private void look(Connection connection, long now) {
    if (liveness.state(connection) == PeerState.UNKNOWN) {
      carryOut(liveness.registered(connection, now));
    }
    // What was heard is in the past; the machine is told when, not when it was looked at. From a
    // connection that is not read nothing can be heard, which is not the fault of the peer.
    long heard = connection.paused ? now : Math.min(now, connection.heardNanos);
    carryOut(liveness.heard(connection, heard));
    long late = now - connection.sentNanos - settings.thresholds().periodNanos();
    if (late >= 0) {
      observer.heartbeat(connection.remote(), late);
      connection.heartbeat();
    }
  }

  private void count(Set<Connection> watched) {
    int alive = 0;
    int suspect = 0;
    for (Connection connection : watched) {
      PeerState state = liveness.state(connection);
      alive += state == PeerState.ALIVE ? 1 : 0;
      suspect += state == PeerState.SUSPECT ? 1 : 0;
    }
    peers = new PeerCounts(alive, suspect, lost);
  }

  private void carryOut(List<Notice<Connection>> notices) {
    for (Notice<Connection> notice : notices) {
      observer.noticed(notice.peer().remote(), notice.kind());
      switch (notice.kind()) {
        case PING -> notice.peer().ping();
        case LOST -> {
          lost++;
          notice.peer().close(Refusal.IDLE, "nothing was heard for too long");
        }
        case WELCOME, RECOVERED, REGISTER_AGAIN -> {}
      }
    }
  }
}
