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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The coordinator's side of jobs: connections to nodes, a cleaner, and leases. A node whose
 * connection has ended asks the jobs that came by it to stop by itself; the cleaner is told so. For
 * the cleaner each connection is a node of its own. Thread-safe.
 */
public final class JobClient implements AutoCloseable {
  private static final Duration STOP = Duration.ofSeconds(5);

  private final Network network;
  private final BiConsumer<UUID, String> exits;
  private final Cleaner cleaner;
  private final Supplier<UUID> refs;
  private final Map<String, Way> nodes = new ConcurrentHashMap<>();
  private final Map<String, Way> ways = new ConcurrentHashMap<>();
  private final AtomicLong lastWay = new AtomicLong();

  /**
   * A coordinator that knows no node.
   *
   * @param resend a kill that is not confirmed for so long is sent again
   * @param refs makes references, never the same twice; {@code UUID::randomUUID}
   * @param exits hears of each job that has ended without being killed, with the reason (empty:
   *     none); when a connection ends, of each job that came by it and has been heard of no more;
   *     in an I/O thread
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
    String name = node + "#" + lastWay.incrementAndGet();
    return network.connect(address, new Link(node, name)).thenAccept(connection -> {});
  }

  /** Opens a lease that the calling thread owns. */
  public Lease lease() {
    return Lease.open(cleaner, refs, node -> nodes.getOrDefault(node, new Way(node, null)));
  }

  /** The cleaner, for its metrics. */
  public Cleaner cleaner() {
    return cleaner;
  }

  /** What finds no room comes again; without the connection there is nothing left to kill. */
  private void send(Kill kill) {
    Way way = ways.get(kill.node());
    if (way != null) {
      kill.refs().forEach(way.running::remove);
    }
    if (way == null || way.send(JobFrames.kill(kill)) == Offer.CLOSED) {
      ways.remove(kill.node());
      cleaner.renewed(kill.node());
    }
  }

  /** A connection to a node; without, the node is not connected. */
  private static final class Way implements Lease.Route {
    private final String name;
    private final @Nullable Connection connection;

    /** Jobs that were submitted by it, and neither killed nor heard of. */
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();

    /**
     * A way without jobs.
     *
     * @param name of its own among all connections
     */
    Way(String name, @Nullable Connection connection) {
      this.name = name;
      this.connection = connection;
    }

    Offer send(Frame frame) {
      return connection == null ? Offer.CLOSED : connection.send(frame);
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Offer submit(UUID ref, Payload job) {
      // First: a connection that ends once it has accepted finds it here.
      running.add(ref);
      Offer offer = send(JobFrames.submit(ref, job));
      if (offer != Offer.ACCEPTED) {
        running.remove(ref);
      }
      return offer;
    }
  }

  /** Ends the cleaner; the network ends with its owner. */
  @Override
  public void close() {
    cleaner.stop(STOP);
  }

  private final class Link implements ConnectionListener {
    private final String node;
    private final String name;
    private Way way;

    Link(String node, String name) {
      this.node = node;
      this.name = name;
      way = new Way(name, null);
    }

    @Override
    public void opened(Connection connection) {
      way = new Way(name, connection);
      ways.put(name, way);
      nodes.put(node, way);
    }

    @Override
    public Offer received(Connection connection, Frame frame) {
      if (frame.is(FrameType.KILL_ACK)
          && JobFrames.confirmed(frame) instanceof Unpacked.Good<Long> number) {
        cleaner.confirmed(name, number.message());
      } else if (frame.is(FrameType.JOB_EXIT)
          && JobFrames.exit(frame) instanceof Unpacked.Good<JobFrames.Exit> exit) {
        way.running.remove(exit.message().ref());
        exits.accept(exit.message().ref(), exit.message().reason());
      } else {
        connection.close(Refusal.PROTOCOL, frame + " to a coordinator");
      }
      return Offer.ACCEPTED;
    }

    @Override
    public void closed(Connection connection, Refusal why, String detail, int undelivered) {
      nodes.remove(node, way);
      ways.remove(name);
      cleaner.renewed(name);
      // Killed at the same moment or not: whoever takes it out of the set says what became of it.
      for (UUID ref : List.copyOf(way.running)) {
        if (way.running.remove(ref)) {
          exits.accept(ref, "the connection to " + node + " has ended: " + detail);
        }
      }
    }
  }
}
