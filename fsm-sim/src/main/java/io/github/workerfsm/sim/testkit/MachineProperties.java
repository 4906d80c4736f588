package io.github.workerfsm.sim.testkit;

import io.github.workerfsm.table.Engine;
import io.github.workerfsm.table.Machine;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Subject;
import io.github.workerfsm.table.TransitionListener;
import io.github.workerfsm.table.TransitionTable;

/**
 * What is true of every {@link Machine}: {@link TableProperties}, for machines whose subjects need
 * nothing but a variety and whose surroundings tell by their text what was done. Extend it:
 *
 * <pre>{@code
 * class DoorTest extends MachineProperties<List<String>, State, Event, Door> {
 *   protected Machine<List<String>, State, Event, Door> machine() { return Door.MACHINE; }
 *   protected List<String> surroundings() { return new ArrayList<>(); }
 *   protected Door subject(int variety) { return new Door(variety % 2 == 1); }
 * }
 * }</pre>
 *
 * @param <X> the surroundings that effects work on; what they did is told by {@code toString()}
 * @param <S> the states
 * @param <T> what asks for a move
 * @param <C> the subject
 */
public abstract class MachineProperties<
        X, S extends Enum<S>, T extends Enum<T>, C extends Subject<S>>
    extends TableProperties<X, S, T, C> {
  /** For subclasses, which jqwik makes. */
  protected MachineProperties() {}

  /** The machine. */
  protected abstract Machine<X, S, T, C> machine();

  /** New surroundings. */
  protected abstract X surroundings();

  /**
   * A new subject in the initial state.
   *
   * @param variety 0 or more; decides what guards and effects see of it, 0 being plain
   */
  protected abstract C subject(int variety);

  @Override
  protected final TransitionTable<S, T, C, Rule<X, C, S>> table() {
    return machine().table();
  }

  @Override
  protected Subjects<X, S, T, C> subjects(
      TransitionTable<S, T, C, Rule<X, C, S>> table,
      TransitionListener<S, T, C, Rule<X, C, S>> listener) {
    X surroundings = surroundings();
    Engine<X, S, T, C> engine = new Engine<>(table, surroundings, listener, true, Long.MAX_VALUE);
    return new Subjects<>() {
      @Override
      public Engine<X, S, T, C> engine() {
        return engine;
      }

      @Override
      public C subject(int variety) {
        return MachineProperties.this.subject(variety);
      }

      @Override
      public String observed() {
        return surroundings.toString();
      }
    };
  }
}
