package io.github.workerfsm.diagrams.spring;

import io.github.workerfsm.diagrams.foreign.ForeignTable;
import io.github.workerfsm.diagrams.table.TableView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.statemachine.StateMachine;
import org.springframework.statemachine.region.Region;
import org.springframework.statemachine.state.PseudoStateKind;
import org.springframework.statemachine.state.State;
import org.springframework.statemachine.transition.Transition;

/**
 * Reads a machine of Spring Statemachine, started or not. States and transitions are put in order,
 * because Spring hands them out in none: enum constants in that of their declaration, others by
 * name. A state that contains others becomes a room.
 */
public final class SpringMachine<S, E> {
  private final ForeignTable table = new ForeignTable();

  private SpringMachine() {}

  /** The machine as a table under the given name. */
  public static <S, E> TableView view(String name, StateMachine<S, E> machine) {
    SpringMachine<S, E> reading = new SpringMachine<>();
    State<S, E> initial = machine.getInitialState();
    reading.states(machine, "");
    if (initial != null) {
      reading.table.initial(words(leaf(initial)));
    }
    reading.transitions(machine);
    return reading.table.view(name);
  }

  private void states(Region<S, E> region, String room) {
    List<State<S, E>> states = new ArrayList<>(region.getStates());
    states.sort(Comparator.comparing(SpringMachine::order));
    for (State<S, E> state : states) {
      List<Region<S, E>> inner = regions(state);
      if (inner.isEmpty()) {
        table.state(words(state), room);
        if (state.getPseudoState() != null
            && state.getPseudoState().getKind() == PseudoStateKind.END) {
          table.terminal(words(state));
        }
      }
      inner.forEach(region2 -> states(region2, words(state)));
    }
  }

  private void transitions(Region<S, E> region) {
    List<Transition<S, E>> transitions = new ArrayList<>(region.getTransitions());
    transitions.sort(
        Comparator.<Transition<S, E>, String>comparing(t -> order(t.getSource()))
            .thenComparing(SpringMachine::event)
            .thenComparing(t -> order(t.getTarget())));
    for (Transition<S, E> transition : transitions) {
      for (State<S, E> from : leaves(transition.getSource())) {
        table.row(
            words(from),
            event(transition),
            transition.getGuard() == null ? "" : "guarded to " + words(transition.getTarget()),
            words(leaf(transition.getTarget())),
            "",
            "",
            "",
            null);
      }
    }
    for (State<S, E> state : region.getStates()) {
      regions(state).forEach(this::transitions);
    }
  }

  private static <S, E> String event(Transition<S, E> transition) {
    if (transition.getTrigger() == null || transition.getTrigger().getEvent() == null) {
      return transition.getTrigger() == null ? "(at once)" : "(timer)";
    }
    return words(transition.getTrigger().getEvent());
  }

  /** The regions within a state; none for a simple one. */
  private static <S, E> List<Region<S, E>> regions(State<S, E> state) {
    List<Region<S, E>> regions = new ArrayList<>();
    if (state instanceof org.springframework.statemachine.state.AbstractState<S, E> composite) {
      if (composite.getSubmachine() != null) {
        regions.add(composite.getSubmachine());
      }
      regions.addAll(composite.getRegions());
    }
    return regions;
  }

  private static <S, E> List<State<S, E>> leaves(State<S, E> state) {
    List<State<S, E>> leaves = new ArrayList<>();
    List<Region<S, E>> regions = regions(state);
    if (regions.isEmpty()) {
      leaves.add(state);
    }
    for (Region<S, E> region : regions) {
      region.getStates().stream()
          .sorted(Comparator.comparing(SpringMachine::order))
          .forEach(inner -> leaves.addAll(leaves(inner)));
    }
    return leaves;
  }

  private static <S, E> State<S, E> leaf(State<S, E> state) {
    for (Region<S, E> region : regions(state)) {
      if (region instanceof StateMachine<S, E> machine && machine.getInitialState() != null) {
        return leaf(machine.getInitialState());
      }
    }
    return state;
  }

  /** Sorts enum constants by declaration and other ids by name. */
  private static <S, E> String order(State<S, E> state) {
    return state.getId() instanceof Enum<?> constant
        ? String.format(Locale.ROOT, "%06d", constant.ordinal())
        : String.valueOf(state.getId());
  }

  private static <S, E> String words(State<S, E> state) {
    return words(state.getId());
  }

  private static String words(Object id) {
    return id instanceof Enum<?> constant
        ? constant.name().toLowerCase(Locale.ROOT).replace('_', '-')
        : id.toString();
  }
}
