package io.github.workerfsm.table;

import org.jspecify.annotations.Nullable;

/**
 * Hears of every transition that an {@link Engine} has carried out, on the engine's thread, after
 * the subject has landed and before the next transition. Must not call the engine.
 *
 * @param <S> the states
 * @param <T> what asks for a move
 * @param <C> the subject
 * @param <R> the rules
 */
public interface TransitionListener<S extends Enum<S>, T extends Enum<T>, C, R> {
  /**
   * A transition has been carried out. The halves of a detour are reported first, the whole last.
   *
   * @param subject where it landed is its state now
   * @param from where it was
   * @param requested what was asked for
   * @param row the row that was taken; null for the whole of a detour
   * @param cause the subject whose transition recommended this one; null when an event did
   */
  void moved(
      C subject, S from, T requested, @Nullable Transition<S, T, C, R> row, @Nullable C cause);
}
