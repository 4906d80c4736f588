package io.github.workerfsm.transport.observe;

import io.github.workerfsm.transport.net.Network;
import io.github.workerfsm.transport.owner.OwnerLoop;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * An owner's mailbox and a network as Micrometer's meters. They are read when the registry asks, in
 * its thread; letters and frames cost nothing more.
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><td>{@code workerfsm.mailbox.depth}</td><td>letters that wait</td></tr>
 * <tr><td>{@code workerfsm.mailbox.letters}, tag {@code outcome}</td><td>counters of letters:
 * accepted, full, closed, lost</td></tr>
 * <tr><td>{@code workerfsm.peers}, tag {@code state}</td><td>connected peers: alive, suspect</td></tr>
 * <tr><td>{@code workerfsm.peers.lost}</td><td>counter of peers that were given up</td></tr>
 * <tr><td>{@code workerfsm.connections}</td><td>open connections</td></tr>
 * <tr><td>{@code workerfsm.connections.refused}</td><td>counter of connections refused, or ended for
 * a reason</td></tr>
 * </table>
 */
public final class TransportMeters implements MeterBinder {
  private final Tags tags;
  private final @Nullable OwnerLoop loop;
  private final @Nullable Network network;

  private TransportMeters(Tags tags, @Nullable OwnerLoop loop, @Nullable Network network) {
    this.tags = tags;
    this.loop = loop;
    this.network = network;
  }

  /**
   * The meters of a mailbox.
   *
   * @param tags on every meter, as name and value in turn
   */
  public static TransportMeters of(OwnerLoop loop, String... tags) {
    return new TransportMeters(Tags.of(tags), loop, null);
  }

  /**
   * The meters of a network.
   *
   * @param tags on every meter, as name and value in turn
   */
  public static TransportMeters of(Network network, String... tags) {
    return new TransportMeters(Tags.of(tags), null, network);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    if (loop != null) {
      bind(registry, loop);
    }
    if (network != null) {
      bind(registry, network);
    }
  }

  private void bind(MeterRegistry registry, OwnerLoop owner) {
    Gauge.builder("workerfsm.mailbox.depth", owner, OwnerLoop::depth)
        .description("letters that wait")
        .tags(tags)
        .strongReference(true)
        .register(registry);
    letters(registry, owner, "accepted", OwnerLoop::accepted);
    letters(registry, owner, "full", OwnerLoop::refusedFull);
    letters(registry, owner, "closed", OwnerLoop::refusedClosed);
    letters(registry, owner, "lost", OwnerLoop::lost);
  }

  private void letters(
      MeterRegistry registry, OwnerLoop owner, String outcome, ToDoubleFunction<OwnerLoop> part) {
    FunctionCounter.builder("workerfsm.mailbox.letters", owner, part)
        .description("letters handed in")
        .tags(tags.and("outcome", outcome))
        .register(registry);
  }

  private void bind(MeterRegistry registry, Network of) {
    peers(registry, of, "alive", n -> n.peers().alive());
    peers(registry, of, "suspect", n -> n.peers().suspect());
    Gauge.builder("workerfsm.connections", of, Network::connections)
        .description("open connections")
        .tags(tags)
        .strongReference(true)
        .register(registry);
    FunctionCounter.builder("workerfsm.peers.lost", of, n -> n.peers().lost())
        .description("peers that were given up")
        .tags(tags)
        .register(registry);
    FunctionCounter.builder("workerfsm.connections.refused", of, Network::refused)
        .description("connections refused, or ended for a reason")
        .tags(tags)
        .register(registry);
  }

  private void peers(
      MeterRegistry registry, Network of, String state, ToDoubleFunction<Network> part) {
    Gauge.builder("workerfsm.peers", of, part)
        .description("connected peers")
        .tags(tags.and("state", state))
        .strongReference(true)
        .register(registry);
  }
}
