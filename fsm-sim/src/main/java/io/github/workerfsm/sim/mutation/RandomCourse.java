package io.github.workerfsm.sim.mutation;

import io.github.workerfsm.sim.world.Choice;
import io.github.workerfsm.sim.world.ChoiceKind;
import io.github.workerfsm.sim.world.World;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a seed lets happen. It switches most kinds of faults off and gives the others, and all that
 * is due, weights of its own, so that every seed walks in another manner.
 */
final class RandomCourse implements Course {
  private static final ChoiceKind[] KINDS = ChoiceKind.values();
  private static final int FAULT_KINDS_OFF = 2;
  private static final int[] WEIGHTS = {1, 3, 9, 27};
  private static final int RAREST_FAULTS = 8;
  private static final int FEWEST_STEPS = 6;
  private static final int MOST_STEPS = 80;

  private final Draws draws;
  private final int[] weights = new int[KINDS.length];
  private final int faultOnceIn;
  private int left;

  RandomCourse(long seed) {
    draws = new Draws(seed);
    for (ChoiceKind kind : KINDS) {
      boolean off = kind.fault() && !draws.oneIn(FAULT_KINDS_OFF);
      weights[kind.ordinal()] = off ? 0 : WEIGHTS[draws.below(WEIGHTS.length)];
    }
    faultOnceIn = 2 + draws.below(RAREST_FAULTS);
    left = FEWEST_STEPS + draws.below(1 + draws.below(MOST_STEPS));
  }

  @Override
  public @Nullable Choice next(World world) {
    if (left-- <= 0) {
      return null;
    }
    List<Choice> choices = world.choices();
    boolean fault = draws.oneIn(faultOnceIn);
    Choice drawn = draw(choices, fault);
    return drawn == null ? draw(choices, !fault) : drawn;
  }

  /** Draws a kind first, so that a kind is not frequent because it can happen to many. */
  private @Nullable Choice draw(List<Choice> choices, boolean fault) {
    int[] number = new int[KINDS.length];
    int total = 0;
    for (Choice choice : choices) {
      int kind = choice.kind().ordinal();
      if (choice.fault() == fault && number[kind]++ == 0) {
        total += weights[kind];
      }
    }
    if (total == 0) {
      return null;
    }
    int drawn = draws.below(total);
    int kind = 0;
    while (true) {
      drawn -= number[kind] == 0 ? 0 : weights[kind];
      if (drawn < 0) {
        break;
      }
      kind++;
    }
    int which = draws.below(number[kind]);
    for (Choice choice : choices) {
      if (choice.kind().ordinal() == kind && which-- == 0) {
        return choice;
      }
    }
    throw new IllegalStateException("a draw beyond the total");
  }
}
