package io.github.workerfsm.sim.explore.machine;

import io.github.workerfsm.table.Engine;
import io.github.workerfsm.table.Subject;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A few subjects of one engine at their beginning, to be asked for everything in every order. Made
 * anew for every way that is tried; two that are asked the same are the same.
 *
 * @param <X> the surroundings that rules work on
 * @param <S> the states
 * @param <T> what asks for a move
 * @param <C> the subject
 */
public interface Stage<X, S extends Enum<S>, T extends Enum<T>, C extends Subject<S>> {
  /**
   * What must hold after every move.
   *
   * @param name in words, for the finding
   */
  record Invariant(String name, BooleanSupplier holds) {}

  /** The engine, always the same one. */
  Engine<X, S, T, C> engine();

  /** The subjects, always the same ones in the same order; at most 1,000. */
  List<C> subjects();

  /**
   * All that guards and rules read besides the states of subjects, as text: counters, links, what
   * the surroundings remember. Two situations with the same states and the same image are taken for
   * one, so whatever is left out here is not explored; logs and counts that nobody reads are left
   * out on purpose, for with them no two situations are the same.
   */
  String image();

  /** What comes with a request; nothing unless overridden. */
  default @Nullable Object argument(C subject, T requested) {
    return null;
  }

  /** Whether the outside may ask for this now; everything unless overridden. */
  default boolean mayAsk(C subject, T requested) {
    return true;
  }

  /** Whether nobody is obliged to ask for this, such as a failure; nothing unless overridden. */
  default boolean fault(T requested) {
    return false;
  }

  /** Whether all is well if nothing happens any more; unless overridden, when all have ended. */
  default boolean ended() {
    S terminal = engine().table().terminal();
    return subjects().stream().allMatch(subject -> subject.state() == terminal);
  }

  /** What must hold after every move, always the same ones in the same order. */
  default List<Invariant> invariants() {
    return List.of();
  }
}
