package io.github.workerfsm.transport.worker;

import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.message.Payload;
import io.github.workerfsm.transport.net.Connection;
import io.github.workerfsm.transport.stream.StreamMessage;
import io.github.workerfsm.transport.stream.StreamSender;
import io.github.workerfsm.transport.stream.StreamSettings;
import io.github.workerfsm.transport.wire.Refusal;
import java.util.Arrays;

/** One answer to a peer: bytes in chunks, as far as its credit goes. In the I/O thread. */
final class Serving {
  private static final int CHUNK = 128 << 10;

  private final byte[] bytes;
  private final StreamSender sender;
  private int position;

  Serving(Connection connection, int stream, byte[] bytes, StreamSettings settings, long nowNanos) {
    this.bytes = bytes;
    sender = new StreamSender(settings, message -> send(connection, stream, message));
    sender.open(nowNanos);
  }

  /** Credit keeps a stream well below the bound of the connection; many streams may not. */
  private static void send(Connection connection, int stream, StreamMessage message) {
    if (connection.send(StreamFrames.frame(stream, message)) == Offer.FULL) {
      connection.close(Refusal.SLOW_CONSUMER, "no room for the streams that it has asked for");
    }
  }

  void received(StreamMessage message, long nowNanos) {
    sender.received(message, nowNanos);
    while (!sender.hasEnded() && bytes.length - position > CHUNK) {
      Payload chunk = Payload.of(Arrays.copyOfRange(bytes, position, position + CHUNK));
      if (sender.send(chunk, nowNanos) != Offer.ACCEPTED) {
        return;
      }
      position += CHUNK;
    }
    if (!sender.hasEnded() && sender.state() != SENDER_INIT) {
      sender.finish(Payload.of(Arrays.copyOfRange(bytes, position, bytes.length)));
    }
  }

  private static final io.github.workerfsm.transport.stream.SenderState SENDER_INIT =
      io.github.workerfsm.transport.stream.SenderState.INIT_SENT;

  void tick(long nowNanos) {
    sender.tick(nowNanos);
  }

  boolean hasEnded() {
    return sender.hasEnded();
  }
}
