package io.github.workerfsm.sim.fuzz;

/** A campaign file that cannot be gone on from; the message says why, and what was expected. */
public final class CampaignFormatException extends Exception {
  private static final long serialVersionUID = 1;

  CampaignFormatException(String message) {
    super(message);
  }
}
