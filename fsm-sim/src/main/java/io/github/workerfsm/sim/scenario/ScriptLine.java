package io.github.workerfsm.sim.scenario;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.world.Choice;
import io.github.workerfsm.sim.world.MessageText;
import org.jspecify.annotations.Nullable;

/**
 * One line of a script.
 *
 * @param number of the line in its file, from 1
 * @param text as it is written
 * @param under the rules under which the line is played
 * @param optional whether the line is passed over when it cannot be played
 * @param step what is to happen
 * @param expected what is the case afterwards
 */
public record ScriptLine(
    int number,
    String text,
    Under under,
    boolean optional,
    Step step,
    ImmutableList<StateClause> expected) {

  /** The rules under which a line is played. */
  public enum Under {
    /** Both. */
    ANY,
    /** The faulty ones only. */
    FAULTY,
    /** The current ones only. */
    CURRENT
  }

  /** What a line asks for. */
  public sealed interface Step {}

  /** A choice happens; a delivery may say which message it is. */
  record Happens(Choice choice, @Nullable MessageText message) implements Step {}

  /** The message has been sent and is still under way. */
  record Held(Choice delivery, MessageText message) implements Step {}

  /** All messages of a channel are delivered. */
  record Drained(Choice delivery) implements Step {}

  /** Everything that is due happens. */
  record Settles() implements Step {}

  /** Nothing happens; expectations are checked. */
  record Checks() implements Step {}
}
