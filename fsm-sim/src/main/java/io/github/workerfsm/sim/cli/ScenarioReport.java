package io.github.workerfsm.sim.cli;

import io.github.workerfsm.sim.scenario.Scenario;
import io.github.workerfsm.sim.scenario.ScenarioResult;
import io.github.workerfsm.sim.scenario.ScenarioRun;
import io.github.workerfsm.sim.scenario.TimelineEntry;
import io.github.workerfsm.sim.scenario.TimelineEntry.Phase;
import io.github.workerfsm.sim.world.Violation;
import io.github.workerfsm.worker.RuleOverride;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What became of scenarios, as text and as JSON. */
final class ScenarioReport {
  private static final int MOST_NAME = 36;
  private static final int MOST_CLASS = 22;

  private final Screen screen;

  ScenarioReport(Screen screen) {
    this.screen = screen;
  }

  /** Several scenarios, a line or more each. */
  void table(List<ScenarioResult> results) {
    TextTable table = TextTable.wrapped("", 0, MOST_NAME, MOST_CLASS, 12, 40);
    table.line("#", "scenario", "class", "property", "faulty outcome", "current outcome");
    for (ScenarioResult result : results) {
      Scenario scenario = result.scenario();
      table.line(
          scenario.number(),
          scenario.id(),
          scenario.kind(),
          String.join(" ", scenario.violates()),
          result.faultyOutcome(),
          result.currentOutcome());
    }
    table.print(screen);
  }

  /** Several scenarios under chosen rules. */
  void table(List<Scenario> scenarios, List<ScenarioRun> runs) {
    TextTable table = TextTable.wrapped("", 0, MOST_NAME);
    table.line("#", "scenario", "outcome");
    for (int i = 0; i < runs.size(); i++) {
      table.line(scenarios.get(i).number(), scenarios.get(i).id(), outcome(runs.get(i)));
    }
    table.print(screen);
  }

  private static String outcome(ScenarioRun run) {
    if (!run.problem().isEmpty()) {
      return "leaves the script: " + run.problem();
    }
    return run.violations().isEmpty()
        ? "complete"
        : "violates " + String.join(" ", run.violated()) + ": " + run.violations().get(0);
  }

  /** One scenario, step by step. */
  void tell(ScenarioResult result) {
    Scenario scenario = result.scenario();
    screen.say(scenario.number() + " " + scenario.id() + ": " + scenario.title());
    screen.say("");
    TextTable facts = TextTable.wrapped("  ", 12);
    facts.line("origin", scenario.origin());
    facts.line("class", scenario.kind());
    facts.line("violates", String.join(" ", scenario.violates()));
    scenario.rules().worker().overrides().forEach(o -> facts.line("faulty rule", fault(o)));
    scenario
        .rules()
        .scheduler()
        .overrides()
        .forEach(o -> facts.line("faulty rule", o.name() + ": " + o.difference()));
    scenario.rules().network().differences().forEach(name -> facts.line("faulty rule", name));
    facts.print(screen);
    tell("Under the faulty rules", result.faulty());
    screen.paragraph("  ", "Outcome: " + result.faultyOutcome());
    tell("Under the current rules", result.current());
    screen.paragraph("  ", "Outcome: " + result.currentOutcome());
  }

  private static String fault(RuleOverride override) {
    return override.name() + ": " + override.difference();
  }

  private void tell(String title, ScenarioRun run) {
    screen.say("");
    screen.say(title);
    TextTable steps = TextTable.wrapped("  ", 0, 48);
    for (TimelineEntry entry : run.timeline()) {
      steps.line(
          entry.phase() == Phase.SCRIPT
              ? "line " + entry.line()
              : entry.phase().name().toLowerCase(Locale.ROOT),
          entry.text(),
          String.join("; ", entry.changes()));
    }
    steps.print(screen);
    for (Violation violation : run.violations()) {
      screen.paragraph("  ", "violated: " + violation);
    }
  }

  Map<String, Object> tree(List<ScenarioResult> results, String summary) {
    Map<String, Object> tree = new LinkedHashMap<>();
    List<Object> scenarios = new ArrayList<>();
    for (ScenarioResult result : results) {
      Map<String, Object> one = about(result.scenario());
      one.put("reproduced", result.reproduced());
      one.put("complete", result.complete());
      one.put("faultyOutcome", result.faultyOutcome());
      one.put("currentOutcome", result.currentOutcome());
      one.put("faulty", run(result.faulty()));
      one.put("current", run(result.current()));
      scenarios.add(one);
    }
    tree.put("scenarios", scenarios);
    tree.put("summary", summary);
    return tree;
  }

  Map<String, Object> tree(List<Scenario> scenarios, List<ScenarioRun> runs, String summary) {
    Map<String, Object> tree = new LinkedHashMap<>();
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      Map<String, Object> one = about(scenarios.get(i));
      one.put("complete", runs.get(i).complete());
      one.put("outcome", outcome(runs.get(i)));
      one.put("run", run(runs.get(i)));
      all.add(one);
    }
    tree.put("scenarios", all);
    tree.put("summary", summary);
    return tree;
  }

  private static Map<String, Object> about(Scenario scenario) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("number", scenario.number());
    tree.put("id", scenario.id());
    tree.put("title", scenario.title());
    tree.put("class", scenario.kind());
    tree.put("violates", scenario.violates());
    return tree;
  }

  private static Map<String, Object> run(ScenarioRun run) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("problem", run.problem());
    tree.put("unmet", run.unmet());
    tree.put("violations", run.violations().stream().map(ScenarioReport::violation).toList());
    tree.put("states", run.states());
    tree.put("timeline", run.timeline().stream().map(ScenarioReport::entry).toList());
    return tree;
  }

  private static Map<String, Object> violation(Violation violation) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("property", violation.property());
    tree.put("worker", violation.worker());
    tree.put("key", violation.key());
    tree.put("what", violation.what());
    return tree;
  }

  private static Map<String, Object> entry(TimelineEntry entry) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("phase", entry.phase().name().toLowerCase(Locale.ROOT));
    tree.put("line", entry.line());
    tree.put("text", entry.text());
    tree.put("changes", entry.changes());
    return tree;
  }
}
