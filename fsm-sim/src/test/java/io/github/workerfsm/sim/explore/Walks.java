package io.github.workerfsm.sim.explore;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * A model for tests whose states are single numbers: an edge list, or a rule. Steps are numbered in
 * the order they are given.
 */
final class Walks implements Model {

  /** A step: where it leads, and what it is. */
  record Way(int action, long to) {}

  /** A step that breaks an invariant leads here. */
  static final long BROKEN = -1;

  /** Actions from here on are faults. */
  static final int FAULTS = 1000;

  private final LongFunction<Way[]> ways;
  private final Map<Long, Standing> standings = new HashMap<>();
  private final Map<Long, Integer> broken = new HashMap<>();

  Walks(LongFunction<Way[]> ways) {
    this.ways = ways;
  }

  /** {@code "0>1 0>2 1>3"}: "~" for ">" is a fault, and the action is the number of the edge. */
  static Walks of(String edges) {
    Map<Long, Way[]> from = new HashMap<>();
    int number = 0;
    for (String edge : edges.split(" ")) {
      String[] ends = edge.split("[>~]");
      int action = edge.contains("~") ? FAULTS + number : number;
      Way way = new Way(action, ends[1].equals("!") ? BROKEN : Long.parseLong(ends[1]));
      from.merge(Long.parseLong(ends[0]), new Way[] {way}, Walks::both);
      number++;
    }
    return new Walks(state -> from.getOrDefault(state, new Way[0]));
  }

  private static Way[] both(Way[] a, Way[] b) {
    Way[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }

  Walks standing(long state, Standing standing) {
    standings.put(state, standing);
    return this;
  }

  Walks goal(long state) {
    return standing(state, Standing.GOAL);
  }

  Walks breaks(long state, int invariant) {
    broken.put(state, invariant);
    return this;
  }

  @Override
  public int words() {
    return 1;
  }

  @Override
  public void initial(long[] out) {
    out[0] = 0;
  }

  @Override
  public void successors(long[] state, Sink sink) {
    for (Way way : ways.apply(state[0])) {
      if (way.to() == BROKEN) {
        sink.violation(way.action(), 7);
      } else {
        sink.next()[0] = way.to();
        sink.add(way.action());
      }
    }
  }

  @Override
  public String identity() {
    return "walks";
  }

  @Override
  public String label(int action) {
    return "step " + action;
  }

  @Override
  public boolean fault(int action) {
    return action >= FAULTS;
  }

  @Override
  public Standing standing(long[] state) {
    return standings.getOrDefault(state[0], Standing.WAITING);
  }

  @Override
  public int violated(long[] state) {
    return broken.getOrDefault(state[0], NONE);
  }
}
