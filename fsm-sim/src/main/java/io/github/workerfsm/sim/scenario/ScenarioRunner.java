package io.github.workerfsm.sim.scenario;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.sim.scenario.ScriptLine.Step;
import io.github.workerfsm.sim.scenario.ScriptLine.Under;
import io.github.workerfsm.sim.world.Choice;
import io.github.workerfsm.sim.world.ChoiceKind;
import io.github.workerfsm.sim.world.ChoiceText;
import io.github.workerfsm.sim.world.FairDriver;
import io.github.workerfsm.sim.world.MessageText;
import io.github.workerfsm.sim.world.RestChecks;
import io.github.workerfsm.sim.world.Violation;
import io.github.workerfsm.sim.world.World;
import io.github.workerfsm.sim.world.WorldText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plays scenarios: the script, then everything that is due, then the properties of a world at rest,
 * then the release of everything, and what is left after that.
 */
public final class ScenarioRunner {
  private final Scenario scenario;
  private final World world;
  private final WorldText text;
  private final ChoiceText choices;
  private final Under under;
  private final ScenarioWatcher watcher;
  private final List<TimelineEntry> timeline = new ArrayList<>();
  private final Set<Violation> violations = new LinkedHashSet<>();
  private TimelineEntry.Phase phase = TimelineEntry.Phase.SCRIPT;
  private int line;

  private ScenarioRunner(
      Scenario scenario, ScenarioRules rules, Under under, ScenarioWatcher watcher) {
    this.scenario = scenario;
    this.under = under;
    this.watcher = watcher;
    this.world = World.of(scenario.world(), watcher.ports(rules.ports()));
    this.text = new WorldText(world);
    this.choices = new ChoiceText(scenario.world());
  }

  /** Plays the scenario under its faulty rules and under the current ones. */
  public static ScenarioResult play(Scenario scenario) {
    return play(scenario, ScenarioWatcher.NONE, ScenarioWatcher.NONE);
  }

  /** The same, watched under the faulty rules and under the current ones. */
  public static ScenarioResult play(
      Scenario scenario, ScenarioWatcher faulty, ScenarioWatcher current) {
    return new ScenarioResult(
        scenario,
        play(scenario, scenario.rules(), Under.FAULTY, faulty),
        play(scenario, ScenarioRules.CURRENT, Under.CURRENT, current));
  }

  /**
   * Plays the scenario under other rules.
   *
   * @param under which of the marked lines are played
   */
  public static ScenarioRun play(Scenario scenario, ScenarioRules rules, Under under) {
    return play(scenario, rules, under, ScenarioWatcher.NONE);
  }

  /** The same, watched. */
  public static ScenarioRun play(
      Scenario scenario, ScenarioRules rules, Under under, ScenarioWatcher watcher) {
    return new ScenarioRunner(scenario, rules, under, watcher).run();
  }

  private ScenarioRun run() {
    watcher.begun(world);
    String problem = script();
    phase = TimelineEntry.Phase.SETTLING;
    line = 0;
    boolean rested = problem.isEmpty() && settle();
    violations.addAll(world.violations());
    List<String> unmet = new ArrayList<>();
    Map<String, String> states = text.states();
    if (problem.isEmpty()) {
      violations.addAll(rested ? RestChecks.atRest(world) : RestChecks.restless(world));
      for (StateClause clause : scenario.outcome()) {
        String actual = clause.refutation(world);
        if (actual != null) {
          unmet.add(clause + ", but it is " + actual);
        }
      }
      watcher.rested(world, ImmutableList.copyOf(violations));
      release();
    }
    return new ScenarioRun(
        ImmutableList.copyOf(timeline),
        ImmutableList.copyOf(violations),
        ImmutableMap.copyOf(states),
        ImmutableList.copyOf(unmet),
        problem);
  }

  private void release() {
    phase = TimelineEntry.Phase.RELEASING;
    long all = world.wantedOrKept();
    if (all != 0) {
      happen(Choice.keys(ChoiceKind.RELEASE, Choice.NONE, all));
    }
    settle();
    violations.addAll(world.violations());
    violations.addAll(RestChecks.afterRelease(world));
  }

  private boolean settle() {
    FairDriver driver = FairDriver.settle(world, this::happen);
    violations.addAll(driver.livelocks());
    return driver.rested();
  }

  /** Plays the script; what went wrong, or nothing. */
  private String script() {
    for (ScriptLine next : scenario.script()) {
      if (next.under() != Under.ANY && next.under() != under) {
        continue;
      }
      line = next.number();
      String problem = play(next);
      if (problem != null) {
        return scenario.file() + ":" + line + ": " + next.text() + ": " + problem;
      }
    }
    return "";
  }

  private @Nullable String play(ScriptLine next) {
    String problem = play(next.step());
    if (problem != null) {
      return next.optional() ? null : problem;
    }
    for (StateClause clause : next.expected()) {
      String actual = clause.refutation(world);
      if (actual != null) {
        return "expected " + clause + ", but it is " + actual;
      }
    }
    return null;
  }

  private @Nullable String play(Step step) {
    if (step instanceof ScriptLine.Happens happens) {
      return play(happens.choice(), happens.message());
    } else if (step instanceof ScriptLine.Held held) {
      return underWay(held);
    } else if (step instanceof ScriptLine.Drained drained) {
      while (world.whyNot(drained.delivery()) == null) {
        happen(drained.delivery());
      }
    } else if (step instanceof ScriptLine.Settles) {
      settle();
    }
    return null;
  }

  private @Nullable String play(Choice choice, @Nullable MessageText expected) {
    String reason = world.whyNot(choice);
    if (reason != null) {
      return reason;
    }
    MessageText message = text.message(choice);
    if (expected != null && message != null && !expected.matches(message)) {
      return "the next message is " + message;
    }
    happen(choice);
    return null;
  }

  private @Nullable String underWay(ScriptLine.Held held) {
    List<String> messages = new ArrayList<>();
    for (MessageText message : text.messages(held.delivery())) {
      if (held.message().matches(message)) {
        return null;
      }
      messages.add(message.toString());
    }
    return messages.isEmpty()
        ? "no message is under way"
        : "under way are only: " + String.join("; ", messages);
  }

  private void happen(Choice choice) {
    MessageText message = text.message(choice);
    String printed = choices.print(choice) + (message == null ? "" : " " + message);
    Map<String, String> before = text.states();
    world.apply(choice);
    TimelineEntry entry =
        new TimelineEntry(phase, line, choice, printed, changes(before, text.states()));
    timeline.add(entry);
    watcher.happened(world, entry);
  }

  private static ImmutableList<String> changes(
      Map<String, String> before, Map<String, String> after) {
    Set<String> places = new LinkedHashSet<>(before.keySet());
    places.addAll(after.keySet());
    ImmutableList.Builder<String> changes = ImmutableList.builder();
    for (String place : places) {
      String from = before.getOrDefault(place, "unknown");
      String to = after.getOrDefault(place, "forgotten");
      if (!from.equals(to)) {
        changes.add(place + ": " + from + " -> " + to);
      }
    }
    return changes.build();
  }
}
