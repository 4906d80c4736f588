package io.github.workerfsm.sim.explore;

import java.util.Arrays;

/**
 * The steps out of a few states, collected before any of them is looked up: the look-ups then wait
 * for memory together instead of one after the other. Room is kept from state to state. Used by one
 * thread at a time.
 */
final class Successors implements Sink {

  private final Model model;
  private final boolean symmetry;
  private final boolean reduction;
  private final int words;

  private long[][] states = new long[16][];
  private int[] actions = new int[16];
  private long[] fingerprints = new long[16];
  private int size;

  private int[] brokenBy = new int[4];
  private int[] broken = new int[4];
  private int violations;

  private int duties;

  Successors(Model model, boolean symmetry, boolean reduction) {
    this.model = model;
    this.symmetry = symmetry;
    this.reduction = reduction;
    this.words = model.words();
    for (int i = 0; i < states.length; i++) {
      states[i] = new long[words];
    }
  }

  /** Begins with no steps. */
  void clear() {
    size = 0;
  }

  /**
   * Adds the steps out of {@code state}. What breaks an invariant, and whether nothing but faults
   * can happen, is said of this state only.
   */
  void of(long[] state) {
    violations = 0;
    duties = 0;
    if (!reduction || !model.ample(state, this)) {
      model.successors(state, this);
    }
  }

  @Override
  public long[] next() {
    return states[size];
  }

  @Override
  public void add(int action) {
    long[] state = states[size];
    if (symmetry) {
      model.canonical(state);
    }
    fingerprints[size] = Fingerprint.of(state, words);
    actions[size] = action;
    if (!model.fault(action)) {
      duties++;
    }
    if (++size == states.length) {
      makeRoom();
    }
  }

  private void makeRoom() {
    states = Arrays.copyOf(states, size * 2);
    for (int i = size; i < states.length; i++) {
      states[i] = new long[words];
    }
    actions = Arrays.copyOf(actions, size * 2);
    fingerprints = Arrays.copyOf(fingerprints, size * 2);
  }

  @Override
  public void violation(int action, int number) {
    if (violations == broken.length) {
      brokenBy = Arrays.copyOf(brokenBy, violations * 2);
      broken = Arrays.copyOf(broken, violations * 2);
    }
    brokenBy[violations] = action;
    broken[violations++] = number;
    if (!model.fault(action)) {
      duties++;
    }
  }

  /** Steps that lead to a state, of all states since the beginning. */
  int size() {
    return size;
  }

  long[] state(int i) {
    return states[i];
  }

  long fingerprint(int i) {
    return fingerprints[i];
  }

  int action(int i) {
    return actions[i];
  }

  /** Steps that break an invariant and lead nowhere. */
  int violations() {
    return violations;
  }

  int brokenBy(int i) {
    return brokenBy[i];
  }

  int broken(int i) {
    return broken[i];
  }

  /** Whether nothing but faults can happen. */
  boolean quiescent() {
    return duties == 0;
  }
}
