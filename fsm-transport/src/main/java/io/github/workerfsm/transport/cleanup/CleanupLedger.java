package io.github.workerfsm.transport.cleanup;

import io.github.workerfsm.table.Engine;
import io.github.workerfsm.transport.cleanup.ObligationTransitions.Obligation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Which jobs are at which node for whom, and whose end has to be cleaned up after. What is to be
 * sent is handed back; nanoseconds, monotonic, are handed in. Not thread-safe.
 *
 * <p>A node is one life of it, as seen from here: after {@link #renewed} the same one has another
 * name. Otherwise a job that was entered before and submitted after would be forgotten.
 *
 * <p>Source: the cleaner of CouchDB's {@code fabric_streams}; the confirmations, the renewal of
 * nodes and the refusal after the end are ours.
 */
public final class CleanupLedger {
  /**
   * What a ledger goes by; since when leases have ended is not in it, it only shows in {@link
   * #orphanAgeNanos}.
   *
   * @param lastNumber the number of the last obligation
   * @param leases in the order in which they were opened
   */
  public record Image(long lastNumber, List<LeaseImage> leases) {}

  /**
   * A lease.
   *
   * @param nodes in the order of their first jobs
   */
  public record LeaseImage(UUID lease, boolean ended, List<ObligationImage> nodes) {}

  /**
   * The jobs of a lease at a node.
   *
   * @param sentNanos how long ago the kill was sent; as long as until it is sent again, if longer;
   *     0 if it was not
   */
  public record ObligationImage(
      String node, long number, ObligationState state, List<UUID> refs, long sentNanos) {}

  private static final class Lease {
    final Map<String, Obligation> nodes = new LinkedHashMap<>();
    boolean ended;
    long endedNanos;
  }

  private final long resendNanos;
  private final Map<UUID, Lease> leases = new LinkedHashMap<>();
  private List<Kill> kills = new ArrayList<>();
  private long lastNumber;
  private final Engine<ObligationTransitions.Out, ObligationState, ObligationSignal, Obligation>
      engine =
          new Engine<>(
              ObligationTransitions.TABLE,
              kill -> note(kill),
              (subject, from, signal, row, cause) -> {},
              true,
              Long.MAX_VALUE);

  /**
   * An empty ledger.
   *
   * @param resendNanos a kill that is not confirmed for so long is sent again
   */
  public CleanupLedger(long resendNanos) {
    if (resendNanos <= 0) {
      throw new IllegalArgumentException("resend after " + resendNanos + " ns, expected over 0");
    }
    this.resendNanos = resendNanos;
  }

  private void note(Kill kill) {
    kills.add(kill);
  }

  /** Begins a lease, which may register jobs until it has ended; identities are not used again. */
  public void open(UUID lease) {
    leases.putIfAbsent(lease, new Lease());
  }

  /**
   * Enters a job, before it is submitted.
   *
   * @return whether it may be submitted; false when the lease has ended, or was never opened
   */
  public boolean register(UUID lease, String node, UUID ref) {
    Lease held = leases.get(lease);
    if (held == null || held.ended) {
      return false;
    }
    Obligation obligation =
        held.nodes.computeIfAbsent(node, name -> new Obligation(name, ++lastNumber, resendNanos));
    engine.transition(obligation, ObligationSignal.REGISTER, ref);
    return true;
  }

  /** A job has ended by itself. */
  public void finished(UUID lease, UUID ref) {
    Lease held = leases.get(lease);
    if (held == null) {
      return;
    }
    for (Obligation obligation : held.nodes.values()) {
      if (obligation.refs.contains(ref)) {
        engine.transition(obligation, ObligationSignal.FINISHED, ref);
      }
    }
  }

  /**
   * The lease has ended: closed, its owner dead, its client gone. Idempotent.
   *
   * @return the kills to send, one a node
   */
  public List<Kill> end(UUID lease, long nowNanos) {
    Lease held = leases.get(lease);
    if (held != null) {
      held.endedNanos = held.ended ? held.endedNanos : nowNanos;
      held.ended = true;
      signalAll(held, ObligationSignal.END, nowNanos);
      dropIfClean(lease, held);
    }
    return take();
  }

  /** The node has confirmed a kill. */
  public void confirmed(String node, long number) {
    leases
        .values()
        .forEach(
            lease -> {
              Obligation obligation = lease.nodes.get(node);
              if (obligation != null && obligation.number == number) {
                signal(lease, obligation, ObligationSignal.CONFIRMED, obligation.nowNanos);
              }
            });
    leases.values().removeIf(CleanupLedger::clean);
  }

  /** This life of the node is over: what ran there is gone, and nothing more will be submitted. */
  public void renewed(String node) {
    leases
        .values()
        .forEach(
            lease -> {
              Obligation obligation = lease.nodes.get(node);
              if (obligation != null) {
                signal(lease, obligation, ObligationSignal.RENEWED, obligation.nowNanos);
              }
            });
    leases.values().removeIf(CleanupLedger::clean);
  }

  /** Time has passed: the kills to send again. */
  public List<Kill> tick(long nowNanos) {
    leases.values().forEach(lease -> signalAll(lease, ObligationSignal.TICK, nowNanos));
    return take();
  }

  /** Leases that have something to clean, or may come to. */
  public int leases() {
    return leases.size();
  }

  /** Whether the lease may register jobs. */
  public boolean isOpen(UUID lease) {
    Lease held = leases.get(lease);
    return held != null && !held.ended;
  }

  /** Nanoseconds since the end of the oldest lease that is not cleaned; 0 when there is none. */
  public long orphanAgeNanos(long nowNanos) {
    long oldest = 0;
    for (Lease lease : leases.values()) {
      if (lease.ended) {
        oldest = Math.max(oldest, nowNanos - lease.endedNanos);
      }
    }
    return oldest;
  }

  private void signalAll(Lease lease, ObligationSignal signal, long nowNanos) {
    for (Obligation obligation : List.copyOf(lease.nodes.values())) {
      signal(lease, obligation, signal, nowNanos);
    }
  }

  private void signal(Lease lease, Obligation obligation, ObligationSignal signal, long nowNanos) {
    obligation.nowNanos = nowNanos;
    if (engine.transition(obligation, signal, null) == ObligationState.GONE) {
      lease.nodes.remove(obligation.node);
    }
  }

  private void dropIfClean(UUID id, Lease lease) {
    if (clean(lease)) {
      leases.remove(id);
    }
  }

  private static boolean clean(Lease lease) {
    return lease.ended && lease.nodes.isEmpty();
  }

  private List<Kill> take() {
    List<Kill> taken = kills;
    kills = new ArrayList<>();
    return taken;
  }

  /** What it goes by now. */
  public Image image(long nowNanos) {
    List<LeaseImage> images = new ArrayList<>();
    leases.forEach(
        (id, lease) ->
            images.add(
                new LeaseImage(
                    id,
                    lease.ended,
                    lease.nodes.values().stream().map(o -> image(o, nowNanos)).toList())));
    return new Image(lastNumber, List.copyOf(images));
  }

  private ObligationImage image(Obligation of, long nowNanos) {
    boolean sent = of.state() == ObligationState.KILLING;
    long age = sent ? Math.min(nowNanos - of.sentNanos, resendNanos) : 0;
    return new ObligationImage(of.node, of.number, of.state(), List.copyOf(of.refs), age);
  }

  /** Does from now on what one with this image would do; for simulation. */
  public void restore(Image image, long nowNanos) {
    leases.clear();
    kills.clear();
    lastNumber = image.lastNumber();
    for (LeaseImage one : image.leases()) {
      Lease lease = new Lease();
      lease.ended = one.ended();
      lease.endedNanos = nowNanos;
      for (ObligationImage of : one.nodes()) {
        Obligation obligation = new Obligation(of.node(), of.number(), resendNanos);
        obligation.restore(of, nowNanos);
        lease.nodes.put(of.node(), obligation);
      }
      leases.put(one.lease(), lease);
    }
  }

  /** All references that are entered, in order; for reading. */
  public List<UUID> refs() {
    List<UUID> refs = new ArrayList<>();
    for (Lease lease : leases.values()) {
      Iterator<Obligation> nodes = lease.nodes.values().iterator();
      while (nodes.hasNext()) {
        refs.addAll(nodes.next().refs);
      }
    }
    return refs;
  }
}
