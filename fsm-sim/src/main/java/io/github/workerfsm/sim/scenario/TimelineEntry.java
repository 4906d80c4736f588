package io.github.workerfsm.sim.scenario;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.world.Choice;

/**
 * Something that happened in the run of a scenario.
 *
 * @param phase of the run
 * @param line of the script, from 1; 0 outside of it
 * @param choice what happened
 * @param text the choice in the notation, a message with its content
 * @param changes tasks that have moved by it, as {@code A x: ready -> executing}
 */
public record TimelineEntry(
    Phase phase, int line, Choice choice, String text, ImmutableList<String> changes) {
  /** Parts of a run. */
  public enum Phase {
    /** What the script says. */
    SCRIPT,
    /** Everything that is due. */
    SETTLING,
    /** Everything that is due once nothing is wanted any more. */
    RELEASING
  }
}
