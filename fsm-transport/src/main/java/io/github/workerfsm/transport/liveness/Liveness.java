package io.github.workerfsm.transport.liveness;

import io.github.workerfsm.table.Engine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Watches peers (workers, managers, endpoints alike): says whom to ask, whom to give up, and whom
 * to send back to registration.
 *
 * <p>Time is monotonic, in nanoseconds, and handed in; it may not go back. Not thread-safe. Peers
 * are visited in the order in which they were first heard of.
 *
 * @param <K> identifies a peer; with {@code equals} and {@code hashCode}
 */
public final class Liveness<K> {
  /**
   * All that is known of a peer.
   *
   * @param silentNanos how long ago it was heard; as long as it takes to be dead, if longer; 0
   *     where nothing is expected of it
   */
  public record PeerImage<K>(K peer, PeerState state, long silentNanos) {}

  private final Thresholds thresholds;
  private final Map<K, PeerTransitions.Peer<K>> peers = new LinkedHashMap<>();
  private List<Notice<K>> notices = new ArrayList<>();
  private final Engine<PeerTransitions.Notices, PeerState, PeerSignal, PeerTransitions.Peer<?>>
      engine =
          new Engine<>(
              PeerTransitions.TABLE,
              (kind, peer) -> note(kind, peer),
              (peer, from, signal, row, cause) -> {},
              true,
              Long.MAX_VALUE);

  /** Watches nobody yet. */
  public Liveness(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  @SuppressWarnings("unchecked") // only peers of this object are handed to its engine
  private void note(Notice.Kind kind, PeerTransitions.Peer<?> peer) {
    notices.add(new Notice<>(kind, (K) peer.id));
  }

  /** The peer registers. */
  public List<Notice<K>> registered(K peer, long nowNanos) {
    signal(known(peer), PeerSignal.REGISTER, nowNanos);
    return take();
  }

  /** Any valid frame of the peer has arrived. */
  public List<Notice<K>> heard(K peer, long nowNanos) {
    PeerTransitions.Peer<K> known = peers.get(peer);
    if (known == null) {
      // Not kept: whoever sends frames under made-up names must not fill the memory.
      known = new PeerTransitions.Peer<>(peer, thresholds);
    }
    signal(known, PeerSignal.FRAME, nowNanos);
    return take();
  }

  /** The peer has said goodbye. */
  public void left(K peer, long nowNanos) {
    PeerTransitions.Peer<K> known = peers.remove(peer);
    if (known != null) {
      signal(known, PeerSignal.LEAVE, nowNanos);
    }
  }

  /** Time has passed: looks at every peer. */
  public List<Notice<K>> tick(long nowNanos) {
    for (PeerTransitions.Peer<K> peer : peers.values()) {
      signal(peer, PeerSignal.TICK, nowNanos);
    }
    return take();
  }

  /** What is known about the peer. */
  public PeerState state(K peer) {
    PeerTransitions.Peer<K> known = peers.get(peer);
    return known == null ? PeerState.UNKNOWN : known.state();
  }

  /** What it goes by now, in the order in which peers were first heard of. */
  public List<PeerImage<K>> image(long nowNanos) {
    List<PeerImage<K>> image = new ArrayList<>();
    for (PeerTransitions.Peer<K> peer : peers.values()) {
      boolean expected = peer.state() == PeerState.ALIVE || peer.state() == PeerState.SUSPECT;
      long silent = Math.min(nowNanos - peer.heardNanos, thresholds.deadNanos());
      image.add(new PeerImage<>(peer.id, peer.state(), expected ? silent : 0));
    }
    return List.copyOf(image);
  }

  /** Does from now on what one with this image would do; for simulation. */
  public void restore(List<PeerImage<K>> image, long nowNanos) {
    peers.clear();
    for (PeerImage<K> one : image) {
      known(one.peer()).restore(one.state(), nowNanos - one.silentNanos());
    }
  }

  private PeerTransitions.Peer<K> known(K peer) {
    return peers.computeIfAbsent(peer, id -> new PeerTransitions.Peer<>(id, thresholds));
  }

  private void signal(PeerTransitions.Peer<K> peer, PeerSignal signal, long nowNanos) {
    peer.nowNanos = nowNanos;
    engine.transition(peer, signal, null);
  }

  private List<Notice<K>> take() {
    List<Notice<K>> taken = notices;
    notices = new ArrayList<>();
    return taken;
  }
}
