package io.github.workerfsm.sim.explore;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One kind of wrong that was found, with the shortest way to it. Of several equally short ones it
 * is the same in every run, whatever the number of threads.
 *
 * @param kind what is wrong
 * @param count how many states (for a violation by a step: how many steps) are wrong in this way
 * @param invariant name of the broken invariant; null unless it is a violation
 * @param actions the steps from the initial state, as numbers for {@link Model#label}; a step that
 *     breaks an invariant comes last
 * @param labels the same steps for people
 * @param state the words of the last state; if the last step leads to none, of the one before it
 */
public record Finding(
    FindingKind kind,
    long count,
    @Nullable String invariant,
    List<Integer> actions,
    List<String> labels,
    List<Long> state) {

  /** Copies the lists. */
  public Finding {
    actions = List.copyOf(actions);
    labels = List.copyOf(labels);
    state = List.copyOf(state);
  }
}
