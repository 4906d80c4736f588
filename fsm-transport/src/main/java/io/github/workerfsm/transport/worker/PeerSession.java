package io.github.workerfsm.transport.worker;

import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.net.Connection;
import io.github.workerfsm.transport.net.ConnectionListener;
import io.github.workerfsm.transport.stream.StreamMessage;
import io.github.workerfsm.transport.stream.StreamSettings;
import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.FrameType;
import io.github.workerfsm.transport.wire.Refusal;
import io.github.workerfsm.transport.wire.Unpacked;
import io.github.workerfsm.transport.wire.WireReader;
import io.github.workerfsm.transport.wire.WireWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One connection between peers: what is asked over it and what is served. In its I/O thread. */
final class PeerSession implements ConnectionListener {
  private static final byte[] NOTHING = new byte[0];

  private final Transfers transfers;
  private final Map<Integer, Asking> asking = new LinkedHashMap<>();
  private final Map<Integer, Serving> serving = new LinkedHashMap<>();
  private int lastStream;

  PeerSession(Transfers transfers) {
    this.transfers = transfers;
  }

  /** Asks for values; from any thread. */
  void ask(Connection connection, List<String> keys, CompletableFuture<Gathered> answer) {
    connection.execute(
        () -> {
          int stream = ++lastStream;
          asking.put(
              stream,
              new Asking(
                  connection,
                  stream,
                  transfers.messages(),
                  answer,
                  StreamSettings.DEFAULT,
                  transfers.maxBytes(),
                  transfers::now));
          byte[] body = new WireWriter().texts(keys).toBytes();
          Offer offer = connection.send(Frame.of(FrameType.GATHER, stream, NOTHING, body));
          if (offer != Offer.ACCEPTED) {
            asking.remove(stream);
            answer.complete(new Gathered.Unreachable("the connection is " + offer));
          }
        });
  }

  @Override
  public void opened(Connection connection) {
    transfers.opened(this, connection);
  }

  @Override
  public Offer received(Connection connection, Frame frame) {
    if (frame.is(FrameType.GATHER)) {
      gather(connection, frame);
    } else if (frame.is(FrameType.RESPONSE)) {
      Asking busy = asking.remove(frame.stream());
      if (busy != null) {
        busy.busy();
      }
    } else if (StreamFrames.isStream(frame)) {
      stream(connection, frame);
    } else {
      connection.close(Refusal.PROTOCOL, frame + " between peers");
    }
    return Offer.ACCEPTED;
  }

  private void gather(Connection connection, Frame frame) {
    Unpacked<List<String>> keys = Unpacked.of(frame.body(), WireReader::texts);
    if (keys instanceof Unpacked.Bad<List<String>> bad) {
      connection.close(Refusal.MALFORMED, "gather: " + bad.what());
      return;
    }
    int stream = frame.stream();
    if (serving.containsKey(stream) || !transfers.claimServing()) {
      connection.send(Frame.of(FrameType.RESPONSE, stream, NOTHING, NOTHING));
      return;
    }
    transfers
        .values(((Unpacked.Good<List<String>>) keys).message())
        .whenComplete(
            (bytes, failure) -> connection.execute(() -> serve(connection, stream, bytes)));
  }

  private void serve(
      Connection connection, int stream, byte @org.jspecify.annotations.Nullable [] bytes) {
    if (bytes == null || !connection.isOpen()) {
      transfers.endServing();
      connection.send(Frame.of(FrameType.RESPONSE, stream, NOTHING, NOTHING));
      return;
    }
    serving.put(
        stream, new Serving(connection, stream, bytes, StreamSettings.DEFAULT, transfers.now()));
  }

  private void stream(Connection connection, Frame frame) {
    Unpacked<StreamMessage> unpacked = StreamFrames.unpack(frame);
    if (unpacked instanceof Unpacked.Bad<StreamMessage> bad) {
      connection.close(Refusal.MALFORMED, frame + ": " + bad.what());
      return;
    }
    StreamMessage message = ((Unpacked.Good<StreamMessage>) unpacked).message();
    boolean fromSender =
        message instanceof StreamMessage.Init
            || message instanceof StreamMessage.Item
            || message instanceof StreamMessage.Last;
    if (fromSender) {
      Asking question = asking.get(frame.stream());
      if (question != null) {
        question.received(message, transfers.now());
      }
    } else {
      Serving answer = serving.get(frame.stream());
      if (answer != null) {
        answer.received(message, transfers.now());
      }
    }
    dropEnded();
  }

  /** Time has passed; from any thread. */
  void tick(Connection connection) {
    connection.execute(
        () -> {
          asking.values().forEach(question -> question.tick(transfers.now()));
          serving.values().forEach(answer -> answer.tick(transfers.now()));
          dropEnded();
        });
  }

  private void dropEnded() {
    asking.values().removeIf(Asking::hasEnded);
    int before = serving.size();
    serving.values().removeIf(Serving::hasEnded);
    for (int i = serving.size(); i < before; i++) {
      transfers.endServing();
    }
  }

  @Override
  public void closed(Connection connection, Refusal why, String detail, int undelivered) {
    transfers.closed(this, connection);
    List.copyOf(asking.values()).forEach(question -> question.lost(why + ": " + detail));
    asking.clear();
    serving.forEach((stream, answer) -> transfers.endServing());
    serving.clear();
  }
}
