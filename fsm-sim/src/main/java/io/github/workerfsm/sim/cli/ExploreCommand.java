package io.github.workerfsm.sim.cli;

import io.github.workerfsm.sim.explore.ExploreReport;
import io.github.workerfsm.sim.explore.Explorer;
import io.github.workerfsm.sim.explore.Model;
import io.github.workerfsm.sim.explore.reference.ReferenceModel;
import io.github.workerfsm.sim.explore.reference.ReferenceParameters;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Visits every state that a small cluster can reach. */
@Command(
    name = "explore",
    header = "Visit every state that a small cluster can reach.",
    description = {
      "",
      "Breadth first, so that what is found comes with the shortest way to it. Deadlocks (at rest,"
          + " and something wanted is not delivered), jams (both channels full), used up budgets and"
          + " violated invariants are told apart; --liveness also finds what can go on for ever"
          + " without delivering.",
      ""
    },
    footer = {
      "",
      "Exit code 0: nothing was found; 1: something was; 2: bad usage.",
      "",
      "Examples:",
      "  fsm explore --model reference --workers 2 --tasks 3 --steal 1 --release 1",
    })
final class ExploreCommand implements Callable<Integer> {
  /** What can be explored. */
  enum Explored {
    /** The hand-made model that SPIN and TLC explore as well. */
    REFERENCE
  }

  private final Screen screen;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private ExplorerOptions options = new ExplorerOptions();

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "reference: the small model of scheduler and workers that SPIN explores, too.")
  private Explored explored = Explored.REFERENCE;

  @Option(
      names = "--workers",
      paramLabel = "W",
      description = "Workers. Default: ${DEFAULT-VALUE}.")
  private int workers = 2;

  @Option(names = "--tasks", paramLabel = "K", description = "Tasks. Default: ${DEFAULT-VALUE}.")
  private int tasks = 3;

  @Option(
      names = "--channel",
      paramLabel = "C",
      description = "Messages that fit into a channel. Default: ${DEFAULT-VALUE}.")
  private int channel = 4;

  @Option(names = "--steal", paramLabel = "N", description = "How often a task may be stolen.")
  private int steals;

  @Option(names = "--release", paramLabel = "N", description = "How often a client may let go.")
  private int releases;

  @Option(
      names = "--rerequest",
      paramLabel = "N",
      description = "How often a client may want again what it has let go.")
  private int rerequests;

  @Option(names = "--death", paramLabel = "N", description = "How many workers may die.")
  private int deaths;

  @Option(
      names = "--gather-failure",
      paramLabel = "N",
      description = "How many transfers from a living worker may fail.")
  private int gatherFailures;

  ExploreCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    ReferenceParameters parameters = parameters();
    options.refuseSymmetry(workers != 2, "with " + workers + " workers, ties look at names");
    ExploreReportText text = explore(() -> new ReferenceModel(parameters));
    if (common.json) {
      screen.json(text.tree());
    } else {
      text.print(screen);
    }
    return ExitCode.holds(text.report().findings().isEmpty());
  }

  private ReferenceParameters parameters() {
    try {
      return ReferenceParameters.of(workers, tasks)
          .channel(channel)
          .faults(steals, releases, rerequests, deaths, gatherFailures);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), Objects.requireNonNull(e.getMessage()));
    }
  }

  private ExploreReportText explore(Supplier<? extends Model> models) {
    ExecutorService executor = Executors.newFixedThreadPool(options.threads());
    try {
      Explorer explorer = options.apply(new Explorer(models), executor, screen);
      long cpu = cpuNanos();
      long start = System.nanoTime();
      ExploreReport report = explorer.explore();
      long nanos = System.nanoTime() - start;
      return new ExploreReportText(models.get().identity(), report, nanos, cpuNanos() - cpu);
    } finally {
      executor.shutdown();
    }
  }

  /** Processor time of the whole process, so that its collector and compiler count as well. */
  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
