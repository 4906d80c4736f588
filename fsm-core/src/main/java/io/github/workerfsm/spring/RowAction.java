package io.github.workerfsm.spring;

import io.github.workerfsm.table.Transition;
import org.jspecify.annotations.Nullable;

/**
 * Carries a row out when Spring takes it. With an engine at hand it is {@code (row, job, argument)
 * -> engine.transition(job, row.requested(), argument)}, which also keeps the state of the subject.
 *
 * @param <S> the states
 * @param <T> what asks for a move
 * @param <C> the subject
 * @param <R> the rules
 */
@FunctionalInterface
public interface RowAction<S extends Enum<S>, T extends Enum<T>, C, R> {
  /**
   * Carries the row out, on the thread that fired the event. May throw: the machine stays where it
   * is, and {@link SpringMachine#fire} throws the same.
   *
   * @param argument what came with the event; null when nothing did
   * @return where the subject lands, one of the row's landings
   */
  S carryOut(Transition<S, T, C, R> row, C subject, @Nullable Object argument);
}
