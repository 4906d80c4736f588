package io.github.workerfsm.transport.net;

/**
 * How the peers of a network are, as its clock last saw them.
 *
 * @param alive connected, and heard in time
 * @param suspect connected, and silent for too long
 * @param lost so many were given up since the network began
 */
public record PeerCounts(int alive, int suspect, long lost) {
  /** Nobody yet. */
  public static final PeerCounts NONE = new PeerCounts(0, 0, 0);
}
