package io.github.workerfsm.transport.relay;

import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.message.Message;
import io.github.workerfsm.transport.message.Messages;
import io.github.workerfsm.transport.net.Connection;
import io.github.workerfsm.transport.net.ConnectionListener;
import io.github.workerfsm.transport.net.Network;
import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.Refusal;
import io.github.workerfsm.transport.wire.Unpacked;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts parties of a relay on the network: frames become messages and back, a connection upwards is
 * made again when it is lost, and a thread of its own looks at the clock, so that no handler makes
 * a report late. One party acts at a time. Thread-safe; {@link #close} is idempotent.
 */
public final class RelayNode implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RelayNode.class);

  private final String name;
  private final Network network;
  private final Consumer<String> gaveUp;
  private final ReentrantLock turn = new ReentrantLock();
  private final List<Party> parties = new CopyOnWriteArrayList<>();
  private final ScheduledThreadPoolExecutor timers;
  private volatile boolean closed;

  /**
   * A node without parties.
   *
   * @param network belongs to the node from now on, and ends with it
   * @param look how often to look at the clock
   * @param gaveUp told, once, when the node quiesces by itself, and why: nobody can be reached any
   *     more, or a party is defective; what it keeps can still be asked for
   */
  public RelayNode(String name, Network network, Duration look, Consumer<String> gaveUp) {
    this.name = name;
    this.network = network;
    this.gaveUp = gaveUp;
    timers =
        new ScheduledThreadPoolExecutor(
            1,
            run -> {
              Thread thread = new Thread(run, name + "-reports");
              thread.setDaemon(true);
              return thread;
            });
    timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    long nanos = look.toNanos();
    var unused = timers.scheduleWithFixedDelay(this::tick, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  private void tick() {
    try {
      run(() -> parties.forEach(party -> party.tick(now())));
    } catch (RuntimeException | Error e) {
      LOG.error("{}: a party has failed, the node quiesces", name, e);
      quiesce("a party has failed: " + e);
    }
  }

  private long now() {
    return network.clock().getAsLong();
  }

  /** Does something with a party, in its turn. Not to block. */
  public void run(Runnable act) {
    ask(
        () -> {
          act.run();
          return true;
        });
  }

  /** Asks a party something, in its turn. Not to block. */
  public <A> A ask(Supplier<A> question) {
    turn.lock();
    try {
      return question.get();
    } finally {
      turn.unlock();
    }
  }

  private void add(Party party) {
    if (!parties.contains(party)) {
      parties.add(party);
    }
  }

  /** Lets others report to the party; see {@link Network#listen}. */
  public InetSocketAddress listen(InetSocketAddress address, Receiving party) {
    add(party);
    return network.listen(address, () -> new Accepted(party));
  }

  /** Lets the party report to another one, as long as that can be reached. */
  public void report(InetSocketAddress to, Reporting party, Reconnect reconnect) {
    add(party);
    new Dialled(to, party, reconnect).dial();
  }

  private void quiesce(String why) {
    if (!closed) {
      closed = true;
      timers.shutdown();
      network.leave();
      gaveUp.accept(why);
    }
  }

  /** Says goodbye, sends what has been handed over, and ends; at most five seconds. */
  @Override
  public void close() {
    closed = true;
    timers.shutdown();
    network.close();
  }

  /** A connection as parties see it. */
  private record Over(Connection connection) implements Way {
    @Override
    public Offer send(Message message) {
      return connection.send(Messages.frame(message));
    }
  }

  /** What both kinds of connections have in common. */
  private abstract class Link implements ConnectionListener {
    private @Nullable Way way;

    @Override
    public void opened(Connection connection) {
      Way open = new Over(connection);
      way = open;
      run(() -> opened(open));
    }

    abstract void opened(Way open);

    @Override
    public Offer received(Connection connection, Frame frame) {
      Unpacked<Message> unpacked = Messages.unpack(frame);
      Way from = way;
      if (unpacked instanceof Unpacked.Bad<Message> bad) {
        connection.close(Refusal.MALFORMED, frame + ": " + bad.what());
        return Offer.CLOSED;
      }
      if (from != null) {
        run(() -> said(from, ((Unpacked.Good<Message>) unpacked).message()));
      }
      return Offer.ACCEPTED;
    }

    abstract void said(Way from, Message message);

    @Override
    public void closed(Connection connection, Refusal why, String detail, int undelivered) {
      Way over = way;
      if (over != null) {
        run(() -> over(over));
      }
      ended(why + ": " + detail);
    }

    abstract void over(Way over);

    abstract void ended(String why);
  }

  /** A connection that somebody has made who reports. */
  private final class Accepted extends Link {
    private final Receiving party;

    Accepted(Receiving party) {
      this.party = party;
    }

    @Override
    void opened(Way open) {}

    @Override
    void said(Way from, Message message) {
      party.received(from, message, now());
    }

    @Override
    void over(Way over) {
      party.left(over);
    }

    @Override
    void ended(String why) {}
  }

  /** A connection to whom a party reports; each is followed by another. */
  private final class Dialled extends Link {
    private final InetSocketAddress to;
    private final Reporting party;
    private final Reconnect reconnect;

    Dialled(InetSocketAddress to, Reporting party, Reconnect reconnect) {
      this.to = to;
      this.party = party;
      this.reconnect = reconnect;
    }

    void dial() {
      // How it ends is told to ended, whether it was ever open or not.
      var unused = network.connect(to, this);
    }

    @Override
    void opened(Way open) {
      reconnect.connected(now());
      party.connected(open, now());
    }

    @Override
    void said(Way from, Message message) {
      party.answered(from, message, now());
    }

    @Override
    void over(Way over) {
      party.disconnected(over);
    }

    @Override
    void ended(String why) {
      if (closed) {
        return;
      }
      long wait = ask(() -> reconnect.lost(now()));
      if (wait == Reconnect.GIVE_UP) {
        LOG.warn(
            "{}: {} cannot be reached after {} attempts, the last one: {}",
            name,
            to,
            reconnect.attempts(),
            why);
        quiesce(to + " cannot be reached: " + why);
        return;
      }
      Dialled next = new Dialled(to, party, reconnect);
      try {
        timers.schedule(next::dial, wait, TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException e) {
        // The node has been closed meanwhile.
      }
    }
  }
}
