package io.github.workerfsm.sim.mutation;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.worker.RuleSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which seeds of a game take which row of the current table. Until one of its spoiled rows is to be
 * taken, a mutant does what the current rules do; so only seeds that take such a row need be
 * played, short ones first. Immutable once made, and may be shared by threads.
 */
final class Reach {
  private final ImmutableList<Transition<TaskState, TaskState, ?, ?>> rows;
  private final List<List<Taken>> walks = new ArrayList<>();
  private final List<Taken> all = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  /** A seed, how much happens in its run, and the rows taken there. */
  record Taken(long seed, int size, BitSet rows) {}

  private Reach(RuleSet rules) {
    this.rows = ImmutableList.copyOf(rules.table().rows());
  }

  /** Plays a range of seeds under the current rules and notes the rows that each takes. */
  static List<Taken> play(Game<?, ?> game, long first, long end, List<String> faults) {
    Map<Object, Integer> positions = new HashMap<>();
    for (Object row : RuleSet.CURRENT.table().rows()) {
      positions.put(row, positions.size());
    }
    List<Taken> played = new ArrayList<>();
    for (long seed = first; seed < end; seed++) {
      BitSet taken = new BitSet();
      Trial<?, ?> trial =
          game.play(
              RuleSet.CURRENT,
              seed,
              (task, from, requested, landing, row) -> {
                Integer at = row == null ? null : positions.get(row);
                if (at != null) {
                  taken.set(at);
                }
              });
      if (trial.violated()) {
        faults.add(game.name() + ", seed " + seed + ": " + trial.violation());
      } else {
        played.add(new Taken(seed, trial.happened().size(), taken));
      }
    }
    return played;
  }

  /** Puts together what has been played. */
  static Reach of(List<Taken> played, List<String> faults) {
    Reach reach = new Reach(RuleSet.CURRENT);
    reach.faults.addAll(faults);
    reach.all.addAll(played);
    reach.all.sort(Comparator.comparingInt(Taken::size).thenComparingLong(Taken::seed));
    for (int i = 0; i < reach.rows.size(); i++) {
      int row = i;
      reach.walks.add(reach.all.stream().filter(taken -> taken.rows.get(row)).toList());
    }
    return reach;
  }

  /** Seeds that take a row which the other rules do not have, short ones first. */
  List<Long> seeds(RuleSet other) {
    Set<Object> kept = new LinkedHashSet<>();
    other.table().rows().forEach(kept::add);
    BitSet spoiled = new BitSet();
    for (int i = 0; i < rows.size(); i++) {
      if (!kept.contains(rows.get(i))) {
        spoiled.set(i);
      }
    }
    return all.stream()
        .filter(taken -> spoiled.isEmpty() || taken.rows.intersects(spoiled))
        .map(Taken::seed)
        .toList();
  }

  /** How many seeds take the row at this position of the table. */
  int times(int row) {
    return walks.get(row).size();
  }

  /** Runs in which the current rules themselves broke a property; no mutant is tried there. */
  List<String> faults() {
    return faults;
  }
}
