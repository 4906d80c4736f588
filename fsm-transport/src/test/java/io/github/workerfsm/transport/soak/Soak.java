package io.github.workerfsm.transport.soak;

import io.github.workerfsm.transport.endpoint.EndpointServer;
import io.github.workerfsm.transport.job.JobBody;
import io.github.workerfsm.transport.job.JobNode;
import io.github.workerfsm.transport.liveness.Thresholds;
import io.github.workerfsm.transport.message.Payload;
import io.github.workerfsm.transport.net.NetSettings;
import io.github.workerfsm.transport.net.Network;
import io.github.workerfsm.transport.net.Security;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A soak: peers that are connected to sites for streams, messages and jobs, some of which take
 * their time, and of which one is killed every second and comes back. At the end every message that
 * was accepted is confirmed or reported lost, and nothing is left: no thread, job or descriptor.
 *
 * <p>{@code mvn -q -DskipErrorProne -pl fsm-transport -am test-compile exec:exec@soak
 * -Dexec.executable=java}; {@code -Dsoak.args="SECONDS PEERS SITES SEED"}, 300, 50 and 20 if none,
 * and so 1,000 connections.
 */
public final class Soak {
  static final NetSettings LIMITS =
      NetSettings.DEFAULT
          .withAdmission(5_000, 5_000, 100_000)
          .withThresholds(Thresholds.ofPeriod(10_000_000_000L));

  private static final InetSocketAddress LOOPBACK =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final long TICK_MILLIS = 200;
  private static final int TICKS_PER_KILL = 5;
  private static final int TICKS_PER_LINE = 50;
  private static final int SETTLE_SECONDS = 120;
  private static final int EPOCHS = 10_000;

  private final List<String> wrong = new ArrayList<>();
  private final Map<Integer, Book> books = new ConcurrentHashMap<>();
  private final List<Network> networks = new ArrayList<>();
  private final List<EndpointServer> servers = new ArrayList<>();
  private final List<JobNode> nodes = new ArrayList<>();
  private final List<Peer> peers = new ArrayList<>();
  private final List<UUID> instances = new ArrayList<>();
  private final List<Integer> lives = new ArrayList<>();
  private final ExecutorService jobThreads = Executors.newCachedThreadPool();
  private final AtomicLong lostJobs = new AtomicLong();
  private final Random random;
  private final Peer.Sites sites;
  private long jobs;
  private int kills;

  /**
   * All connected.
   *
   * @param slowNanos how long a slow handler takes for a message
   */
  Soak(int peerCount, int siteCount, long slowNanos, long seed) throws Exception {
    random = new Random(seed);
    sites = sites(siteCount, slowNanos);
    for (int i = 0; i < peerCount; i++) {
      instances.add(new UUID(seed, i));
      lives.add(1);
      peers.add(peer(i));
    }
  }

  private Peer.Sites sites(int count, long slowNanos) {
    List<InetSocketAddress> streams = new ArrayList<>();
    List<InetSocketAddress> endpoints = new ArrayList<>();
    List<InetSocketAddress> jobSites = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Network network =
          new Network("soak-site", LIMITS, Security.loopbackOnly(), UUID.randomUUID(), 1);
      networks.add(network);
      if (i % 5 < 2) {
        streams.add(network.listen(LOOPBACK, () -> new StreamSource(books::get)));
      } else if (i % 5 < 4) {
        EndpointSite handlers = new EndpointSite(books::get, slowNanos);
        EndpointServer server = new EndpointServer("soak-lanes", network, 4, 1_024, handlers);
        servers.add(server);
        endpoints.add(server.listen(LOOPBACK));
      } else {
        JobNode node = new JobNode(network, jobThreads, Soak::untilAsked);
        nodes.add(node);
        jobSites.add(network.listen(LOOPBACK, node::accepted));
      }
    }
    return new Peer.Sites(streams, endpoints, jobSites);
  }

  private static void untilAsked(Payload job, JobBody.Control control) throws InterruptedException {
    CountDownLatch stop = new CountDownLatch(1);
    control.whenAskedToStop(stop::countDown);
    stop.await();
  }

  private Peer peer(int i) throws Exception {
    long epoch = (long) lives.get(i) * EPOCHS;
    return new Peer(instances.get(i), epoch, sites, this::newBook, lostJobs);
  }

  private Book newBook() {
    Book book = new Book(books.size(), books.size() % 10 == 0);
    books.put(book.id, book);
    return book;
  }

  /** Runs it and ends with 1 when something was wrong. */
  public static void main(String[] args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 300;
    int peerCount = args.length > 1 ? Integer.parseInt(args[1]) : 50;
    int siteCount = args.length > 2 ? Integer.parseInt(args[2]) : 20;
    long seed = args.length > 3 ? Long.parseLong(args[3]) : 20_260_104L;
    System.out.println("seed " + seed);
    new Soak(2, 5, 0, seed).warmUp();
    Remains before = Remains.now();
    Soak soak = new Soak(peerCount, siteCount, 2_000_000, seed);
    System.out.println(soak.connections() + " connections; before: " + before);
    soak.last(seconds);
    List<String> wrong = soak.end(before);
    wrong.stream().limit(30).forEach(line -> System.out.println("WRONG: " + line));
    System.out.println(wrong.isEmpty() ? "all is well" : wrong.size() + " things are wrong");
    System.exit(wrong.isEmpty() ? 0 : 1);
  }

  /** Classes, pools and threads that stay are there afterwards. */
  private void warmUp() throws Exception {
    tick();
    kill();
    tick();
    stop();
  }

  private int connections() {
    return peers.size() * networks.size();
  }

  private void last(int seconds) throws Exception {
    long start = System.nanoTime();
    CountDownLatch never = new CountDownLatch(1);
    for (int n = 1; System.nanoTime() - start < TimeUnit.SECONDS.toNanos(seconds); n++) {
      tick();
      if (n % TICKS_PER_KILL == 0) {
        kill();
      }
      if (n % TICKS_PER_LINE == 0) {
        System.out.println((System.nanoTime() - start) / 1_000_000_000 + " s: " + progress());
      }
      long due = start + TimeUnit.MILLISECONDS.toNanos(n * TICK_MILLIS) - System.nanoTime();
      boolean unused = never.await(due, TimeUnit.NANOSECONDS);
    }
  }

  /** A little of everything. */
  void tick() {
    for (Peer peer : peers) {
      jobs += peer.tick();
    }
  }

  /** Kills one peer, which comes back in a new life. */
  void kill() throws Exception {
    int i = random.nextInt(peers.size());
    kills++;
    peers.get(i).kill();
    lives.set(i, lives.get(i) + 1);
    peers.set(i, peer(i));
  }

  /** Messages that have arrived so far. */
  long delivered() {
    return sum(book -> book.delivered.get());
  }

  private long sum(ToLongFunction<Book> number) {
    return books.values().stream().mapToLong(number).sum();
  }

  private String progress() {
    return String.format(
        Locale.ROOT,
        "%,d accepted, %,d confirmed, %,d delivered, %,d reported lost; %d killed; %d jobs, %d"
            + " running, %d lost; %d threads, %d descriptors",
        sum(book -> book.accepted.get()),
        sum(book -> book.confirmed.get()),
        delivered(),
        sum(book -> Math.max(0, book.lost.get())),
        kills,
        jobs,
        running(),
        lostJobs.get(),
        Thread.activeCount(),
        Remains.openDescriptors());
  }

  private int running() {
    return nodes.stream().mapToInt(JobNode::running).sum();
  }

  /** Ends it, and says what is wrong: sums that are not right, or something that is left. */
  List<String> end(@Nullable Remains before) throws Exception {
    peers.forEach(Peer::wantNoMore);
    boolean settled = Remains.await(SETTLE_SECONDS, this::settled);
    if (!settled) {
      peers.forEach(peer -> peer.unsettled().forEach(book -> wrong.add("not settled: " + book)));
    }
    stop();
    books.values().stream().map(Book::verdict).filter(v -> v != null).forEach(wrong::add);
    System.out.println("end: " + progress());
    if (before != null) {
      compare(before);
    }
    return wrong;
  }

  private boolean settled() {
    boolean all = true;
    for (Peer peer : peers) {
      all &= peer.settled();
    }
    return all && running() == 0;
  }

  private void stop() throws Exception {
    peers.forEach(Peer::wantNoMore);
    for (Peer peer : peers) {
      check(peer.close(), "a peer has not closed in time");
    }
    for (EndpointServer server : servers) {
      check(server.stop(Duration.ofSeconds(10)), "a server has not stopped in time");
    }
    for (Network network : networks) {
      check(network.close(Duration.ofSeconds(10)), "a site has not closed in time");
    }
    check(Remains.await(10, () -> running() == 0), running() + " jobs are left");
    jobThreads.shutdown();
    check(jobThreads.awaitTermination(10, TimeUnit.SECONDS), "threads of jobs are left");
  }

  private void compare(Remains before) throws InterruptedException {
    boolean back =
        Remains.await(
            15,
            () ->
                Thread.activeCount() <= before.threads()
                    && Remains.openDescriptors() <= before.descriptors());
    Remains after = Remains.now();
    System.out.println("before: " + before + System.lineSeparator() + "after:  " + after);
    check(back && after.descriptors() <= before.descriptors(), "descriptors are left open");
    check(after.threads() <= before.threads(), "threads are left");
    check(after.directBytes() - before.directBytes() < 16 << 20, "buffers are left");
  }

  private void check(boolean holds, String otherwise) {
    if (!holds) {
      wrong.add(otherwise);
    }
  }
}
