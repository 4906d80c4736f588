package io.github.workerfsm.sim.explore;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a part of the states once more, on one thread, when the set of visited states no
 * longer changes: every state then has a number, its place in the set, and what is worth knowing of
 * it fits into an {@code int[]}. This gives the predecessor of each state, and on request the steps
 * between them. The order is that of a search on one thread, so predecessors, and with them the
 * traces that are shown, do not depend on how many threads explored.
 *
 * <p>Costs 4 bytes a place, and what the {@link StepGraph} costs if one is asked for.
 */
final class SecondLook {

  private static final int UNSEEN = -1;

  private final Model model;
  private final boolean symmetry;
  private final VisitedSet visited;
  private final int words;
  private final Successors successors;
  private final int[] parents;

  SecondLook(Model model, boolean symmetry, boolean reduction, VisitedSet visited) {
    this.model = model;
    this.symmetry = symmetry;
    this.visited = visited;
    this.words = model.words();
    this.successors = new Successors(model, symmetry, reduction);
    this.parents = new int[visited.places()];
    Arrays.fill(parents, UNSEEN);
  }

  /**
   * Expands the first {@code levels} levels.
   *
   * @param graph is told every state in the order of the search, and every step; or null
   */
  void run(int levels, @Nullable StepGraph graph, @Nullable Path directory, long bytesInMemory) {
    MemoryBudget unbounded = new MemoryBudget(Long.MAX_VALUE);
    try (Frontier frontier = new Frontier(words, unbounded, directory, bytesInMemory)) {
      long[] state = initial();
      int first = visited.place(Fingerprint.of(state, words), state);
      parents[first] = first;
      Chunk found = emptyOf(frontier);
      found.add(state);
      frontier.put(found);
      frontier.advance();
      for (int level = 0; frontier.waiting() > 0; level++) {
        boolean expand = level < levels;
        if (!expand && graph == null) {
          return;
        }
        found = emptyOf(frontier);
        for (Chunk chunk = frontier.take(); chunk != null; chunk = frontier.take()) {
          for (int i = 0; i < chunk.size(); i++) {
            chunk.get(i, state);
            int from = visited.place(Fingerprint.of(state, words), state);
            if (expand) {
              found = expand(state, from, graph, found, frontier);
            } else if (graph != null) {
              graph.open(from);
            }
          }
          frontier.recycle(chunk);
        }
        frontier.put(found);
        frontier.advance();
        if (graph != null) {
          graph.endOfLevel();
        }
      }
    }
  }

  private Chunk expand(
      long[] state, int from, @Nullable StepGraph graph, Chunk room, Frontier frontier) {
    Chunk found = room;
    successors.clear();
    successors.of(state);
    if (graph != null) {
      graph.state(from, model.standing(state) == Standing.GOAL);
    }
    for (int i = 0; i < successors.size(); i++) {
      int to = visited.place(successors.fingerprint(i), successors.state(i));
      if (graph != null && !model.fault(successors.action(i))) {
        graph.step(to);
      }
      if (to >= 0 && parents[to] == UNSEEN) {
        parents[to] = from;
        if (found.full()) {
          frontier.put(found);
          found = emptyOf(frontier);
        }
        found.add(successors.state(i));
      }
    }
    return found;
  }

  private static Chunk emptyOf(Frontier frontier) {
    Chunk chunk = frontier.empty();
    if (chunk == null) {
      throw new IllegalStateException("a frontier without a bound has no room");
    }
    return chunk;
  }

  private long[] initial() {
    long[] state = new long[words];
    model.initial(state);
    if (symmetry) {
      model.canonical(state);
    }
    return state;
  }

  /** The shortest way to what was sighted, which {@link #run} must have come across. */
  Finding finding(FindingKind kind, long count, Sighting sighting) {
    List<Integer> actions = new ArrayList<>();
    long[] state = walk(wayTo(sighting.fingerprint()), actions);
    if (sighting.action() >= 0) {
      actions.add(sighting.action());
    }
    String invariant = kind == FindingKind.VIOLATION ? model.invariant(sighting.invariant()) : null;
    return new Finding(
        kind,
        count,
        invariant,
        actions,
        actions.stream().map(model::label).toList(),
        Arrays.stream(state).boxed().toList());
  }

  /** Fingerprints from the second state of the way to the one with this fingerprint. */
  private List<Long> wayTo(long fingerprint) {
    List<Long> way = new ArrayList<>();
    int place = visited.placeOf(fingerprint);
    while (parents[place] != place) {
      way.add(visited.fingerprintAt(place));
      place = parents[place];
    }
    Collections.reverse(way);
    return way;
  }

  /** Follows the fingerprints from the initial state; the last state. */
  private long[] walk(List<Long> way, List<Integer> actions) {
    long[] state = initial();
    for (long fingerprint : way) {
      successors.clear();
      successors.of(state);
      int i = 0;
      while (successors.fingerprint(i) != fingerprint) {
        i++;
      }
      actions.add(successors.action(i));
      state = successors.state(i).clone();
    }
    return state;
  }
}
