package io.github.workerfsm.transport.soak;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.github.workerfsm.transport.cleanup.Lease;
import io.github.workerfsm.transport.endpoint.EndpointClient;
import io.github.workerfsm.transport.job.JobClient;
import io.github.workerfsm.transport.message.Payload;
import io.github.workerfsm.transport.net.Network;
import io.github.workerfsm.transport.net.Security;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One life of a process that is connected to every site. For one thread. */
final class Peer {
  private static final int PER_TICK = 10;
  private static final int LEASE_TICKS = 20;

  private final Network network;
  private final JobClient jobs;
  private final List<Book> books = new ArrayList<>();
  private final List<StreamSink> sinks = new ArrayList<>();
  private final List<EndpointPen> pens = new ArrayList<>();
  private final List<String> nodes = new ArrayList<>();
  private @Nullable Lease lease;
  private int ticks;

  /** Where the sites are. */
  record Sites(
      List<InetSocketAddress> streams,
      List<InetSocketAddress> endpoints,
      List<InetSocketAddress> jobs) {}

  /**
   * Connects to all.
   *
   * @param epoch more than any life before has used
   * @param newBook opens a book for each connection
   * @param lostJobs counts jobs whose connection has ended
   */
  Peer(UUID instance, long epoch, Sites sites, Supplier<Book> newBook, AtomicLong lostJobs)
      throws Exception {
    network = new Network("soak-peer", Soak.LIMITS, Security.loopbackOnly(), instance, epoch);
    jobs =
        new JobClient(
            "soak-jobs",
            network,
            Duration.ofMillis(500),
            UUID::randomUUID,
            (ref, why) -> lostJobs.incrementAndGet());
    for (InetSocketAddress site : sites.streams) {
      Book book = newBook.get();
      StreamSink sink = new StreamSink(book);
      network.connect(site, sink).get(30, SECONDS);
      books.add(book);
      sinks.add(sink);
    }
    for (InetSocketAddress site : sites.endpoints) {
      Book book = newBook.get();
      pens.add(new EndpointPen(EndpointClient.connect(network, site).get(30, SECONDS), book));
      books.add(book);
    }
    for (InetSocketAddress site : sites.jobs) {
      String node = "node-" + nodes.size();
      jobs.connect(node, site).get(30, SECONDS);
      nodes.add(node);
    }
  }

  /** Uses up, sends and submits a little; jobs submitted. */
  int tick() {
    boolean hurry = ticks % 10 == 9;
    sinks.forEach(sink -> sink.consume(hurry));
    pens.forEach(pen -> pen.write(PER_TICK));
    int submitted = 0;
    if (ticks % LEASE_TICKS == 0) {
      endLease();
      submitted = submit();
    }
    ticks++;
    return submitted;
  }

  private int submit() {
    List<Lease.Job> wanted = new ArrayList<>();
    nodes.forEach(node -> wanted.add(new Lease.Job(node, Payload.EMPTY)));
    lease = jobs.lease();
    return lease.submitAll(wanted).size();
  }

  private void endLease() {
    if (lease != null) {
      lease.close();
      lease = null;
    }
  }

  /** Asks for no more. */
  void wantNoMore() {
    sinks.forEach(StreamSink::wantNoMore);
    endLease();
  }

  /** Whether everything that was sent has been used up and confirmed; uses up what has come. */
  boolean settled() {
    sinks.forEach(sink -> sink.consume(true));
    boolean written = true;
    for (EndpointPen pen : pens) {
      written &= pen.settled();
    }
    return written && books.stream().allMatch(b -> b.confirmed.get() == b.accepted.get());
  }

  /** Is gone without a word. */
  void kill() {
    books.forEach(book -> book.killed = true);
    network.abort();
    close();
  }

  /** Leaves. */
  boolean close() {
    endLease();
    boolean closed = network.close(Duration.ofSeconds(10));
    jobs.close();
    pens.forEach(EndpointPen::over);
    return closed;
  }

  /** What does not settle. */
  List<Book> unsettled() {
    return books.stream().filter(b -> b.confirmed.get() != b.accepted.get()).toList();
  }
}
