package io.github.workerfsm.sim.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Shortens a list of steps as long as it goes on to show something: leaves out halves, quarters,
 * and so on down to single steps, until none can be left out.
 */
final class Shrinker {
  private Shrinker() {}

  /**
   * A list out of which no single step can be left.
   *
   * @param shows whether a list shows what it has to show; the given one does
   */
  static <S> List<S> shrink(List<S> steps, Predicate<List<S>> shows) {
    List<S> shortest = new ArrayList<>(steps);
    int chunk = Math.max(1, shortest.size() / 2);
    while (true) {
      boolean shorter = false;
      for (int from = 0; from < shortest.size(); ) {
        List<S> candidate = new ArrayList<>(shortest.subList(0, from));
        candidate.addAll(
            shortest.subList(Math.min(from + chunk, shortest.size()), shortest.size()));
        if (shows.test(candidate)) {
          shortest = candidate;
          shorter = true;
        } else {
          from += chunk;
        }
      }
      if (chunk == 1 && !shorter) {
        return shortest;
      }
      chunk = shorter && chunk == 1 ? 1 : Math.max(1, chunk / 2);
    }
  }
}
