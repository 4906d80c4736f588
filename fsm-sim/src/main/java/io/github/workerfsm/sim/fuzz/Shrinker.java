package io.github.workerfsm.sim.fuzz;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.counterexample.Counterexample;
import io.github.workerfsm.sim.counterexample.Played;
import io.github.workerfsm.sim.scenario.ScenarioRules;
import io.github.workerfsm.sim.world.Choice;
import io.github.workerfsm.sim.world.ChoiceKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a counterexample small: drops choices, first in large chunks, then one by one, replaces
 * choices by simpler ones, and takes tasks, workers, threads and so on away. Whatever is tried is
 * played, and kept only if the same property is violated, and if nothing is by the current rules.
 */
public final class Shrinker {
  private final int mostPlays;
  private final boolean comparable;
  private int plays;
  private Counterexample smallest;

  private Shrinker(Counterexample found, int mostPlays) {
    this.smallest = found;
    this.mostPlays = mostPlays;
    this.comparable = !found.rules().equals(ScenarioRules.CURRENT) && correctBefore(found);
  }

  private static boolean correctBefore(Counterexample found) {
    return Played.of(found.world(), ScenarioRules.CURRENT.ports(), found.choices())
        .violations()
        .isEmpty();
  }

  /**
   * A counterexample for the same property that cannot easily be made smaller; the given one when
   * it does not hold up.
   *
   * @param mostPlays after so many attempts the smallest so far is returned
   */
  public static Counterexample shrink(Counterexample found, int mostPlays) {
    Shrinker shrinker = new Shrinker(found, mostPlays);
    if (shrinker.accept(found)) {
      shrinker.run();
    }
    return shrinker.smallest;
  }

  private void run() {
    boolean smaller = true;
    while (smaller && plays < mostPlays) {
      dropChoices();
      smaller = reduce() | simplify();
    }
  }

  /** Drops chunks of half the list, then of a quarter, and so on, until no single one can go. */
  private void dropChoices() {
    int chunk = Math.max(1, smallest.choices().size() / 2);
    while (true) {
      boolean dropped = false;
      for (int from = smallest.choices().size() - chunk; from > -chunk; from -= chunk) {
        int first = Math.max(0, from);
        int last = Math.min(smallest.choices().size(), from + chunk);
        dropped |= first < last && accept(smallest.with(without(first, last)));
      }
      if (chunk == 1 && !dropped) {
        return;
      }
      chunk = Math.max(1, chunk / 2);
    }
  }

  private ImmutableList<Choice> without(int first, int last) {
    List<Choice> left = new ArrayList<>(smallest.choices());
    left.subList(first, last).clear();
    return ImmutableList.copyOf(left);
  }

  /** Takes away from the cluster what is not needed, until nothing more can go. */
  private boolean reduce() {
    boolean any = false;
    boolean smaller;
    do {
      smaller = false;
      for (Counterexample attempt : Reductions.of(smallest)) {
        if (accept(attempt)) {
          smaller = true;
          any = true;
          break;
        }
      }
    } while (smaller && plays < mostPlays);
    return any;
  }

  private boolean simplify() {
    boolean any = false;
    for (int i = 0; i < smallest.choices().size(); i++) {
      Choice simpler = simpler(smallest.choices().get(i));
      if (simpler != null) {
        List<Choice> choices = new ArrayList<>(smallest.choices());
        choices.set(i, simpler);
        any |= accept(smallest.with(ImmutableList.copyOf(choices)));
      }
    }
    return any;
  }

  private static @Nullable Choice simpler(Choice choice) {
    return switch (choice.kind()) {
      case HANG, LEAVE, RECONNECT -> Choice.at(ChoiceKind.DEATH, choice.worker());
      case REDEFINE -> Choice.want(choice.keys(), 0);
      case GATHER_PARTIAL, GATHER_FAIL, GATHER_BREAK ->
          Choice.transfer(ChoiceKind.GATHER_BUSY, choice.worker(), choice.peer(), 0);
      case THREAD_FAILURE ->
          Choice.run(ChoiceKind.THREAD_RESCHEDULE, choice.worker(), choice.key(), choice.number());
      default -> null;
    };
  }

  /** What fails by the current rules as well does not show what is wrong with the others. */
  private boolean correct(Counterexample attempt) {
    return !comparable
        || Played.of(attempt.world(), ScenarioRules.CURRENT.ports(), attempt.choices())
            .violations()
            .isEmpty();
  }

  /** Takes over the attempt, those choices apart that could not be made, if it still fails. */
  private boolean accept(Counterexample attempt) {
    if (plays++ >= mostPlays) {
      return false;
    }
    Played played;
    try {
      played = attempt.play();
    } catch (IllegalArgumentException e) {
      return false; // no such world can start
    }
    if (!played.violates(attempt.property()) || !correct(attempt)) {
      return false;
    }
    smallest = attempt.with(played.choices());
    return true;
  }
}
