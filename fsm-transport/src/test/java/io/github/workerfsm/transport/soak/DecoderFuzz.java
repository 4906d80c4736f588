package io.github.workerfsm.transport.soak;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.github.workerfsm.transport.endpoint.EndpointClient;
import io.github.workerfsm.transport.endpoint.EndpointServer;
import io.github.workerfsm.transport.endpoint.Handlers;
import io.github.workerfsm.transport.message.Payload;
import io.github.workerfsm.transport.net.NetSettings;
import io.github.workerfsm.transport.net.Network;
import io.github.workerfsm.transport.net.Security;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * T-F3 at full size: damaged frames to the decoder, random peers to a live server. Afterwards a
 * good peer works, the heap has not grown, nothing is left open and no thread spins.
 *
 * <p>{@code mvn -q -DskipErrorProne -pl fsm-transport -am test-compile exec:exec@fuzz
 * -Dexec.executable=java}; {@code -Dfuzz.args="FRAMES PEERS SEED"}, 10,000,000 and 10,000 if none.
 */
public final class DecoderFuzz {
  private static final InetSocketAddress LOOPBACK =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final NetSettings OPEN_DOOR =
      NetSettings.DEFAULT.withAdmission(100_000, 100_000, 1_000_000);
  private static final long GROWTH = 4 << 20;
  private static final double IDLE_MILLIS = 50;
  private static final int LOOKED_AT_SECONDS = 2;

  private final List<String> wrong = new ArrayList<>();
  private final long seed;

  DecoderFuzz(long seed) {
    this.seed = seed;
  }

  /** Runs it and ends with 1 when something was wrong. */
  public static void main(String[] args) throws Exception {
    long frames = args.length > 0 ? Long.parseLong(args[0]) : 10_000_000;
    int peers = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
    long seed = args.length > 2 ? Long.parseLong(args[2]) : 20_260_101L;
    DecoderFuzz fuzz = new DecoderFuzz(seed);
    System.out.println("seed " + seed);
    fuzz.frames(frames);
    fuzz.peers(peers, true);
    fuzz.wrong.forEach(line -> System.out.println("WRONG: " + line));
    System.out.println(fuzz.wrong.isEmpty() ? "all is well" : "something is wrong");
    System.exit(fuzz.wrong.isEmpty() ? 0 : 1);
  }

  /** What was wrong. */
  List<String> wrong() {
    return wrong;
  }

  private void check(boolean holds, String otherwise) {
    if (!holds) {
      wrong.add(otherwise);
    }
  }

  /** Has damaged frames decoded. */
  void frames(long count) {
    MutatedFrames mutated = new MutatedFrames(seed);
    mutated.read(count / 100 + 1);
    Remains before = Remains.now();
    MutatedFrames.Outcome outcome = mutated.read(count);
    long growth = Remains.now().heapBytes() - before.heapBytes();
    System.out.println(
        count + " mutated frames: " + outcome + ", heap growth " + growth / 1024 + " KiB");
    check(outcome.whole() > 0, "no mutated frame was whole");
    check(growth < GROWTH, "the heap has grown by " + growth + " bytes");
  }

  /** Lets random peers visit a server. */
  void peers(int count, boolean atRest) throws Exception {
    try (Network there = network();
        Network here = network()) {
      EndpointServer server = new EndpointServer("fuzz", there, 2, 1_024, new Echo());
      InetSocketAddress address = server.listen(LOOPBACK);
      RandomPeers peers = new RandomPeers(address, seed);
      peers.visit(count / 20 + 1);
      goodPeer(here, address);
      check(settled(there), "connections of the first peers are left");
      Remains before = Remains.now();
      peers.visit(count);
      goodPeer(here, address);
      check(settled(there), there.connections() + " connections are left");
      if (atRest) {
        // Also lets go of what the I/O threads keep for the second in which they hang up.
        atRest();
      }
      Remains after = Remains.now();
      System.out.println(count + " random peers, " + peers.cutOff() + " of them cut off");
      System.out.println("  before: " + before + System.lineSeparator() + "  after:  " + after);
      check(after.heapBytes() - before.heapBytes() < GROWTH, "the heap has grown");
      check(after.descriptors() <= before.descriptors(), "descriptors are left open");
      check(server.stop(Duration.ofSeconds(5)), "the server has not stopped in time");
    }
  }

  private static boolean settled(Network network) throws InterruptedException {
    return Remains.await(15, () -> network.connections() == 0);
  }

  private void atRest() throws InterruptedException {
    var busy = Remains.busyMillis(LOOKED_AT_SECONDS);
    System.out.println("  CPU ms of each thread in " + LOOKED_AT_SECONDS + " s of rest: " + busy);
    busy.forEach(
        (thread, millis) ->
            check(millis < IDLE_MILLIS, thread + " uses " + millis + " ms while nothing happens"));
  }

  private static Network network() {
    return new Network("fuzz", OPEN_DOOR, Security.loopbackOnly(), UUID.randomUUID(), 1);
  }

  private void goodPeer(Network network, InetSocketAddress address) throws Exception {
    EndpointClient client = EndpointClient.connect(network, address).get(10, SECONDS);
    Payload ask = Payload.of(new byte[] {4, 2});
    Payload said = client.request(1, "key", ask, Duration.ofSeconds(10)).get(10, SECONDS);
    check(said.equals(ask), "a good peer was answered with " + said);
    client.close();
    check(settled(network), "a good peer could not leave");
  }

  /** Says the same. */
  private static final class Echo implements Handlers {
    @Override
    public void message(int code, Payload body) {}

    @Override
    public CompletionStage<Payload> request(int code, Payload body) {
      return CompletableFuture.completedFuture(body);
    }
  }
}
