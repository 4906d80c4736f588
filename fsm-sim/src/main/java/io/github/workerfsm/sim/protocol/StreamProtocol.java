package io.github.workerfsm.sim.protocol;

import io.github.workerfsm.sim.explore.Standing;
import io.github.workerfsm.transport.message.Payload;
import io.github.workerfsm.transport.stream.ReceiverState;
import io.github.workerfsm.transport.stream.SenderState;
import io.github.workerfsm.transport.stream.StreamMessage;
import io.github.workerfsm.transport.stream.StreamReceiver;
import io.github.workerfsm.transport.stream.StreamSender;
import io.github.workerfsm.transport.stream.StreamSettings;
import io.github.workerfsm.transport.wire.SequenceCheck;
import java.util.List;

/**
 * One stream over one connection: a sender with a few items and a last message, and a receiver that
 * starts it, uses items up one by one, and may change its mind. Frames are numbered and judged as
 * on a real connection: a repeat is ignored, a gap closes it. Either end may die, and either may
 * learn late that the connection is broken.
 */
class StreamProtocol extends Protocol {
  private static final int TO_RECEIVER = 0;
  private static final long START_TIMEOUT = 2;
  private static final long ACK_TIMEOUT = 2;

  /** What must hold of a stream. */
  enum Promise implements Property {
    /** Order. */
    IN_ORDER("items arrive in order, each once, and the last message after all of them"),
    /** Completeness. */
    COMPLETE("a stream that ends without an error or a change of mind is complete"),
    /** Flow control. */
    CREDIT("no more items are under way than there is credit"),
    /** Timeouts. */
    PATIENT("nobody gives up before it was the other's turn for as long as the timeout"),
    /** Peace. */
    PEACE("without a fault nothing fails");

    private final String phrase;

    Promise(String phrase) {
      this.phrase = phrase;
    }

    @Override
    public String phrase() {
      return phrase;
    }
  }

  /** What the two ends do of their own. */
  private enum Act {
    SEND("the sender sends an item"),
    FINISH("the sender sends its last message"),
    START("the receiver starts the stream"),
    CONSUME("the receiver uses an item up"),
    CANCEL("the receiver does not want it any more"),
    CUT("the connection breaks"),
    KILL_SENDER("the job of the sender is killed"),
    KILL_RECEIVER("the receiver dies"),
    SENDER_SEES("the sender sees that the connection is broken"),
    RECEIVER_SEES("the receiver sees that the connection is broken");

    private final String phrase;

    Act(String phrase) {
      this.phrase = phrase;
    }
  }

  /** A message on its connection. */
  record Frame(long sequence, StreamMessage message) {}

  /** What is neither in a machine nor in a channel. */
  private record Rest(
      int sent,
      int delivered,
      boolean lastDelivered,
      boolean cancelled,
      long turn,
      boolean broken,
      boolean senderSees,
      boolean receiverSees,
      long nextToReceiver,
      long nextToSender,
      long dueAtReceiver,
      long dueAtSender) {}

  private final int items;
  private final int credit;
  private final Channel<Frame> toReceiver = channel("to the receiver");
  private final Channel<Frame> toSender = channel("to the sender");
  private final StreamSender sender;
  private final StreamReceiver receiver;
  private final SequenceCheck atReceiver = new SequenceCheck();
  private final SequenceCheck atSender = new SequenceCheck();

  private int sent;
  private int delivered;
  private boolean lastDelivered;
  private boolean cancelled;

  /** For how long it has been the sender's turn. */
  private long turn;

  private boolean broken;
  private boolean senderSees;
  private boolean receiverSees;
  private long nextToReceiver;
  private long nextToSender;

  StreamProtocol(int items, int credit, Budget budget) {
    super(budget);
    if (items < 0 || items > 100) {
      throw new IllegalArgumentException(items + " items, expected 0 to 100");
    }
    this.items = items;
    this.credit = credit;
    StreamSettings settings = new StreamSettings(credit, START_TIMEOUT, ACK_TIMEOUT);
    sender = new StreamSender(settings, this::fromSender);
    receiver =
        new StreamReceiver(
            settings,
            new StreamReceiver.Sink() {
              @Override
              public void send(StreamMessage message) {
                if (!broken) {
                  toSender.send(new Frame(nextToSender++, message));
                }
              }

              @Override
              public void deliver(Payload payload, boolean last) {
                delivered(payload, last);
              }
            },
            now());
    sender.open(now());
  }

  private void fromSender(StreamMessage message) {
    if (!broken) {
      toReceiver.send(new Frame(nextToReceiver++, message));
    }
  }

  /** The payload of item {@code i} is {@code i} bytes long. */
  private static Payload payload(int i) {
    return Payload.of(new byte[i]);
  }

  private void delivered(Payload payload, boolean last) {
    require(!lastDelivered && payload.equals(payload(delivered)), Promise.IN_ORDER);
    require(last == (delivered == items), Promise.IN_ORDER);
    if (last) {
      lastDelivered = true;
    } else {
      delivered++;
    }
  }

  private int unused() {
    return receiver.image(now()).unused();
  }

  @Override
  void offerSteps() {
    if (sender.state() == SenderState.STREAMING && sent < items) {
      offer(Act.SEND.ordinal(), 0);
    }
    boolean held = sender.image(now()).heldLast() != null;
    if (!sender.hasEnded() && sent == items && !held) {
      offer(Act.FINISH.ordinal(), 0);
    }
    if (receiver.state() == ReceiverState.READY) {
      offer(Act.START.ordinal(), 0);
    }
    if (receiver.state() == ReceiverState.STREAMING && unused() > 0) {
      offer(Act.CONSUME.ordinal(), 0);
    }
    if (broken && !senderSees) {
      offer(Act.SENDER_SEES.ordinal(), 0);
    }
    if (broken && !receiverSees) {
      offer(Act.RECEIVER_SEES.ordinal(), 0);
    }
    if (!receiver.hasEnded()) {
      offerFault(Fault.CANCEL, Act.CANCEL.ordinal(), 0);
      offerFault(Fault.KILL, Act.KILL_RECEIVER.ordinal(), 0);
    }
    if (!sender.hasEnded()) {
      offerFault(Fault.KILL, Act.KILL_SENDER.ordinal(), 0);
    }
    if (!broken) {
      offerFault(Fault.CUT, Act.CUT.ordinal(), 0);
    }
  }

  @Override
  void take(int step, int argument) {
    switch (Act.values()[step]) {
      case SEND -> sender.send(payload(sent++), now());
      case FINISH -> sender.finish(payload(items));
      case START -> {
        receiver.start(now());
        turn = 0;
      }
      case CONSUME -> consume();
      case CANCEL -> {
        cancelled = true;
        receiver.cancel();
      }
      case CUT -> cut();
      case KILL_SENDER -> sender.kill();
      case KILL_RECEIVER -> {
        receiverSees();
        cut();
      }
      case SENDER_SEES -> senderSees();
      case RECEIVER_SEES -> receiverSees();
    }
    check();
  }

  private void consume() {
    receiver.consumed(1, now());
    if (unused() == 0) {
      turn = 0;
    }
  }

  private void cut() {
    broken = true;
    toReceiver.clear();
    toSender.clear();
  }

  private void senderSees() {
    senderSees = true;
    sender.kill();
  }

  private void receiverSees() {
    receiverSees = true;
    receiver.down("the connection is closed");
  }

  @Override
  void arrived(int channel, Object message) {
    Frame frame = (Frame) message;
    SequenceCheck at = channel == TO_RECEIVER ? atReceiver : atSender;
    SequenceCheck.Verdict verdict = at.check(frame.sequence());
    if (verdict == SequenceCheck.Verdict.GAP) {
      cut();
      if (channel == TO_RECEIVER) {
        receiverSees();
      } else {
        senderSees();
      }
    } else if (verdict == SequenceCheck.Verdict.DELIVER) {
      heard(channel, frame.message());
    }
    check();
  }

  /** A message in its turn. */
  void heard(int channel, StreamMessage message) {
    if (channel == TO_RECEIVER) {
      turn = 0;
      receiver.received(message, now());
    } else {
      sender.received(message, now());
    }
  }

  @Override
  void timePasses() {
    boolean sendersTurn =
        receiver.state() == ReceiverState.WAITING
            || (receiver.state() == ReceiverState.STREAMING && unused() == 0);
    turn = sendersTurn ? Math.min(turn + 1, START_TIMEOUT) : 0;
    boolean over = receiver.hasEnded();
    sender.tick(now());
    receiver.tick(now());
    if (!over && receiver.hasEnded()) {
      require(turn == START_TIMEOUT, Promise.PATIENT);
    }
    check();
  }

  /** Everything that can be seen from outside of the machines. */
  final void check() {
    int underWay = (int) toReceiver.save().stream().filter(StreamProtocol::item).count();
    require(used() > 0 || underWay + unused() <= credit, Promise.CREDIT);
    boolean well = receiver.state() == ReceiverState.DONE && receiver.error() == null;
    require(!well || cancelled || lastDelivered, Promise.COMPLETE);
    boolean failed = receiver.error() != null || sender.error() != null;
    require(used() > 0 || !failed, Promise.PEACE);
    if (receiver.hasEnded()) {
      turn = 0;
    }
  }

  private static boolean item(Frame frame) {
    return frame.message() instanceof StreamMessage.Item;
  }

  @Override
  Standing standing() {
    return sender.hasEnded() && receiver.hasEnded() ? Standing.GOAL : Standing.WAITING;
  }

  @Override
  void saveParts(List<Object> parts) {
    parts.add(sender.image(now()));
    parts.add(receiver.image(now()));
    parts.add(
        new Rest(
            sent,
            delivered,
            lastDelivered,
            cancelled,
            turn,
            broken,
            senderSees,
            receiverSees,
            nextToReceiver,
            nextToSender,
            atReceiver.next(),
            atSender.next()));
  }

  @Override
  void loadParts(List<Object> parts) {
    sender.restore((StreamSender.Image) parts.get(0), now());
    receiver.restore((StreamReceiver.Image) parts.get(1), now());
    Rest rest = (Rest) parts.get(2);
    sent = rest.sent;
    delivered = rest.delivered;
    lastDelivered = rest.lastDelivered;
    cancelled = rest.cancelled;
    turn = rest.turn;
    broken = rest.broken;
    senderSees = rest.senderSees;
    receiverSees = rest.receiverSees;
    nextToReceiver = rest.nextToReceiver;
    nextToSender = rest.nextToSender;
    atReceiver.restore(rest.dueAtReceiver);
    atSender.restore(rest.dueAtSender);
  }

  @Override
  String name(int step, int argument) {
    return Act.values()[step].phrase;
  }

  @Override
  List<Promise> properties() {
    return List.of(Promise.values());
  }

  @Override
  String describe() {
    return "stream of " + items + " items with credit " + credit;
  }
}
