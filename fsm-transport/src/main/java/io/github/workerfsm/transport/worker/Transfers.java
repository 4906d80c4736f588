package io.github.workerfsm.transport.worker;

import io.github.workerfsm.transport.message.WorkerMessages;
import io.github.workerfsm.transport.net.Connection;
import io.github.workerfsm.transport.net.ConnectionListener;
import io.github.workerfsm.transport.net.Network;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Values between peers: asks others for them and serves them, in streams with credit, over one
 * connection a peer.
 *
 * <p>Thread-safe. Nothing here blocks.
 */
public final class Transfers {
  /** Answers that are given at once, to all peers together; others are told that it is busy. */
  public static final int MAX_SERVING = 50;

  /** Bytes of one answer at most. */
  public static final long MAX_BYTES = 1 << 30;

  private final Network network;
  private final WorkerMessages messages;
  private final Function<List<String>, CompletableFuture<byte[]>> values;
  private final int maxServing;
  private final AtomicInteger serving = new AtomicInteger();
  private final Map<String, CompletableFuture<Outgoing>> outgoing = new LinkedHashMap<>();
  private final Map<Connection, PeerSession> sessions = new ConcurrentHashMap<>();

  private record Outgoing(Connection connection, PeerSession session) {}

  /**
   * Transfers over a network.
   *
   * @param values the packed values of those of the given keys that are here
   * @param maxServing answers that are given at once
   */
  public Transfers(
      Network network,
      WorkerMessages messages,
      Function<List<String>, CompletableFuture<byte[]>> values,
      int maxServing) {
    this.network = network;
    this.messages = messages;
    this.values = values;
    this.maxServing = maxServing;
  }

  /** What listens to a connection that a peer has made. */
  public ConnectionListener accepted() {
    return new PeerSession(this);
  }

  /**
   * Asks a peer for values.
   *
   * @param address of the peer, {@code tcp://host:port}
   * @return what came of it; never fails
   */
  public CompletableFuture<Gathered> gather(String address, List<String> keys) {
    CompletableFuture<Gathered> answer = new CompletableFuture<>();
    connection(address)
        .whenComplete(
            (to, failure) -> {
              if (to == null) {
                answer.complete(new Gathered.Unreachable(String.valueOf(failure)));
              } else {
                to.session.ask(to.connection, keys, answer);
              }
            });
    return answer;
  }

  private CompletableFuture<Outgoing> connection(String address) {
    synchronized (outgoing) {
      CompletableFuture<Outgoing> known = outgoing.get(address);
      if (known != null && !stale(known)) {
        return known;
      }
      CompletableFuture<Outgoing> made = connect(address);
      outgoing.put(address, made);
      return made;
    }
  }

  private static boolean stale(CompletableFuture<Outgoing> known) {
    return known.isCompletedExceptionally()
        || (known.isDone() && !known.join().connection.isOpen());
  }

  private CompletableFuture<Outgoing> connect(String address) {
    InetSocketAddress socket;
    try {
      socket = Addresses.parse(address);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(e);
    }
    PeerSession session = new PeerSession(this);
    return network.connect(socket, session).thenApply(made -> new Outgoing(made, session));
  }

  /** Looks after streams that wait for too long; to be called now and then. */
  public void tick() {
    sessions.forEach((connection, session) -> session.tick(connection));
  }

  // ---- for sessions

  void opened(PeerSession session, Connection connection) {
    sessions.put(connection, session);
  }

  void closed(PeerSession session, Connection connection) {
    sessions.remove(connection, session);
  }

  boolean claimServing() {
    if (serving.incrementAndGet() > maxServing) {
      serving.decrementAndGet();
      return false;
    }
    return true;
  }

  void endServing() {
    serving.decrementAndGet();
  }

  CompletableFuture<byte[]> values(List<String> keys) {
    return values.apply(keys);
  }

  WorkerMessages messages() {
    return messages;
  }

  long maxBytes() {
    return MAX_BYTES;
  }

  long now() {
    return network.clock().getAsLong();
  }
}
