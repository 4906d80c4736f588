package io.github.workerfsm.sim.cli;

import io.github.workerfsm.sim.drawn.ClusterPlayback;
import io.github.workerfsm.sim.drawn.RowCounts;
import io.github.workerfsm.sim.scenario.Scenario;
import io.github.workerfsm.sim.scenario.ScenarioFormatException;
import io.github.workerfsm.sim.scenario.ScenarioLibrary;
import io.github.workerfsm.sim.scenario.ScenarioResult;
import io.github.workerfsm.sim.scenario.ScenarioRules;
import io.github.workerfsm.sim.scenario.ScenarioRun;
import io.github.workerfsm.sim.scenario.ScenarioRunner;
import io.github.workerfsm.sim.scenario.ScenarioWatcher;
import io.github.workerfsm.sim.scenario.ScriptLine.Under;
import io.github.workerfsm.sim.world.LivePorts;
import io.github.workerfsm.sim.world.Ports;
import io.github.workerfsm.worker.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays deadlocks that happened. */
@Command(
    name = "scenario",
    header = "Play a deadlock that really happened, under the faulty rules and the current ones.",
    description = {
      "",
      "A scenario is a script: messages, completions, deaths, in the order in which they led to a"
          + " deadlock, a livelock or lost data. It is played twice in a simulated cluster: under the"
          + " rules of its time, where it has to get stuck as it is said to, and under the current"
          + " rules, where every wanted task has to end and every property has to hold.",
      "",
      "One scenario is told step by step; several are a table.",
      ""
    },
    footer = {
      "",
      "Exit code 0: all reproduced and complete; 1: not; 2: bad input.",
      "",
      "Examples:",
      "  fsm scenario --all",
      "  fsm scenario cancelled-error-leaks-slot       or by its number: fsm scenario 18",
      "  fsm scenario my.scenario                      a file of your own",
      "  fsm scenario 18 --report page.html            watch it in a browser",
      "  fsm scenario --all --rules dask-2022.12       which of them the reference gets stuck in"
    })
final class ScenarioCommand implements Callable<Integer> {
  private final Screen screen;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      description = "Name or number of a scenario, or a file that ends with .scenario.")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--all", description = "Play every bundled scenario.")
  private boolean all;

  @Option(
      names = "--rules",
      paramLabel = "RULES",
      converter = RuleSetName.class,
      description =
          "Play under these rules of the workers as well, instead of the faulty and current ones.")
  private @Nullable RuleSet rules;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "Write a page, one HTML file, that plays one scenario in the state diagram: under the"
              + " faulty rules, or under those of --rules.")
  private @Nullable Path page;

  @Option(
      names = "--coverage",
      paramLabel = "FILE.json",
      description =
          "Write how often each row of the workers' table was taken under the current rules, or"
              + " under those of --rules, for fsm diagram --coverage.")
  private @Nullable Path coverage;

  ScenarioCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws IOException, ScenarioFormatException {
    Pages.requireDirectory(page);
    Pages.requireDirectory(coverage);
    List<Scenario> chosen = chosen();
    if (page != null && chosen.size() != 1) {
      throw usage("--report is given with " + chosen.size() + " scenarios", "one");
    }
    RuleSet other = rules;
    RowCounts counts = RowCounts.of(other == null ? RuleSet.CURRENT : other);
    ScenarioWatcher watcher =
        new ScenarioWatcher() {
          @Override
          public Ports ports(LivePorts ports) {
            return ports.observed(counts);
          }
        };
    int exit = other == null ? play(chosen, watcher) : playUnder(chosen, other, watcher);
    draw(chosen, counts);
    return exit;
  }

  private void draw(List<Scenario> chosen, RowCounts counts) throws IOException {
    RuleSet other = rules;
    Path played = page;
    if (played != null) {
      Scenario one = chosen.get(0);
      Pages.write(
          other == null
              ? ClusterPlayback.of(one, one.rules(), Under.FAULTY)
              : ClusterPlayback.of(one, ScenarioRules.CURRENT.with(other), Under.CURRENT),
          played,
          screen);
    }
    Path counted = coverage;
    if (counted != null) {
      counts.write(counted, chosen.size() == 1 ? "1 scenario" : chosen.size() + " scenarios");
      screen.remark("written: " + counted);
    }
  }

  private List<Scenario> chosen() throws IOException, ScenarioFormatException {
    if (ids.isEmpty() == !all) {
      throw usage(
          ids.isEmpty() ? "no scenario is named" : "scenarios are named beside --all",
          "names of scenarios, or --all");
    }
    List<Scenario> chosen = new ArrayList<>();
    if (all) {
      chosen.addAll(ScenarioLibrary.bundled());
    }
    for (String id : ids) {
      chosen.add(named(id));
    }
    return chosen;
  }

  private Scenario named(String id) throws IOException, ScenarioFormatException {
    if (id.endsWith(ScenarioLibrary.SUFFIX) && Files.exists(Path.of(id))) {
      return ScenarioLibrary.read(Path.of(id));
    }
    List<Scenario> bundled = ScenarioLibrary.bundled();
    for (Scenario scenario : bundled) {
      if (scenario.id().equals(id) || String.valueOf(scenario.number()).equals(id)) {
        return scenario;
      }
    }
    throw usage(
        "there is no scenario " + id,
        "a file or one of " + bundled.stream().map(Scenario::id).collect(Collectors.joining(", ")));
  }

  private ParameterException usage(String wrong, String expected) {
    CommandSpec known = spec;
    if (known == null) {
      throw new IllegalStateException("picocli has not told the command what it is");
    }
    return new ParameterException(known.commandLine(), wrong + ", expected " + expected);
  }

  private int play(List<Scenario> scenarios, ScenarioWatcher watcher) {
    List<ScenarioResult> results =
        scenarios.stream()
            .map(scenario -> ScenarioRunner.play(scenario, ScenarioWatcher.NONE, watcher))
            .toList();
    long reproduced = results.stream().filter(ScenarioResult::reproduced).count();
    long complete = results.stream().filter(ScenarioResult::complete).count();
    String summary =
        "scenarios: %d/%d reproduced under the faulty rule, %d/%d complete under the current rules"
            .formatted(reproduced, results.size(), complete, results.size());
    ScenarioReport report = new ScenarioReport(screen);
    if (common.json) {
      screen.json(report.tree(results, summary));
    } else {
      if (results.size() == 1 && !all) {
        report.tell(results.get(0));
      } else {
        report.table(results);
      }
      screen.say("");
      screen.say(summary);
    }
    return ExitCode.holds(reproduced == results.size() && complete == results.size());
  }

  private int playUnder(List<Scenario> scenarios, RuleSet other, ScenarioWatcher watcher) {
    ScenarioRules chosen = ScenarioRules.CURRENT.with(other);
    List<ScenarioRun> runs = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      runs.add(ScenarioRunner.play(scenario, chosen, Under.CURRENT, watcher));
    }
    long complete = runs.stream().filter(ScenarioRun::complete).count();
    String summary =
        "scenarios: %d/%d complete under %s".formatted(complete, runs.size(), other.name());
    ScenarioReport report = new ScenarioReport(screen);
    if (common.json) {
      screen.json(report.tree(scenarios, runs, summary));
    } else {
      report.table(scenarios, runs);
      screen.say("");
      screen.say(summary);
    }
    return ExitCode.holds(complete == runs.size());
  }
}
