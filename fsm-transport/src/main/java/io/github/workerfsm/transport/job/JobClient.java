package io.github.workerfsm.transport.job;

import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.cleanup.Cleaner;
import io.github.workerfsm.transport.cleanup.Kill;
import io.github.workerfsm.transport.cleanup.Lease;
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
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The coordinator's side of jobs: connections to nodes, a cleaner, and leases. A node whose
 * connection has ended asks our jobs there to stop by itself; the cleaner is told so. Thread-safe.
 */
public final class JobClient implements AutoCloseable {
  private static final Duration STOP = Duration.ofSeconds(5);

  private final Network network;
  private final BiConsumer<UUID, String> exits;
  private final Cleaner cleaner;
  private final Supplier<UUID> refs;
  private final Map<String, Connection> nodes = new ConcurrentHashMap<>();

  /**
   * A coordinator that knows no node.
   *
   * @param resend a kill that is not confirmed for so long is sent again
   * @param refs makes references, never the same twice; {@code UUID::randomUUID}
   * @param exits hears of each job that has ended without being killed, with the reason (empty:
   *     none); in an I/O thread
   */
  public JobClient(
      String name,
      Network network,
      Duration resend,
      Supplier<UUID> refs,
      BiConsumer<UUID, String> exits) {
    this.network = network;
    this.refs = refs;
    this.exits = exits;
    cleaner = new Cleaner(name + "-cleaner", resend, kill -> send(kill), network.clock());
  }

  /** Connects to a node. */
  public CompletableFuture<Void> connect(String node, InetSocketAddress address) {
    return network
        .connect(address, new Link(node))
        .thenAccept(connection -> nodes.put(node, connection));
  }

  /** Opens a lease that the calling thread owns. */
  public Lease lease() {
    return Lease.open(cleaner, refs, this::submit);
  }

  /** The cleaner, for its metrics. */
  public Cleaner cleaner() {
    return cleaner;
  }

  private Offer submit(String node, UUID ref, Payload job) {
    Connection connection = nodes.get(node);
    return connection == null ? Offer.CLOSED : connection.send(JobFrames.submit(ref, job));
  }

  /** What finds no room or no connection comes again. */
  private void send(Kill kill) {
    Connection connection = nodes.get(kill.node());
    if (connection == null) {
      // Without a connection the node has no job of ours that was not asked to stop.
      cleaner.renewed(kill.node());
      return;
    }
    Offer unused = connection.send(JobFrames.kill(kill));
  }

  /** Ends the cleaner; the network ends with its owner. */
  @Override
  public void close() {
    cleaner.stop(STOP);
  }

  private final class Link implements ConnectionListener {
    private final String node;

    Link(String node) {
      this.node = node;
    }

    @Override
    public void opened(Connection connection) {}

    @Override
    public Offer received(Connection connection, Frame frame) {
      if (frame.is(FrameType.KILL_ACK)
          && JobFrames.confirmed(frame) instanceof Unpacked.Good<Long> number) {
        cleaner.confirmed(node, number.message());
      } else if (frame.is(FrameType.JOB_EXIT)
          && JobFrames.exit(frame) instanceof Unpacked.Good<JobFrames.Exit> exit) {
        exits.accept(exit.message().ref(), exit.message().reason());
      } else {
        connection.close(Refusal.PROTOCOL, frame + " to a coordinator");
      }
      return Offer.ACCEPTED;
    }

    @Override
    public void closed(Connection connection, Refusal why, String detail, int undelivered) {
      nodes.remove(node, connection);
      cleaner.renewed(node);
    }
  }
}
