package io.github.workerfsm.sim.mutation;

import io.github.workerfsm.sim.world.Choice;
import io.github.workerfsm.sim.world.World;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of choices, one after the other; what cannot happen when its turn comes is left out. */
final class ListedCourse implements Course {
  private final List<Choice> choices;
  private int next;

  ListedCourse(List<Choice> choices) {
    this.choices = choices;
  }

  @Override
  public @Nullable Choice next(World world) {
    while (next < choices.size()) {
      Choice choice = choices.get(next++);
      if (world.whyNot(choice) == null) {
        return choice;
      }
    }
    return null;
  }
}
