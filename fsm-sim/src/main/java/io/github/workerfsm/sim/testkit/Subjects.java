package io.github.workerfsm.sim.testkit;

import io.github.workerfsm.table.Engine;
import io.github.workerfsm.table.Subject;
import org.jspecify.annotations.Nullable;

/**
 * What a walk through a table needs besides the table: an engine with its surroundings, and
 * subjects to move. Made anew for every walk; two that are asked the same give the same.
 *
 * @param <X> the surroundings that rules work on
 * @param <S> the states
 * @param <T> what asks for a move
 * @param <C> the subject
 */
public interface Subjects<X, S extends Enum<S>, T extends Enum<T>, C extends Subject<S>> {
  /** The engine, always the same one. */
  Engine<X, S, T, C> engine();

  /**
   * A new subject in the initial state.
   *
   * @param variety 0 or more; decides what guards and rules see of the subject, 0 being plain
   */
  C subject(int variety);

  /**
   * What comes with a request.
   *
   * @param variety 0 or more; decides which argument
   */
  default @Nullable Object argument(C subject, T requested, int variety) {
    return null;
  }

  /**
   * Changes what guards see of the subject, as something outside of the table would; nothing when
   * there is no such thing.
   *
   * @param variety 0 or more; decides what changes
   */
  default void change(C subject, int variety) {}

  /** Whether the outside may ask for this now; rows that only rules recommend need not be asked. */
  default boolean mayAsk(C subject, T requested) {
    return true;
  }

  /**
   * What has happened besides transitions, for example what the surroundings were told: a mutant
   * that changes only this is told apart by it.
   */
  default String observed() {
    return "";
  }
}
