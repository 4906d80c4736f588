package io.github.workerfsm.transport.endpoint;

import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.message.Payload;
import io.github.workerfsm.transport.net.Connection;
import io.github.workerfsm.transport.net.ConnectionListener;
import io.github.workerfsm.transport.net.Network;
import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.FrameType;
import io.github.workerfsm.transport.wire.Refusal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends messages and requests to an {@link EndpointServer} over one connection. Thread-safe.
 *
 * <p>Messages of one key are handled in the order in which they were sent.
 */
public final class EndpointClient {
  /** The key of messages that need no order. */
  public static final String NO_KEY = "";

  private final Map<Integer, CompletableFuture<Payload>> waiting = new ConcurrentHashMap<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private final CompletableFuture<Connection> connected;
  private volatile boolean over;

  private EndpointClient(Network network, InetSocketAddress server) {
    connected = network.connect(server, new Answers());
  }

  /** Connects; what is sent before the connection is there is refused as closed. */
  public static CompletableFuture<EndpointClient> connect(
      Network network, InetSocketAddress server) {
    EndpointClient client = new EndpointClient(network, server);
    return client.connected.thenApply(connection -> client);
  }

  private Offer offer(Frame frame) {
    Connection connection = connected.getNow(null);
    return connection == null ? Offer.CLOSED : connection.send(frame);
  }

  /**
   * Sends a message that is not answered. Never blocks.
   *
   * @param code 0 to 255
   * @param key {@link #NO_KEY} for none
   */
  public Offer send(int code, String key, Payload body) {
    return offer(EndpointFrames.message(FrameType.MESSAGE, 0, code, key, body));
  }

  /**
   * Asks for an answer.
   *
   * @param code 0 to 255
   * @param key {@link #NO_KEY} for none
   * @param timeout how long to wait for it, more than 0
   * @return the answer; fails with {@link EndpointException} when the handler has failed, the
   *     connection is full or lost, or with {@link java.util.concurrent.TimeoutException}; the
   *     server finishes the request all the same
   */
  public CompletableFuture<Payload> request(int code, String key, Payload body, Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout is " + timeout + ", expected more than 0");
    }
    int number = numbers.incrementAndGet();
    CompletableFuture<Payload> answer = new CompletableFuture<>();
    waiting.put(number, answer);
    Offer offer = offer(EndpointFrames.message(FrameType.REQUEST, number, code, key, body));
    if (offer != Offer.ACCEPTED || over) {
      answer.completeExceptionally(
          new EndpointException("the connection is " + (over ? Offer.CLOSED : offer)));
    }
    var unused = answer.whenComplete((said, why) -> waiting.remove(number));
    return answer.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Hangs up as soon as everything accepted has left. Idempotent. */
  public void close() {
    connected.thenAccept(Connection::finish);
  }

  private final class Answers implements ConnectionListener {
    @Override
    public void opened(Connection connection) {}

    @Override
    public Offer received(Connection connection, Frame frame) {
      if (!frame.is(FrameType.RESPONSE)) {
        connection.close(Refusal.PROTOCOL, frame + " to a client of an endpoint");
        return Offer.CLOSED;
      }
      CompletableFuture<Payload> answer = waiting.remove(frame.stream());
      if (answer != null) {
        try {
          answer.complete(EndpointFrames.answer(frame));
        } catch (EndpointException e) {
          answer.completeExceptionally(e);
        }
      }
      return Offer.ACCEPTED;
    }

    @Override
    public void closed(Connection connection, Refusal why, String detail, int undelivered) {
      over = true;
      waiting
          .values()
          .forEach(
              answer ->
                  answer.completeExceptionally(
                      new EndpointException("the connection is lost: " + why + ": " + detail)));
    }
  }
}
