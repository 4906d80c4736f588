package io.github.workerfsm.transport.net;

import io.github.workerfsm.transport.wire.Refusal;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one process: those that it accepts and those that it makes, their I/O threads,
 * and the timekeeper that looks after their silence.
 *
 * <p>Thread-safe. {@link #close} is idempotent, bounded, and allowed in every state and from every
 * thread.
 */
public final class Network implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Network.class);
  private static final Duration CLOSE = Duration.ofSeconds(5);
  private static final int MAX_PENALTIES = 128;
  private static final long PENALTY_MILLIS = 1_000;

  private final NetSettings settings;
  private final Security security;
  private final UUID instance;
  private final LongSupplier clock;
  private final AtomicLong epoch;
  private final EventLoopGroup group;
  private final Timekeeper timekeeper;
  private final RefusalLog refusals;
  private final Identities identities = new Identities();
  private final Admission admission;
  private final AtomicInteger penalties = new AtomicInteger();
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final List<Channel> servers = new CopyOnWriteArrayList<>();
  private final Set<Thread> ioThreads = ConcurrentHashMap.newKeySet();
  private volatile NetworkObserver observer = NetworkObserver.NONE;
  private volatile boolean closing;

  /**
   * A network without connections.
   *
   * @param name of its threads
   * @param instance identifies this process to others
   * @param firstEpoch of its first connection; more than any earlier process of this instance used
   */
  public Network(
      String name, NetSettings settings, Security security, UUID instance, long firstEpoch) {
    this(name, settings, security, instance, firstEpoch, System::nanoTime);
  }

  /**
   * A network with a clock of its own.
   *
   * @param clock monotonic nanoseconds
   */
  public Network(
      String name,
      NetSettings settings,
      Security security,
      UUID instance,
      long firstEpoch,
      LongSupplier clock) {
    this.settings = settings;
    this.security = security;
    this.instance = instance;
    this.clock = clock;
    refusals = new RefusalLog(LOG, clock);
    epoch = new AtomicLong(firstEpoch);
    admission = new Admission(settings, clock.getAsLong());
    group =
        new MultiThreadIoEventLoopGroup(
            1, new Remembering(name + "-io", ioThreads), NioIoHandler.newFactory());
    timekeeper = new Timekeeper(name + "-time", settings, connections, clock);
    timekeeper.start();
  }

  /**
   * Accepts connections.
   *
   * @param address where; port 0 lets the system choose
   * @param listeners makes the listener of each connection
   * @return where it listens
   * @throws IllegalArgumentException for an address beyond this machine without TLS
   * @throws java.io.UncheckedIOException when the address is taken or not ours
   */
  public InetSocketAddress listen(
      InetSocketAddress address, Supplier<ConnectionListener> listeners) {
    security.requireBindable(address);
    requireOpen();
    var future =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    accept(channel, listeners);
                  }
                })
            .bind(address)
            .awaitUninterruptibly();
    if (!future.isSuccess()) {
      throw new java.io.UncheckedIOException(
          "cannot listen on " + address, new java.io.IOException(future.cause()));
    }
    servers.add(future.channel());
    return (InetSocketAddress) future.channel().localAddress();
  }

  private void accept(SocketChannel channel, Supplier<ConnectionListener> listeners) {
    InetSocketAddress remote = channel.remoteAddress();
    if (remote == null) {
      channel.close();
      return;
    }
    String host = remote.getAddress().getHostAddress();
    String refused;
    synchronized (admission) {
      refused = closing ? "closing" : admission.admit(host, clock.getAsLong());
    }
    if (refused != null) {
      refused("connection from " + remote, Refusal.ADMISSION, refused);
      channel.close();
      return;
    }
    channel
        .closeFuture()
        .addListener(
            closed -> {
              synchronized (admission) {
                admission.left(host);
              }
            });
    wire(channel, false, security.serverContext(), host, remote.getPort(), listeners.get());
  }

  /**
   * Connects to another process.
   *
   * @return the connection when both have greeted; fails when it cannot be made
   */
  public CompletableFuture<Connection> connect(
      InetSocketAddress address, ConnectionListener listener) {
    CompletableFuture<Connection> connected = new CompletableFuture<>();
    if (closing) {
      connected.completeExceptionally(new IllegalStateException("the network is closed"));
      return connected;
    }
    Opening opening = new Opening(listener, connected, address);
    new Bootstrap()
        .group(group)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) settings.handshake().toMillis())
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                wire(
                    channel,
                    true,
                    security.clientContext(),
                    address.getHostString(),
                    address.getPort(),
                    opening);
              }
            })
        .connect(address)
        .addListener(
            made -> {
              if (!made.isSuccess()) {
                connected.completeExceptionally(made.cause());
              }
            });
    return connected;
  }

  private void wire(
      SocketChannel channel,
      boolean client,
      @Nullable SslContext tls,
      String host,
      int port,
      ConnectionListener listener) {
    Connection connection = new Connection(channel, settings, host + ":" + port, clock.getAsLong());
    SslHandler ssl = tls == null ? null : tls.newHandler(channel.alloc(), host, port);
    if (ssl != null) {
      ssl.setHandshakeTimeoutMillis(settings.handshake().toMillis());
      channel.pipeline().addLast(new LateClose(), ssl);
    }
    ConnectionHandler handler =
        new ConnectionHandler(
            new NetworkGate(this, client, ssl, listener),
            connection,
            channel,
            clock,
            settings.maxFrame());
    connection.handledBy(handler);
    channel.pipeline().addLast(handler);
    connections.add(connection);
    // Unlike channelInactive, this is said of a socket as well that was never connected. Posted: it
    // may be the table itself that closes the socket, and it moves one step at a time.
    channel.closeFuture().addListener(over -> connection.execute(handler::over));
    if (ssl == null) {
      channel.pipeline().addLast(new Activation(handler));
    }
    if (closing) {
      connection.finish();
    }
  }

  Identity own() {
    return new Identity(instance, epoch.getAndIncrement(), settings.maxFrame(), 5);
  }

  void refused(String who, Refusal why, String detail) {
    refusals.refused(who, why, detail);
    observer.refused(who, why, detail);
  }

  /** Lets somebody see what goes on; the one before sees no more. */
  public void observe(NetworkObserver by) {
    observer = by;
    timekeeper.observe(by);
  }

  /** Connections refused, or ended for a reason, so far. */
  public long refused() {
    return refusals.refused();
  }

  /** How the peers are, as of the last look at the clock. */
  public PeerCounts peers() {
    return timekeeper.peers();
  }

  Identities identities() {
    return identities;
  }

  void gone(Connection connection) {
    connections.remove(connection);
    if (closing && connections.isEmpty()) {
      synchronized (connections) {
        connections.notifyAll();
      }
    }
  }

  /** An event loop that ends closes its sockets before it sends what they have: wait for that. */
  private void awaitHangUps(long millis) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    synchronized (connections) {
      try {
        while (!connections.isEmpty()) {
          long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
          if (left <= 0) {
            return;
          }
          connections.wait(left);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** One failed handshake waits before it is told so, unless many do already. */
  long penaltyMillis() {
    if (penalties.incrementAndGet() > MAX_PENALTIES) {
      penalties.decrementAndGet();
      return 0;
    }
    group.schedule(penalties::decrementAndGet, PENALTY_MILLIS, TimeUnit.MILLISECONDS);
    return PENALTY_MILLIS;
  }

  /** Open connections, accepted and made. */
  public int connections() {
    return connections.size();
  }

  /** The clock of this network. */
  public LongSupplier clock() {
    return clock;
  }

  private void requireOpen() {
    if (closing) {
      throw new IllegalStateException("the network is closed");
    }
  }

  /** Cuts every connection without a word, as if this process were killed. Idempotent. */
  public void abort() {
    closing = true;
    servers.forEach(Channel::close);
    connections.forEach(Connection::abort);
  }

  /** Accepts nobody any more, says goodbye on every connection, and reads no more. Idempotent. */
  public void leave() {
    closing = true;
    servers.forEach(Channel::close);
    connections.forEach(Connection::leave);
  }

  /** {@link #leave}, then sends what is under way, closes, and ends its threads; at most 5 s. */
  @Override
  public void close() {
    close(CLOSE);
  }

  /**
   * The same with another bound.
   *
   * @return whether every thread has ended in time; from an I/O thread it cannot be waited for, and
   *     the answer is false
   */
  public boolean close(Duration atMost) {
    leave();
    connections.forEach(Connection::finish);
    timekeeper.stop();
    long millis = Math.max(1, atMost.toMillis());
    if (!inIoThread()) {
      awaitHangUps(millis);
    }
    var terminated = group.shutdownGracefully(0, millis, TimeUnit.MILLISECONDS);
    if (inIoThread()) {
      return false;
    }
    terminated.awaitUninterruptibly(millis, TimeUnit.MILLISECONDS);
    return terminated.isDone() && joined(millis) && timekeeper.join(atMost);
  }

  /** An event loop is terminated a moment before its thread has ended. */
  private boolean joined(long millis) {
    try {
      for (Thread thread : ioThreads) {
        thread.join(millis);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ioThreads.stream().noneMatch(Thread::isAlive);
  }

  private boolean inIoThread() {
    return ioThreads.contains(Thread.currentThread());
  }

  /** Makes I/O threads and knows which they are. */
  private static final class Remembering extends DefaultThreadFactory {
    private final Set<Thread> threads;

    Remembering(String name, Set<Thread> threads) {
      super(name, true);
      this.threads = threads;
    }

    @Override
    public Thread newThread(Runnable run) {
      Thread thread = super.newThread(run);
      threads.add(thread);
      return thread;
    }
  }
}
