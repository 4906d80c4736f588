package io.github.workerfsm.sim.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps between states, faults left out, and what follows from them: from every state a goal
 * must stay reachable. This is liveness under fairness without automata. One pass backwards from
 * the goals marks the states that are well; the others are doomed. One pass backwards from the ends
 * among the doomed marks those on the way to a deadlock; what is left can neither arrive nor come
 * to rest: a livelock.
 *
 * <p>Where an exploration was bounded, a state that was not expanded counts as well: what is not
 * known is not reported.
 *
 * <p>States are numbered by their place in the visited set, in the order of a breadth-first search.
 * Costs 8 bytes a step, 4 more while searching, and 8 bytes a place.
 */
final class StepGraph {

  private static final int BLOCK = 1 << 16;

  private final VisitedSet visited;
  private final int[] order;
  private final List<Integer> levelEnds = new ArrayList<>();
  private int states;

  private final List<long[]> blocks = new ArrayList<>();
  private long[] block = new long[BLOCK];
  private int inBlock;
  private int from;

  private final BitSet well = new BitSet();
  private final BitSet ends = new BitSet();

  StepGraph(VisitedSet visited) {
    this.visited = visited;
    this.order = new int[Math.toIntExact(visited.size())];
  }

  /** The next state of the search; its steps follow. */
  void state(int place, boolean goal) {
    from = place;
    order[states++] = place;
    if (goal) {
      well.set(place);
    }
    ends.set(place);
  }

  /** The next state of the search, which was not expanded. */
  void open(int place) {
    order[states++] = place;
    well.set(place);
  }

  /** A step from the last state to the one at {@code place}; below 0 if that is not known. */
  void step(int place) {
    ends.clear(from);
    if (place < 0) {
      well.set(from);
      return;
    }
    if (inBlock == BLOCK) {
      blocks.add(block);
      block = new long[BLOCK];
      inBlock = 0;
    }
    block[inBlock++] = (long) from << 32 | place;
  }

  /** All states of a level have been told. */
  void endOfLevel() {
    levelEnds.add(states);
  }

  /** The outcome; nothing is told afterwards. */
  Verdict verdict() {
    Backwards backwards = new Backwards();
    backwards.spread(well);
    ends.andNot(well);
    BitSet resting = ends;
    backwards.spread(resting);
    long doomed = 0;
    long livelocked = 0;
    int level = 0;
    Sighting first = null;
    for (int i = 0; i < states; i++) {
      while (levelEnds.get(level) <= i) {
        level++;
      }
      if (!well.get(order[i])) {
        doomed++;
        if (!resting.get(order[i])) {
          livelocked++;
          first = earlier(first, order[i], level);
        }
      }
    }
    return new Verdict(doomed, livelocked, first);
  }

  private @Nullable Sighting earlier(@Nullable Sighting first, int place, int level) {
    if (first != null && first.level() < level) {
      return first;
    }
    Sighting here = new Sighting(level, visited.fingerprintAt(place), -1, Model.NONE);
    return first == null || here.compareTo(first) < 0 ? here : first;
  }

  /**
   * @param doomed states from which no goal is reachable
   * @param livelocked doomed states from which no state at rest is reachable either
   * @param firstLivelock the nearest of them, or null
   */
  record Verdict(long doomed, long livelocked, @Nullable Sighting firstLivelock) {}

  /** The steps by their end: those into a place are {@code sources[starts[place]..]}. */
  private final class Backwards {
    private final int[] starts = new int[visited.places() + 1];
    private final int[] sources;
    private int[] stack = new int[1024];

    Backwards() {
      long steps = (long) blocks.size() * BLOCK + inBlock;
      sources = new int[Math.toIntExact(steps)];
      for (int b = 0; b <= blocks.size(); b++) {
        for (int i = 0; i < length(b); i++) {
          starts[(int) block(b)[i]]++;
        }
      }
      // Running sums, then filling each place's part from its end: starts[] ends as the starts.
      for (int i = 1; i < starts.length; i++) {
        starts[i] += starts[i - 1];
      }
      for (int b = blocks.size(); b >= 0; b--) {
        for (int i = length(b) - 1; i >= 0; i--) {
          long step = block(b)[i];
          sources[--starts[(int) step]] = (int) (step >>> 32);
        }
      }
    }

    private long[] block(int b) {
      return b < blocks.size() ? blocks.get(b) : block;
    }

    private int length(int b) {
      return b < blocks.size() ? BLOCK : inBlock;
    }

    /** Adds to {@code marked} all places that lead to one in it. */
    void spread(BitSet marked) {
      int top = 0;
      for (int p = marked.nextSetBit(0); p >= 0; p = marked.nextSetBit(p + 1)) {
        top = push(p, top);
        while (top > 0) {
          int place = stack[--top];
          for (int i = starts[place]; i < starts[place + 1]; i++) {
            if (!marked.get(sources[i])) {
              marked.set(sources[i]);
              top = push(sources[i], top);
            }
          }
        }
      }
    }

    private int push(int place, int top) {
      if (top == stack.length) {
        stack = Arrays.copyOf(stack, top * 2);
      }
      stack[top] = place;
      return top + 1;
    }
  }
}
