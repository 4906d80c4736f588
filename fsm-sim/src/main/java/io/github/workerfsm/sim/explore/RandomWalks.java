package io.github.workerfsm.sim.explore;

import io.github.workerfsm.sim.world.WorldHash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks through a {@link Model} by chance, for scopes that are too large to be explored. A walk has
 * two phases: in the first anything may happen, and no invariant may break; in the second faults
 * have ceased, and a goal must be reached.
 *
 * <p>All chance comes from the seed. Each walk draws how likely faults are, and how long they last.
 * Not thread-safe.
 */
public final class RandomWalks {
  private static final int MOST_STEPS = 1_000;
  private static final int PATIENCE = 20_000;

  private final Model model;
  private final Successors successors;
  private long draws;
  private long steps;
  private long faults;
  private long runs;

  /**
   * A walk that went wrong.
   *
   * @param seed of the walk
   * @param kind what is wrong
   * @param invariant the broken one; null unless it is a violation
   * @param labels the steps from the initial state
   */
  public record Mishap(
      long seed, FindingKind kind, @Nullable String invariant, List<String> labels) {
    /** Copies the list. */
    public Mishap {
      labels = List.copyOf(labels);
    }
  }

  /** Walks through this model. */
  public RandomWalks(Model model) {
    this.model = model;
    successors = new Successors(model, false, false);
  }

  /** Walks once; null if all went well. */
  public @Nullable Mishap walk(long seed) {
    draws = WorldHash.mix(seed, WorldHash.of(model.identity()));
    runs++;
    List<String> labels = new ArrayList<>();
    long[] state = new long[model.words()];
    model.initial(state);
    int chaos = below(MOST_STEPS);
    int chance = below(1 + below(50));
    int allow = chaos + PATIENCE;
    for (int i = 0; i < allow; i++) {
      successors.clear();
      successors.of(state);
      if (successors.violations() > 0) {
        labels.add(model.label(successors.brokenBy(0)));
        String invariant = model.invariant(successors.broken(0));
        return new Mishap(seed, FindingKind.VIOLATION, invariant, labels);
      }
      boolean goal = model.standing(state) == Standing.GOAL;
      if (i >= chaos && goal) {
        return null;
      }
      if (successors.quiescent() && !goal) {
        return new Mishap(seed, FindingKind.of(model.standing(state)), null, labels);
      }
      int chosen = choose(i < chaos ? chance : 0);
      if (chosen < 0) {
        return goal ? null : new Mishap(seed, FindingKind.DEADLOCK, null, labels);
      }
      steps++;
      faults += model.fault(successors.action(chosen)) ? 1 : 0;
      labels.add(model.label(successors.action(chosen)));
      System.arraycopy(successors.state(chosen), 0, state, 0, state.length);
      int broken = model.violated(state);
      if (broken != Model.NONE) {
        return new Mishap(seed, FindingKind.VIOLATION, model.invariant(broken), labels);
      }
    }
    return new Mishap(seed, FindingKind.LIVELOCK, null, labels);
  }

  /** A step: a fault with so many chances in a hundred; -1 when there is none of the kind. */
  private int choose(int chance) {
    boolean fault = below(100) < chance;
    int count = count(fault);
    if (count == 0 && chance > 0) {
      fault = !fault;
      count = count(fault);
    }
    int left = count == 0 ? -1 : below(count);
    for (int i = 0; i < successors.size() && left >= 0; i++) {
      if (model.fault(successors.action(i)) == fault && left-- == 0) {
        return i;
      }
    }
    return -1;
  }

  private int count(boolean fault) {
    int count = 0;
    for (int i = 0; i < successors.size(); i++) {
      count += model.fault(successors.action(i)) == fault ? 1 : 0;
    }
    return count;
  }

  private int below(int bound) {
    draws = WorldHash.mix(draws, bound);
    return (int) ((draws >>> 33) * bound >>> 31);
  }

  /** Walks so far. */
  public long runs() {
    return runs;
  }

  /** Steps of all walks so far. */
  public long steps() {
    return steps;
  }

  /** Those of them that were faults. */
  public long faults() {
    return faults;
  }
}
