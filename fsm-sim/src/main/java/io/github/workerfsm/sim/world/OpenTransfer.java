package io.github.workerfsm.sim.world;

import com.google.common.collect.ImmutableList;

/**
 * A request for values that has not been answered.
 *
 * @param peer position of the worker that is asked
 * @param incarnation of the peer when it was asked; -1 when nobody was there
 * @param keys what is asked for, most urgent first
 * @param totalNbytes as in the instruction, in bytes
 * @param phase how far it is
 */
public record OpenTransfer(
    int peer, int incarnation, ImmutableList<String> keys, long totalNbytes, Phase phase) {
  /** How far a transfer is. */
  public enum Phase {
    /** The instruction has been given, its coroutine has not started. */
    SCHEDULED,
    /** The peer has been asked. */
    ASKED,
    /** The connection is gone; the failure has not been told. */
    BROKEN,
    /** Nobody will answer, and nobody has closed the connection. */
    FORSAKEN
  }

  OpenTransfer in(Phase next) {
    return new OpenTransfer(peer, incarnation, keys, totalNbytes, next);
  }

  OpenTransfer of(ImmutableList<String> fewer) {
    return new OpenTransfer(peer, incarnation, fewer, totalNbytes, phase);
  }
}
