package io.github.workerfsm.sim.scenario;

import com.google.common.collect.ImmutableSet;
import io.github.workerfsm.sim.scheduler.WorkerId;
import io.github.workerfsm.sim.world.StateText;
import io.github.workerfsm.sim.world.TextCursor;
import io.github.workerfsm.sim.world.WorkerPort;
import io.github.workerfsm.sim.world.World;
import io.github.workerfsm.sim.world.WorldSpec;
import io.github.workerfsm.sim.world.WorldText;
import io.github.workerfsm.task.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a task: {@code A: x cancelled(executing)}, {@code S: x processing on A}.
 *
 * @param party name of a worker, or S
 * @param key the task
 * @param state as the notation writes it
 * @param on names of the workers after {@code on}, for S only; empty: not said
 */
public record StateClause(String party, String key, String state, ImmutableSet<String> on) {
  /** How the scheduler is called. */
  public static final String SCHEDULER = "S";

  /** Reads a state, and for the scheduler the workers after {@code on}. */
  static StateClause parse(TextCursor cursor, String party, String key) {
    String state = cursor.word("a state");
    if (cursor.accept("(")) {
      state += "(" + cursor.word("what it is held by");
      if (cursor.accept("->")) {
        state += "->" + cursor.word("fetch or waiting");
      }
      cursor.expect(")");
      state += ")";
    }
    ImmutableSet.Builder<String> on = ImmutableSet.builder();
    if (party.equals(SCHEDULER) && cursor.acceptWord("on")) {
      do {
        on.add(cursor.word("a worker"));
      } while (cursor.accept("and"));
    }
    return new StateClause(party, key, state, on.build());
  }

  /** What is the case instead; null when the clause holds. */
  @Nullable String refutation(World world) {
    String actual = actual(world);
    String expected = state;
    if (party.equals(SCHEDULER)) {
      boolean holds = actual.equals(state) && (on.isEmpty() || on.equals(named(world)));
      return holds ? null : new WorldText(world).schedulerState(key);
    }
    if (expected.startsWith("flight(")) {
      actual = actual.equals("flight") ? "flight(" + comingFrom(world) + ")" : actual;
    }
    return actual.equals(expected) ? null : actual;
  }

  private String actual(World world) {
    if (party.equals(SCHEDULER)) {
      String known = world.scheduler().state(key);
      return known == null ? "forgotten" : known;
    }
    return StateText.of(task(world));
  }

  /** Names of the workers that compute or hold the key, as S sees it. */
  private ImmutableSet<String> named(World world) {
    WorkerId processing = world.scheduler().processingOn(key);
    List<WorkerId> ids = processing == null ? world.scheduler().holders(key) : List.of(processing);
    return ids.stream()
        .map(id -> world.spec().nameOf(id.address()))
        .collect(ImmutableSet.toImmutableSet());
  }

  private @Nullable Task task(World world) {
    WorkerPort port = world.worker(world.spec().workerPosition(party));
    return port == null ? null : port.task(key);
  }

  private String comingFrom(World world) {
    WorldSpec spec = world.spec();
    Task task = task(world);
    String from = task == null ? null : task.comingFrom();
    return from == null ? "nobody" : spec.nameOf(from);
  }

  @Override
  public String toString() {
    return party
        + ": "
        + key
        + " "
        + state
        + (on.isEmpty() ? "" : " on " + String.join(" and ", on));
  }
}
