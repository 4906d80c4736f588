package io.github.workerfsm.sim.mutation;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.scenario.WorldParser;
import io.github.workerfsm.sim.world.ChoiceKind;
import io.github.workerfsm.sim.world.FaultBudget;
import io.github.workerfsm.sim.world.TextCursor;
import io.github.workerfsm.sim.world.WorldSpec;

/** Small worlds in which every row of the current table is taken sooner or later. */
final class Portfolio {
  private static final int EACH_FAULT = 2;

  /** Every fault has a budget: which of them a walk uses is a matter of its seed. */
  private static final FaultBudget FAULTS = faults();

  private static final ImmutableList<WorldSpec> WORLDS =
      ImmutableList.of(
          world("A(1)", "x; y<x", "", "x, y"),
          world("A(1), B(1)", "x", "", "x"),
          world("A(1), B(1)", "x; y<x", "", "y"),
          world("A(1), B(1)", "x; y<x", "", "x, y"),
          world("A(1), B(1)", "x; y<x; z<x", "", "x, y, z"),
          world("A(1), B(1)", "x; y; z<x,y", "", "x, z"),
          world("A(1), B(1)", "x; y<x; z<y", "", "x, y, z"),
          world("A(2), B(1)", "x; y<x; z<x,y", "", "y, z"),
          world("A(1, R=1), B(1, R=1)", "x; y<x {R: 1}; z {R: 1}", "", "x, y, z"),
          world("A(2, R=1), B(1)", "x {R: 1}; y<x; z<y {R: 1}", "", "x, z"),
          world("A(1), B(1)", "x<d; y<x,d", "A", "x, y"),
          world("A(1), B(1), C(1)", "x; y<x", "", "x, y"),
          world("A(1), B(1), C(1)", "x; y; z<x,y", "", "x, y, z"),
          world("A(1), B(1), C(1)", "x; y<x; z<x", "", "y, z"),
          world("A(1, batch=1), B(2), C(1)", "x; y; z<x,y on A", "", "x, y, z"),
          world("A(1), B(1, later)", "x retries 1; y<x retries 1", "", "x, y"),
          world("A(1), B(1)", "x on A; y<x on B", "", "x, y"),
          world("A(1), B(1), C(1)", "x on A; y<x on B; z<y on A", "", "x, y, z"),
          world("A(1), B(1)", "x on A, B; y<x,d on B", "B", "x, y"));

  private Portfolio() {}

  /** The worlds, in a fixed order. */
  static ImmutableList<WorldSpec> worlds() {
    return WORLDS;
  }

  /** The world in which a seed walks. */
  static WorldSpec world(long seed) {
    return WORLDS.get((int) (seed % WORLDS.size()));
  }

  private static FaultBudget faults() {
    FaultBudget budget = FaultBudget.NONE;
    for (ChoiceKind kind : ChoiceKind.values()) {
      budget = kind.fault() ? budget.with(kind, EACH_FAULT) : budget;
    }
    return budget;
  }

  /** A world; if a holder is named, a client has placed {@code d} there before it begins. */
  private static WorldSpec world(String workers, String graph, String holder, String wants) {
    WorldParser parser = new WorldParser();
    parser.workers(new TextCursor(workers, 0));
    if (!holder.isEmpty()) {
      parser.scattered(new TextCursor("d", 0));
    }
    parser.graph(new TextCursor(graph, 0));
    if (!holder.isEmpty()) {
      parser.memory(new TextCursor("d on " + holder, 0));
    }
    parser.wants(new TextCursor(wants, 0));
    return parser.build().with(FAULTS);
  }
}
