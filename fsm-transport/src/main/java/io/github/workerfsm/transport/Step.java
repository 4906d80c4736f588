package io.github.workerfsm.transport;

import org.jspecify.annotations.Nullable;

/**
 * What a rule of a protocol table does, as a lambda beside its name.
 *
 * @param <X> the surroundings
 * @param <C> the subject
 * @param <S> the states
 */
public interface Step<X, C, S> {
  /** Carries the transition out and says where it lands. */
  S take(X surroundings, C subject, @Nullable Object argument);
}
