package io.github.workerfsm.sim.scheduler;

/**
 * What an override does about a stimulus: lets it pass, changes it, swallows it, adds to it, or
 * fails with a {@link StimulusFailedException}.
 */
@FunctionalInterface
public interface StimulusRule {
  /** Handles the stimulus; the event is handled as usual only if this proceeds. */
  void handle(Stimulus stimulus);
}
