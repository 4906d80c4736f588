package io.github.workerfsm.transport.worker;

import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.task.Value;
import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.message.Payload;
import io.github.workerfsm.transport.message.WorkerMessages;
import io.github.workerfsm.transport.net.Connection;
import io.github.workerfsm.transport.stream.StreamMessage;
import io.github.workerfsm.transport.stream.StreamReceiver;
import io.github.workerfsm.transport.stream.StreamSettings;
import io.github.workerfsm.transport.wire.Refusal;
import io.github.workerfsm.transport.wire.Unpacked;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** One question to a peer, and the stream that answers it. In the I/O thread. */
final class Asking implements StreamReceiver.Sink {
  private final Connection connection;
  private final int stream;
  private final WorkerMessages messages;
  private final CompletableFuture<Gathered> answer;
  private final long maxBytes;
  private final LongSupplier clock;
  private final StreamReceiver receiver;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  Asking(
      Connection connection,
      int stream,
      WorkerMessages messages,
      CompletableFuture<Gathered> answer,
      StreamSettings settings,
      long maxBytes,
      LongSupplier clock) {
    this.connection = connection;
    this.stream = stream;
    this.messages = messages;
    this.answer = answer;
    this.maxBytes = maxBytes;
    this.clock = clock;
    receiver = new StreamReceiver(settings, this, clock.getAsLong());
  }

  void received(StreamMessage message, long nowNanos) {
    receiver.received(message, nowNanos);
    if (message instanceof StreamMessage.Init && !receiver.hasEnded()) {
      receiver.start(nowNanos);
    }
    completeIfFailed();
  }

  @Override
  public void send(StreamMessage message) {
    if (connection.send(StreamFrames.frame(stream, message)) == Offer.FULL) {
      connection.close(Refusal.SLOW_CONSUMER, "no room for a word to it");
    }
  }

  @Override
  public void deliver(Payload payload, boolean last) {
    if (bytes.size() + (long) payload.size() > maxBytes) {
      answer.complete(new Gathered.Unusable("the answer has over " + maxBytes + " bytes"));
      connection.execute(receiver::cancel);
      return;
    }
    bytes.writeBytes(payload.bytes());
    if (last) {
      answer.complete(values());
    } else {
      connection.execute(() -> receiver.consumed(1, clock.getAsLong()));
    }
  }

  private Gathered values() {
    Unpacked<ImmutableMap<String, Value>> values = messages.unpackValues(bytes.toByteArray());
    if (values instanceof Unpacked.Good<ImmutableMap<String, Value>> good) {
      return new Gathered.Values(good.message());
    }
    return new Gathered.Unusable(((Unpacked.Bad<ImmutableMap<String, Value>>) values).what());
  }

  void busy() {
    answer.complete(new Gathered.Busy());
    receiver.down("the peer is busy");
  }

  void lost(String why) {
    answer.complete(new Gathered.Unreachable(why));
    receiver.down(why);
  }

  void tick(long nowNanos) {
    receiver.tick(nowNanos);
    completeIfFailed();
  }

  private void completeIfFailed() {
    String error = receiver.error();
    if (error != null) {
      answer.complete(new Gathered.Unusable(error));
    }
  }

  boolean hasEnded() {
    return receiver.hasEnded();
  }
}
