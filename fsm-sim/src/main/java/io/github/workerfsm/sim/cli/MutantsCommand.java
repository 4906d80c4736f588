package io.github.workerfsm.sim.cli;

import io.github.workerfsm.sim.mutation.Campaign;
import io.github.workerfsm.sim.mutation.Equivalents;
import io.github.workerfsm.sim.mutation.Hunted;
import io.github.workerfsm.sim.mutation.Suspect;
import io.github.workerfsm.sim.mutation.Verdict.Outcome;
import io.github.workerfsm.sim.scenario.ScenarioFormatException;
import io.github.workerfsm.sim.scenario.ScenarioLibrary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Hunts the mutants of the current table. */
@Command(
    name = "mutants",
    header = "Spoil the current table in every small way, and see who notices.",
    description = {
      "",
      "A mutant is the current table with one mistake: a row is missing, lands elsewhere, applies"
          + " when it should not, or recommends nothing; two rows have each other's guards or rules."
          + " Each is hunted by the proof of the table, by walks of a lone worker to which anything"
          + " may be said, and by walks in small simulated clusters; what is left, by visiting every"
          + " state of clusters of two tasks. It is killed when a property is violated where the"
          + " current rules violate none. What is not killed is compared with the current rules, in"
          + " everything that can happen to a lone worker within a few events.",
      ""
    },
    footer = {
      "",
      "Exit code 0: no mutant survives but those that are listed as equivalent, with the argument"
          + " why; 1: one does; 2: bad usage.",
      "",
      "Examples:",
      "  fsm mutants                              all of them, and the score",
      "  fsm mutants --operator \"drop row\"        one kind of mistake",
      "  fsm mutants --only \"FETCH -> MISSING\"    with a counterexample each",
      "  fsm mutants --explore 2 --only MISSING     the shortest ways through small clusters",
      "  fsm mutants --overrides                  corrections undone, run identity among them",
    })
final class MutantsCommand implements Callable<Integer> {
  private final Screen screen;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--operator",
      paramLabel = "KIND",
      description = "Only mutants of this kind, for example \"redirect landing\".")
  private @Nullable String operator;

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      description = "Only mutants in whose name this text is, each with its counterexample.")
  private @Nullable String only;

  @Option(
      names = "--overrides",
      description = "Hunt the rule sets in which one correction is undone, instead of mutants.")
  private boolean overrides;

  @Option(
      names = "--explore",
      paramLabel = "N",
      description =
          "Visit all clusters of two tasks with up to N faults first, so that what is found there"
              + " comes with the shortest way to it. Default: only for what is left, with 1.")
  private @Nullable Integer explore;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads. Default: as many as there are processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  MutantsCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws IOException, ScenarioFormatException, InterruptedException {
    if (threads < 1) {
      throw usage(threads + " threads, expected at least 1");
    }
    if (explore != null && explore < 0) {
      throw usage("--explore is " + explore + ", expected 0 faults or more");
    }
    List<Suspect> suspects = suspects();
    Campaign.Effort effort = Campaign.Effort.FULL;
    long start = System.nanoTime();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try (Progress progress = screen.progress("mutants", suspects.size())) {
      Campaign campaign =
          new Campaign(
              executor,
              explore == null ? effort : effort.exploring(explore),
              overrides ? ScenarioLibrary.bundled() : List.of(),
              Equivalents.bundled());
      Hunted hunted = campaign.hunt(suspects, () -> progress.advance(1));
      return report(hunted, System.nanoTime() - start);
    } finally {
      executor.shutdown();
    }
  }

  private int report(Hunted hunted, long nanos) {
    MutantsReport report = new MutantsReport(screen, hunted);
    if (common.json) {
      screen.json(report.tree());
    } else {
      report.print(only != null);
      screen.remark(String.format(Locale.ROOT, "hunted in %.1f s", nanos / 1e9));
      screen.say(hunted.score());
    }
    return ExitCode.holds(hunted.count(Outcome.SURVIVES) == 0);
  }

  private List<Suspect> suspects() {
    List<Suspect> all = overrides ? Suspect.overrides() : Suspect.mutants();
    List<Suspect> chosen = new ArrayList<>();
    for (Suspect suspect : all) {
      boolean kind = operator == null || suspect.operator().equals(plain(operator));
      if (kind && (only == null || suspect.toString().contains(only))) {
        chosen.add(suspect);
      }
    }
    if (chosen.isEmpty()) {
      throw usage(
          "no mutant is meant, expected a kind out of "
              + String.join(", ", all.stream().map(Suspect::operator).distinct().toList())
              + ", and a text that is in the name of one");
    }
    return chosen;
  }

  private static String plain(String kind) {
    return kind.toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
  }

  private ParameterException usage(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }
}
