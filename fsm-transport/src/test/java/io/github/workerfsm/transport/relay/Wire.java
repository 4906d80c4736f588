package io.github.workerfsm.transport.relay;

import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.message.Message;
import io.github.workerfsm.transport.message.Messages;
import io.github.workerfsm.transport.wire.Unpacked;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A connection between two parties in one thread: what is sent waits until it is delivered, or is
 * lost with the connection. Messages travel as bytes.
 */
final class Wire {
  final Reporting reporting;
  final Receiving receiving;
  final Deque<Message> up = new ArrayDeque<>();
  final Deque<Message> down = new ArrayDeque<>();
  private final Way upWay = new End(up);
  private final Way downWay = new End(down);
  private boolean open = true;

  private final class End implements Way {
    private final Deque<Message> to;

    End(Deque<Message> to) {
      this.to = to;
    }

    @Override
    public Offer send(Message message) {
      if (!open) {
        return Offer.CLOSED;
      }
      to.add(travelled(message));
      return Offer.ACCEPTED;
    }
  }

  Wire(Reporting reporting, Receiving receiving, long now) {
    this.reporting = reporting;
    this.receiving = receiving;
    reporting.connected(upWay, now);
  }

  private static Message travelled(Message message) {
    return ((Unpacked.Good<Message>) Messages.unpack(Messages.pack(message))).message();
  }

  boolean isOpen() {
    return open;
  }

  /** Delivers the next message upwards; whether there was one. */
  boolean deliverUp(long now) {
    Message next = up.poll();
    if (next != null) {
      receiving.received(downWay, next, now);
    }
    return next != null;
  }

  boolean deliverDown(long now) {
    Message next = down.poll();
    if (next != null) {
      reporting.answered(upWay, next, now);
    }
    return next != null;
  }

  void deliverAll(long now) {
    boolean moved = true;
    while (moved) {
      moved = deliverUp(now) | deliverDown(now);
    }
  }

  /** The connection breaks, and takes with it what is under way. */
  void cut() {
    if (open) {
      open = false;
      up.clear();
      down.clear();
      reporting.disconnected(upWay);
      receiving.left(downWay);
    }
  }

  /** Says something that the party itself would not say. */
  void sayUp(Message message, long now) {
    receiving.received(downWay, message, now);
  }
}
