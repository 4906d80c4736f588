package io.github.workerfsm.sim.cli;

import io.github.workerfsm.sim.explore.Model;
import io.github.workerfsm.sim.explore.RandomWalks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks by chance through a model, and what has come of them, for people and for scripts. */
final class RandomWalksReport {
  private static final int SHOWN = 5;

  private final String model;
  private final RandomWalks walks;
  private final List<RandomWalks.Mishap> mishaps = new ArrayList<>();
  private long failures;

  private RandomWalksReport(Model model) {
    this.model = model.identity();
    walks = new RandomWalks(model);
  }

  /** Walks with so many seeds, from the first one on. */
  static RandomWalksReport of(Model model, long firstSeed, long seeds) {
    RandomWalksReport report = new RandomWalksReport(model);
    for (long i = 0; i < seeds; i++) {
      RandomWalks.Mishap mishap = report.walks.walk(firstSeed + i);
      if (mishap != null) {
        report.failures++;
        if (report.mishaps.size() < SHOWN) {
          report.mishaps.add(mishap);
        }
      }
    }
    return report;
  }

  boolean holds() {
    return failures == 0;
  }

  void print(Screen screen) {
    screen.say(model);
    for (RandomWalks.Mishap mishap : mishaps) {
      screen.say("");
      String invariant = mishap.invariant();
      screen.say(
          String.format(
              Locale.ROOT,
              "seed %d: %s%s, after %d steps:",
              mishap.seed(),
              mishap.kind(),
              invariant == null ? "" : ", " + invariant,
              mishap.labels().size()));
      mishap.labels().forEach(label -> screen.say("  " + label));
    }
    screen.say(
        String.format(
            Locale.ROOT,
            "walked: %d runs, %d steps, %d of them faults, %d failures",
            walks.runs(),
            walks.steps(),
            walks.faults(),
            failures));
  }

  Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("model", model);
    tree.put("runs", walks.runs());
    tree.put("steps", walks.steps());
    tree.put("faults", walks.faults());
    tree.put("failures", failures);
    List<Map<String, @Nullable Object>> shown = new ArrayList<>();
    for (RandomWalks.Mishap mishap : mishaps) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("seed", mishap.seed());
      one.put("kind", mishap.kind().toString());
      one.put("invariant", mishap.invariant());
      one.put("steps", mishap.labels());
      shown.add(one);
    }
    tree.put("findings", shown);
    return tree;
  }
}
