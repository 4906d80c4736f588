package io.github.workerfsm.transport.liveness;

/**
 * One thing to do about a peer.
 *
 * @param <K> identifies peers
 */
public record Notice<K>(Kind kind, K peer) {
  /** What is to be done. */
  public enum Kind {
    /** The peer has registered. */
    WELCOME,
    /** It is suspect: ask it for a sign of life. */
    PING,
    /** It was suspect and is alive after all. */
    RECOVERED,
    /** It is taken for dead: what it had is lost. */
    LOST,
    /** It speaks, but is not registered: tell it to register again. */
    REGISTER_AGAIN
  }
}
