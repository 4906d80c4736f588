package io.github.workerfsm.sim.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All that a model can reach, found as simply as can be: what the reduction of an {@link Explorer}
 * is compared with.
 */
public final class Reach {
  private final Model model;
  private final Set<List<Long>> seen = new HashSet<>();
  private final Set<List<Long>> resting = new HashSet<>();
  private final Set<String> broken = new TreeSet<>();
  private long steps;
  private long reductions;

  private Reach(Model model) {
    this.model = model;
  }

  /** Every step out of every state. */
  public static Reach all(Model model) {
    return new Reach(model).go(false, false);
  }

  /** One step where it stands for all. */
  public static Reach reduced(Model model) {
    return new Reach(model).go(true, false);
  }

  /** Every step out of every state; where one stands for all, it must commute with the others. */
  public static Reach allWithProof(Model model) {
    return new Reach(model).go(false, true);
  }

  /** Whether every state of the other is one of these. */
  public boolean contains(Reach other) {
    return seen.containsAll(other.seen);
  }

  public long states() {
    return seen.size();
  }

  public long steps() {
    return steps;
  }

  /** States in which one step stands for all. */
  public long reductions() {
    return reductions;
  }

  /** States in which nothing but faults can happen. */
  public Set<List<Long>> resting() {
    return resting;
  }

  /** The names of the invariants that are broken. */
  public Set<String> broken() {
    return broken;
  }

  private Reach go(boolean reduce, boolean prove) {
    ArrayDeque<long[]> open = new ArrayDeque<>();
    long[] first = new long[model.words()];
    model.initial(first);
    seen.add(key(first));
    open.add(first);
    while (!open.isEmpty()) {
      long[] state = open.remove();
      Steps some = reduce || prove ? ample(state) : null;
      Steps all = reduce && some != null ? some : successors(state);
      if (some != null) {
        reductions++;
        if (prove) {
          prove(some, all);
        }
      }
      note(state, all);
      for (long[] next : all.to.values()) {
        steps++;
        if (seen.add(key(next))) {
          open.add(next);
        }
      }
    }
    return this;
  }

  private void note(long[] state, Steps steps) {
    if (model.violated(state) != Model.NONE) {
      broken.add(model.invariant(model.violated(state)));
    }
    steps.broken.values().forEach(number -> broken.add(model.invariant(number)));
    if (steps.to.keySet().stream().allMatch(model::fault)
        && steps.broken.keySet().stream().allMatch(model::fault)) {
      resting.add(key(state));
    }
  }

  /** Either order leads to the same state; or nothing is left of the one step after the other. */
  private void prove(Steps some, Steps all) {
    int ample = some.to.keySet().iterator().next();
    long[] after = all.to.get(ample);
    assertThat(after).as(model.label(ample)).isEqualTo(some.to.get(ample));
    assertThat(model.fault(ample)).isFalse();
    Steps then = successors(after);
    all.broken.forEach(
        (other, number) ->
            assertThat(then.broken).as(pair(ample, other)).containsEntry(other, number));
    all.to.forEach(
        (other, instead) -> {
          long[] second = then.to.get(other);
          if (other != ample && second != null && !Arrays.equals(second, instead)) {
            assertThat(successors(instead).to.get(ample)).as(pair(ample, other)).isEqualTo(second);
          } else if (other != ample && second == null) {
            // A breach that both orders have.
            assertThat(then.broken).as(pair(ample, other)).containsKey(other);
            assertThat(successors(instead).broken).as(pair(ample, other)).containsKey(ample);
          }
        });
  }

  private String pair(int ample, int other) {
    return model.label(ample) + " and " + model.label(other);
  }

  private static List<Long> key(long[] state) {
    return Arrays.stream(state).boxed().toList();
  }

  private Steps successors(long[] state) {
    Steps steps = new Steps();
    model.successors(state, steps);
    return steps;
  }

  private @Nullable Steps ample(long[] state) {
    Steps steps = new Steps();
    boolean found = model.ample(state, steps);
    assertThat(steps.to).hasSize(found ? 1 : 0);
    assertThat(steps.broken).isEmpty();
    return found ? steps : null;
  }

  /** By action; one that a model has twice would be lost. */
  private final class Steps implements Sink {
    private final Map<Integer, long[]> to = new LinkedHashMap<>();
    private final Map<Integer, Integer> broken = new LinkedHashMap<>();
    private final List<Integer> actions = new ArrayList<>();
    private final long[] next = new long[model.words()];

    @Override
    public long[] next() {
      return next;
    }

    @Override
    public void add(int action) {
      assertThat(actions).doesNotContain(action);
      actions.add(action);
      to.put(action, next.clone());
    }

    @Override
    public void violation(int action, int number) {
      broken.put(action, number);
    }
  }
}
