package io.github.workerfsm.transport.endpoint;

import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.message.Payload;
import io.github.workerfsm.transport.net.Connection;
import io.github.workerfsm.transport.net.ConnectionListener;
import io.github.workerfsm.transport.net.Network;
import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.FrameType;
import io.github.workerfsm.transport.wire.Refusal;
import io.github.workerfsm.transport.wire.Unpacked;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A server of messages and requests: all come in over one port and are handled in lanes. I/O
 * threads never wait for a handler; when the lanes are full, nothing is read from the connection
 * that has brought one message too many.
 *
 * <p>{@link #stop} is idempotent, bounded, and allowed in every state and from every thread.
 */
public final class EndpointServer {
  private final Network network;
  private final Lanes lanes;
  private final Handlers handlers;

  /**
   * A server that does not listen yet.
   *
   * @param network belongs to the server from now on, and ends with it
   * @param threads handlers that work at once
   * @param queue messages that may wait for a thread
   */
  public EndpointServer(String name, Network network, int threads, int queue, Handlers handlers) {
    this.network = network;
    this.handlers = handlers;
    lanes = new Lanes(name + "-lane", threads, queue);
  }

  /** Accepts connections; see {@link Network#listen}. */
  public InetSocketAddress listen(InetSocketAddress address) {
    return network.listen(address, FanIn::new);
  }

  /**
   * Stops: accepts nobody any more, says goodbye, reads no more, handles what has come in, sends
   * what there is to send, closes.
   *
   * @return whether every handler and thread has ended in time
   */
  public boolean stop(Duration atMost) {
    network.leave();
    boolean drained = lanes.stop(atMost);
    return network.close(atMost) && drained;
  }

  /** Threads of the lanes, those included that only wait. */
  public int threads() {
    return lanes.size();
  }

  private final class FanIn implements ConnectionListener {
    @Override
    public void opened(Connection connection) {}

    @Override
    public Offer received(Connection connection, Frame frame) {
      boolean request = frame.is(FrameType.REQUEST);
      if (!request && !frame.is(FrameType.MESSAGE)) {
        connection.close(Refusal.PROTOCOL, frame + " to an endpoint");
        return Offer.CLOSED;
      }
      Unpacked<EndpointFrames.Subject> unpacked = EndpointFrames.subject(frame);
      if (unpacked instanceof Unpacked.Bad<EndpointFrames.Subject> bad) {
        connection.close(Refusal.MALFORMED, frame + ": " + bad.what());
        return Offer.CLOSED;
      }
      var subject = ((Unpacked.Good<EndpointFrames.Subject>) unpacked).message();
      String key = subject.key().isEmpty() ? null : subject.key();
      Payload body = Payload.of(frame.body());
      Offer offer =
          lanes.submit(
              key,
              request
                  ? () -> answer(connection, frame.stream(), subject.code(), body)
                  : () -> take(subject.code(), body));
      if (offer == Offer.FULL) {
        lanes.whenRoom(connection::resume);
      }
      return offer;
    }

    @Override
    public void closed(Connection connection, Refusal why, String detail, int undelivered) {}
  }

  private void take(int code, Payload body) {
    try {
      handlers.message(code, body);
    } catch (Exception e) {
      throw new EndpointException("message " + code + ": " + e);
    }
  }

  private void answer(Connection connection, int number, int code, Payload body) {
    CompletionStage<Payload> answer;
    try {
      answer = handlers.request(code, body);
    } catch (Exception e) {
      respond(connection, number, null, e);
      return;
    }
    var unused = answer.whenComplete((said, why) -> respond(connection, number, said, why));
  }

  private static void respond(
      Connection connection, int number, @Nullable Payload said, @Nullable Throwable why) {
    Frame frame =
        said == null
            ? EndpointFrames.failed(number, String.valueOf(why))
            : EndpointFrames.done(number, said);
    if (connection.inIoThread()) {
      if (connection.send(frame) == Offer.FULL) {
        connection.close(Refusal.SLOW_CONSUMER, "no room for its answers");
      }
    } else {
      connection.sendOrCut(frame);
    }
  }
}
