package io.github.workerfsm.transport.group;

import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.endpoint.EndpointClient;
import io.github.workerfsm.transport.endpoint.EndpointException;
import io.github.workerfsm.transport.endpoint.EndpointServer;
import io.github.workerfsm.transport.endpoint.Handlers;
import io.github.workerfsm.transport.message.Payload;
import io.github.workerfsm.transport.net.Network;
import io.github.workerfsm.transport.wire.Unpacked;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The groups of this process over the network: a {@link GroupHost} behind an endpoint. Waiting is
 * for the caller; no thread of the transport ever waits for a member. Thread-safe.
 */
public final class GroupEndpoint implements AutoCloseable {
  private static final int QUEUE = 10_000;
  private static final Duration STOP = Duration.ofSeconds(5);

  private final Network network;
  private final EndpointServer server;
  private final Map<String, EndpointClient> clients = new ConcurrentHashMap<>();
  private final ReentrantLock turn = new ReentrantLock();
  private final GroupHost host;

  /**
   * A host without groups that does not listen yet.
   *
   * @param name under which other hosts know it
   * @param network belongs to it from now on, and ends with it
   */
  public GroupEndpoint(String name, Network network) {
    this.network = network;
    host = new GroupHost(name, this::send);
    server = new EndpointServer(name, network, 2, QUEUE, new Incoming());
  }

  /** Listens; see {@link Network#listen}. */
  public InetSocketAddress listen(InetSocketAddress address) {
    return server.listen(address);
  }

  /** Connects to another host; before that nothing can be sent to it. */
  public CompletableFuture<Void> connect(String other, InetSocketAddress address) {
    return EndpointClient.connect(network, address)
        .thenAccept(client -> clients.put(other, client));
  }

  private Offer send(String to, GroupMessage message) {
    EndpointClient client = clients.get(to);
    if (client == null) {
      return Offer.CLOSED;
    }
    // One key for each group: what one host says about it is handled in order.
    return client.send(message.code(), "g" + message.group(), GroupCodec.pack(message));
  }

  private final class Incoming implements Handlers {
    @Override
    public void message(int code, Payload body) {
      Unpacked<GroupMessage> unpacked = GroupCodec.unpack(code, body);
      if (unpacked instanceof Unpacked.Bad<GroupMessage> bad) {
        throw new EndpointException("group message: " + bad.what());
      }
      String refused;
      turn.lock();
      try {
        refused = host.received(((Unpacked.Good<GroupMessage>) unpacked).message());
      } finally {
        turn.unlock();
      }
      if (refused != null) {
        throw new EndpointException("group message: " + refused);
      }
    }

    @Override
    public CompletionStage<Payload> request(int code, Payload body) {
      throw new EndpointException("groups take no requests");
    }
  }

  /** Does something with the groups of this host, in its turn. Not to block. */
  public void run(Consumer<GroupHost> act) {
    turn.lock();
    try {
      act.accept(host);
    } finally {
      turn.unlock();
    }
  }

  private interface Wait {
    void begin(GroupHost on, Awaited waiting);
  }

  private CompletableFuture<Payload> waitFor(Wait wait) {
    CompletableFuture<Payload> future = new CompletableFuture<>();
    run(
        on ->
            wait.begin(
                on,
                new Awaited() {
                  @Override
                  public void done(Payload payload) {
                    // Elsewhere: what hangs on it may block, and this is inside the turn.
                    future.completeAsync(() -> payload);
                  }

                  @Override
                  public void failed(String why) {
                    var unused =
                        CompletableFuture.runAsync(
                            () -> future.completeExceptionally(new IllegalStateException(why)));
                  }
                }));
    return future;
  }

  /** See {@link GroupHost#map}. */
  public void map(int group, List<String> hosts) {
    run(on -> on.map(group, hosts));
  }

  /** See {@link GroupHost#send}. */
  public Offer send(int group, int from, int to, Payload payload) {
    turn.lock();
    try {
      return host.send(group, from, to, payload);
    } finally {
      turn.unlock();
    }
  }

  /** The next message from one member to a member here; fails when the group ends. */
  public CompletableFuture<Payload> receive(int group, int from, int to) {
    return waitFor((on, waiting) -> on.receive(group, from, to, waiting));
  }

  /** Completed when the member has the lock. */
  public CompletableFuture<Payload> lock(int group, int index, boolean recursive) {
    return waitFor((on, waiting) -> on.lock(group, index, recursive, waiting));
  }

  /** See {@link GroupHost#unlock}. */
  public void unlock(int group, int index, boolean recursive) {
    run(on -> on.unlock(group, index, recursive));
  }

  /** Completed when every member is at the barrier. */
  public CompletableFuture<Payload> barrier(int group, int index) {
    return waitFor((on, waiting) -> on.barrier(group, index, waiting));
  }

  /** See {@link GroupHost#notifyMain}. */
  public void notifyMain(int group, int index) {
    run(on -> on.notifyMain(group, index));
  }

  /** Completed when all others have notified member 0, which is here. */
  public CompletableFuture<Payload> awaitNotices(int group) {
    return waitFor((on, waiting) -> on.awaitNotices(group, waiting));
  }

  /** A host is lost: its groups end here, and whoever waits is told. */
  public void lost(String other) {
    clients.remove(other);
    run(on -> on.lost(other));
  }

  /** Ends the endpoint and its network. */
  @Override
  public void close() {
    server.stop(STOP);
  }
}
