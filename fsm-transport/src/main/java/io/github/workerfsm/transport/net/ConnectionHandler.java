package io.github.workerfsm.transport.net;

import io.github.workerfsm.table.Engine;
import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.message.Message;
import io.github.workerfsm.transport.message.Messages;
import io.github.workerfsm.transport.net.ConnectionTransitions.Ending;
import io.github.workerfsm.transport.net.ConnectionTransitions.Line;
import io.github.workerfsm.transport.wire.Decoded;
import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.FrameType;
import io.github.workerfsm.transport.wire.Frames;
import io.github.workerfsm.transport.wire.Refusal;
import io.github.workerfsm.transport.wire.SequenceCheck;
import io.github.workerfsm.transport.wire.UnknownTypes;
import io.github.workerfsm.transport.wire.Unpacked;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The inbound side of one connection, in its I/O thread: bytes become frames, frames become signals
 * of the table of connections. Nothing that arrives makes it throw, and whatever is wrong ends this
 * connection and no other.
 */
final class ConnectionHandler extends ChannelInboundHandlerAdapter
    implements ConnectionTransitions.Out {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionHandler.class);

  private static final long HANG_UP_MILLIS = 1_000;
  static final ConnectionHandler NONE = new ConnectionHandler();

  private final @Nullable Gate gate;
  private final @Nullable Connection connection;
  private final @Nullable Channel channel;
  private final LongSupplier clock;
  private final int maxFrame;
  private final Line line = new Line();
  private final Engine<ConnectionTransitions.Out, ConnectionState, ConnectionSignal, Line> engine =
      new Engine<>(
          ConnectionTransitions.TABLE,
          this,
          (subject, from, signal, row, cause) -> {},
          true,
          Long.MAX_VALUE);
  private final SequenceCheck sequence = new SequenceCheck();
  private final UnknownTypes unknown = new UnknownTypes();
  private @Nullable ByteBuf gathered;
  private int awaited;
  private @Nullable Frame held;
  private @Nullable Ending ending;

  ConnectionHandler(
      Gate gate, Connection connection, Channel channel, LongSupplier clock, int maxFrame) {
    this.gate = gate;
    this.connection = connection;
    this.channel = channel;
    this.clock = clock;
    this.maxFrame = maxFrame;
  }

  private ConnectionHandler() {
    gate = null;
    connection = null;
    channel = null;
    clock = () -> 0;
    maxFrame = Frame.HEADER_BYTES;
  }

  private Gate gate() {
    return Objects.requireNonNull(gate);
  }

  private Connection connection() {
    return Objects.requireNonNull(connection);
  }

  private Channel channel() {
    return Objects.requireNonNull(channel);
  }

  long now() {
    return clock.getAsLong();
  }

  // ---- the socket

  /** The client speaks first; with TLS only after its handshake. */
  void ready() {
    if (gate().client() && line.state() == ConnectionState.GREETING) {
      connection().writeOwn(Frame.of(FrameType.HELLO, gate().own().pack()));
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake) {
      if (handshake.isSuccess()) {
        ready();
      } else {
        refused(handshake.cause());
      }
    }
  }

  private void refused(Throwable cause) {
    ending = new Ending(Refusal.IDENTITY, "TLS: " + cause.getMessage());
    LateClose late = channel().pipeline().get(LateClose.class);
    if (late != null) {
      late.penalty(gate().penaltyMillis());
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    connection().heardNanos = now();
    ByteBuf in = (ByteBuf) message;
    while (gathered != null && held == null && in.isReadable()) {
      gather(in, Math.max(1, awaited - gathered.readableBytes()));
      decode();
    }
    if (gathered == null) {
      gathered = in;
      decode();
    } else {
      gather(in, in.readableBytes());
      in.release();
    }
  }

  /**
   * Appends to what has begun: no more than that frame needs, so that those behind it are read
   * where they are; and in steps, as bytes arrive.
   */
  private void gather(ByteBuf in, int most) {
    ByteBuf begun = Objects.requireNonNull(gathered);
    int count = Math.min(most, in.readableBytes());
    if (begun.writableBytes() < count) {
      int had = begun.readableBytes();
      ByteBuf larger = channel().alloc().buffer(Math.max(had + count, 2 * had));
      larger.writeBytes(begun);
      begun.release();
      begun = larger;
    }
    gathered = begun.writeBytes(in, count);
  }

  private void decode() {
    ByteBuf in = gathered;
    if (in == null) {
      return;
    }
    ByteBuffer bytes = in.nioBuffer();
    boolean more = true;
    while (more && held == null && reads()) {
      more = next(bytes);
    }
    in.skipBytes(bytes.position());
    if (!reads() || !in.isReadable()) {
      in.release();
      gathered = null;
      connection().partialSinceNanos = Connection.NOTHING_PARTIAL;
    } else if (held == null && (bytes.position() > 0 || !partial())) {
      connection().partialSinceNanos = now();
    }
  }

  private boolean partial() {
    return connection().partialSinceNanos != Connection.NOTHING_PARTIAL;
  }

  private boolean reads() {
    return line.state().compareTo(ConnectionState.DRAINING) < 0
        || line.state() == ConnectionState.PARTING;
  }

  private boolean next(ByteBuffer bytes) {
    Decoded decoded = Frames.decode(bytes, maxFrame);
    if (decoded instanceof Frame whole) {
      frame(whole);
      return true;
    }
    if (decoded instanceof Decoded.Incomplete incomplete) {
      awaited = incomplete.bytes();
    } else if (decoded instanceof Decoded.Refused refused) {
      refuse(refused.why(), refused.detail());
    }
    return false;
  }

  /** The socket is closed. */
  void over() {
    signal(ConnectionSignal.END, new Ending(Refusal.CONNECTION_LOST, "the socket was closed"));
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (gathered != null) {
      gathered.release();
      gathered = null;
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (ending == null) {
      ending = new Ending(Refusal.CONNECTION_LOST, String.valueOf(cause.getMessage()));
    }
    channel().close();
  }

  // ---- frames

  private void frame(Frame frame) {
    SequenceCheck.Verdict verdict = sequence.check(frame.sequence());
    if (verdict == SequenceCheck.Verdict.REPEAT) {
      return;
    }
    if (verdict == SequenceCheck.Verdict.GAP) {
      refuse(
          Refusal.SEQUENCE_GAP, "sequence " + frame.sequence() + ", expected " + sequence.next());
      return;
    }
    FrameType type = FrameType.of(frame.typeCode());
    if (type == null) {
      unknown(frame);
      return;
    }
    switch (type) {
      case HELLO, WELCOME -> greeting(frame, type);
      case HEARTBEAT ->
          signal(frame.body().length == 0 ? ConnectionSignal.CARE : ConnectionSignal.FRAME, frame);
      case HEARTBEAT_REQ, PING, BAD_COMMAND -> signal(ConnectionSignal.CARE, frame);
      case GOODBYE -> goodbye(frame);
      default -> signal(ConnectionSignal.FRAME, frame);
    }
  }

  private void greeting(Frame frame, FrameType type) {
    FrameType due = gate().client() ? FrameType.WELCOME : FrameType.HELLO;
    if (type != due) {
      refuse(Refusal.PROTOCOL, type + ", expected " + due);
      return;
    }
    Unpacked<Identity> unpacked = Identity.unpack(frame.body());
    if (unpacked instanceof Unpacked.Bad<Identity> bad) {
      refuse(Refusal.MALFORMED, "greeting: " + bad.what());
      return;
    }
    if (line.state() == ConnectionState.GREETING) {
      Identity peer = ((Unpacked.Good<Identity>) unpacked).message();
      String refused = gate().greeted(connection(), peer);
      if (refused != null) {
        refuse(Refusal.IDENTITY, refused);
        return;
      }
    }
    signal(ConnectionSignal.GREET, frame);
  }

  private void unknown(Frame frame) {
    UnknownTypes.Verdict verdict = unknown.seen(now());
    if (verdict == UnknownTypes.Verdict.CLOSE) {
      refuse(Refusal.UNKNOWN_TYPES, "four frames of unknown types within ten seconds");
    } else if (verdict == UnknownTypes.Verdict.ANSWER || line.state() == ConnectionState.GREETING) {
      signal(ConnectionSignal.UNKNOWN, frame);
    }
  }

  private void goodbye(Frame frame) {
    Goodbye goodbye = Goodbye.of(frame);
    signal(
        goodbye.why() == Refusal.NONE ? ConnectionSignal.GOODBYE : ConnectionSignal.DISMISS,
        new Ending(goodbye.why(), "the other end says: " + goodbye.text()));
  }

  private void signal(ConnectionSignal signal, @Nullable Object argument) {
    if (line.state() != ConnectionState.CLOSED) {
      engine.transition(line, signal, argument);
    }
  }

  // ---- own side

  void leave() {
    signal(ConnectionSignal.LEAVE, new Ending(Refusal.NONE, "this end has finished"));
  }

  void finish() {
    signal(ConnectionSignal.FINISH, new Ending(Refusal.NONE, "this end has finished"));
  }

  void refuse(Refusal why, String detail) {
    signal(ConnectionSignal.REFUSE, new Ending(why, detail));
  }

  void resume() {
    Frame again = held;
    if (again != null) {
      held = null;
      signal(ConnectionSignal.FRAME, again);
      if (held == null) {
        connection().paused = false;
        connection().heardNanos = now();
        channel().config().setAutoRead(true);
        decode();
      }
    }
  }

  // ---- what the table does

  @Override
  public void greeted(Frame greeting) {
    Unpacked<Identity> peer = Identity.unpack(greeting.body());
    connection().opened(((Unpacked.Good<Identity>) peer).message());
    if (!gate().client()) {
      connection().writeOwn(Frame.of(FrameType.WELCOME, gate().own().pack()));
    }
    gate().listener().opened(connection());
  }

  @Override
  public void care(Frame frame) {
    boolean asks = frame.is(FrameType.PING) || frame.is(FrameType.HEARTBEAT_REQ);
    if (asks && channel().isWritable() && connection().isOpen()) {
      connection().writeOwn(Frame.of(FrameType.HEARTBEAT));
    }
  }

  @Override
  public void deliver(Frame frame) {
    try {
      if (gate().listener().received(connection(), frame) == Offer.FULL) {
        held = frame;
        connection().paused = true;
        channel().config().setAutoRead(false);
      }
    } catch (RuntimeException e) {
      LOG.error("{}: the listener failed on {}", connection(), frame, e);
      connection().close(Refusal.PROTOCOL, "the listener failed on " + frame);
    }
  }

  @Override
  public void answerUnknown(Frame frame) {
    Message answer = new Message.BadCommand("frame type " + frame.typeCode() + " is not known");
    connection().writeOwn(Messages.frame(answer));
  }

  @Override
  public void announce(Ending said) {
    channel().config().setAutoRead(false);
    connection().writeOwn(new Goodbye(said.why(), said.detail()).frame());
    ending = said;
  }

  @Override
  public void part() {
    connection().sendsNoMore();
    connection().drain();
  }

  @Override
  public void hangUp(Ending said) {
    if (ending == null) {
      ending = said;
    }
    connection().sendsNoMore();
    connection().drain();
    channel().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    channel().eventLoop().schedule(() -> channel().close(), HANG_UP_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void ended(Ending said) {
    Ending why = ending == null ? said : ending;
    connection().sendsNoMore();
    channel().close();
    connection().discard();
    if (why.why() != Refusal.NONE && why.why() != Refusal.CONNECTION_LOST) {
      gate().refused(connection(), why.why(), why.detail());
    }
    gate().gone(connection());
    gate().listener().closed(connection(), why.why(), why.detail(), connection().unsent());
  }
}
