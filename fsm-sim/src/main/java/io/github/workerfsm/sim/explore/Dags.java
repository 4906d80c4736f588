package io.github.workerfsm.sim.explore;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.TreeMap;

/**
 * All directed acyclic graphs of a size, one of each shape: two graphs that differ only in which
 * node is which count as one. There are 1, 2, 6, 31 and 302 of them on 1 to 5 nodes.
 *
 * <p>A graph is one set for each node, the nodes that it depends on, as bits; a node depends only
 * on nodes with a lower number.
 */
public final class Dags {
  private static final int MOST = 5;

  private Dags() {}

  /**
   * The graphs on {@code nodes} nodes, those with fewer edges first.
   *
   * @throws IllegalArgumentException unless there are 1 to 5 nodes
   */
  public static ImmutableList<ImmutableIntArray> of(int nodes) {
    if (nodes < 1 || nodes > MOST) {
      throw new IllegalArgumentException(
          "all graphs of " + nodes + " tasks, and 1 to " + MOST + " were expected");
    }
    int pairs = nodes * (nodes - 1) / 2;
    TreeMap<Long, ImmutableIntArray> shapes = new TreeMap<>();
    for (int edges = 0; edges < 1 << pairs; edges++) {
      int[] inputs = inputs(nodes, edges);
      long shape = (long) Integer.bitCount(edges) << pairs * 2 | least(inputs);
      shapes.putIfAbsent(shape, ImmutableIntArray.copyOf(inputs));
    }
    return ImmutableList.copyOf(shapes.values());
  }

  private static int[] inputs(int nodes, int edges) {
    int[] inputs = new int[nodes];
    int rest = edges;
    for (int node = 1; node < nodes; node++) {
      inputs[node] = rest & (1 << node) - 1;
      rest >>>= node;
    }
    return inputs;
  }

  /** The least of the numbers that the graph has when its nodes are numbered otherwise. */
  private static long least(int[] inputs) {
    int[] order = new int[inputs.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    return least(inputs, order, 0, Long.MAX_VALUE);
  }

  private static long least(int[] inputs, int[] names, int fixed, long sofar) {
    if (fixed == names.length) {
      return Math.min(sofar, number(inputs, names));
    }
    long least = sofar;
    for (int i = fixed; i < names.length; i++) {
      swap(names, fixed, i);
      least = least(inputs, names, fixed + 1, least);
      swap(names, fixed, i);
    }
    return least;
  }

  /** The graph under other names as one number; none for an edge that goes upwards. */
  private static long number(int[] inputs, int[] names) {
    long number = 0;
    for (int node = 0; node < inputs.length; node++) {
      for (int rest = inputs[node]; rest != 0; rest &= rest - 1) {
        int to = names[node];
        int from = names[Integer.numberOfTrailingZeros(rest)];
        if (from > to) {
          return Long.MAX_VALUE;
        }
        number |= 1L << to * (to - 1) / 2 + from;
      }
    }
    return number;
  }

  private static void swap(int[] names, int i, int j) {
    int name = names[i];
    names[i] = names[j];
    names[j] = name;
  }
}
