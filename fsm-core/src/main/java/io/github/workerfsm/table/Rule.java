package io.github.workerfsm.table;

import org.jspecify.annotations.Nullable;

/**
 * What happens when a row is taken. The table says what may happen; a rule says what does.
 *
 * <p>A rule changes the subject and its surroundings, recommends further moves to the {@link
 * Engine}, and returns where the subject lands. The engine checks the landing against the row and
 * stores it: a rule never sets the state itself.
 *
 * @param <X> the surroundings that a rule works on
 * @param <C> the subject of the transition
 * @param <S> the states
 */
public interface Rule<X, C, S extends Enum<S>> {
  /** The name that tables, stories and pictures show. */
  String name();

  /**
   * Carries the transition out.
   *
   * @param surroundings what belongs to all subjects: queues, instructions, the engine
   * @param subject the subject, still in the state that it leaves
   * @param argument what came with the request, for example a value; null when nothing did
   * @return the state in which the subject lands, one of the landings that the row declares
   */
  S apply(X surroundings, C subject, @Nullable Object argument);
}
