package io.github.workerfsm.sim.explore;

import org.jspecify.annotations.Nullable;

/**
 * One thread's part of a level: takes chunks of states, takes every step out of each, and puts the
 * states that nobody has seen before into chunks of the next level. Used by one thread at a time.
 */
final class Expander {

  /** Steps that are collected before they are looked up: more than memory serves at a time. */
  private static final int STEPS_AT_A_TIME = 24;

  /** States of which steps are collected, at most. */
  private static final int BATCH = 16;

  private final Model model;
  private final VisitedSet visited;
  private final Frontier frontier;
  private final Tally tally;
  private final Successors successors;
  private final Sightings sightings = new Sightings();
  private final long[] state;

  /** How many steps there are up to the end of each state's. */
  private final int[] ends = new int[BATCH];

  private @Nullable Chunk found;
  private long touched;

  Expander(Model model, Successors successors, VisitedSet visited, Frontier frontier, Tally tally) {
    this.model = model;
    this.visited = visited;
    this.frontier = frontier;
    this.tally = tally;
    this.successors = successors;
    this.state = new long[model.words()];
  }

  /** Expands chunks of the level until none are left or the tally says stop. */
  void run(int level, Runnable afterEachChunk) {
    Chunk chunk;
    while (!tally.stopped() && (chunk = frontier.take()) != null) {
      visited.enter();
      try {
        expand(chunk, level);
      } finally {
        visited.leave();
      }
      frontier.recycle(chunk);
      afterEachChunk.run();
    }
    if (found != null) {
      frontier.put(found);
      found = null;
    }
  }

  /** What was seen by this thread. To be read between levels. */
  Sightings sightings() {
    return sightings;
  }

  /** Keeps the compiler from dropping reads that are made for their side effect. */
  long touched() {
    return touched;
  }

  private void expand(Chunk chunk, int level) {
    long transitions = 0;
    int expanded = 0;
    boolean room = true;
    while (expanded < chunk.size() && room) {
      successors.clear();
      int batch = 0;
      while (expanded + batch < chunk.size()
          && batch < BATCH
          && successors.size() < STEPS_AT_A_TIME) {
        chunk.get(expanded + batch, state);
        int before = successors.size();
        successors.of(state);
        ends[batch++] = successors.size();
        transitions += successors.size() - before + successors.violations();
        inspect(level);
      }
      int added = addAll();
      room = added == successors.size();
      for (int i = 0; i < batch && ends[i] <= added; i++) {
        expanded++;
      }
    }
    tally.add(expanded, transitions);
    if (!room) {
      tally.stop();
    }
  }

  private void inspect(int level) {
    int number = model.violated(state);
    if (number != Model.NONE) {
      sightings.add(FindingKind.VIOLATION, sighting(level, -1, number));
    }
    for (int i = 0; i < successors.violations(); i++) {
      sightings.add(
          FindingKind.VIOLATION, sighting(level, successors.brokenBy(i), successors.broken(i)));
    }
    if (successors.quiescent()) {
      Standing standing = model.standing(state);
      if (standing != Standing.GOAL) {
        sightings.add(FindingKind.of(standing), sighting(level, -1, Model.NONE));
      }
    }
  }

  private Sighting sighting(int level, int action, int invariant) {
    return new Sighting(level, Fingerprint.of(state, state.length), action, invariant);
  }

  /** How many were added before there was no room; all of them, as a rule. */
  private int addAll() {
    int size = successors.size();
    long sum = 0;
    for (int i = 0; i < size; i++) {
      sum += visited.touch(successors.fingerprint(i));
    }
    touched += sum;
    for (int i = 0; i < size; i++) {
      int outcome = visited.add(successors.fingerprint(i), successors.state(i));
      if (outcome == VisitedSet.FULL
          || (outcome == VisitedSet.ADDED && !keep(successors.state(i)))) {
        return i;
      }
    }
    return size;
  }

  private boolean keep(long[] successor) {
    Chunk chunk = found;
    if (chunk == null || chunk.full()) {
      if (chunk != null) {
        frontier.put(chunk);
      }
      chunk = frontier.empty();
      found = chunk;
      if (chunk == null) {
        return false;
      }
    }
    chunk.add(successor);
    return true;
  }
}
