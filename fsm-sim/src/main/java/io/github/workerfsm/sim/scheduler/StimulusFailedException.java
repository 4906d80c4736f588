package io.github.workerfsm.sim.scheduler;

/**
 * A stimulus that a scheduler must be able to handle has failed. Under {@link
 * SchedulerRules#CURRENT} it never happens; a faulty rule can bring it about.
 */
public final class StimulusFailedException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** A failure with one line: what was wrong, and where. */
  public StimulusFailedException(String message) {
    super(message);
  }
}
