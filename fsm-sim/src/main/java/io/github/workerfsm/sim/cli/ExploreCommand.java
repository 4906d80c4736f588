package io.github.workerfsm.sim.cli;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.counterexample.Counterexample;
import io.github.workerfsm.sim.counterexample.CounterexampleFiles;
import io.github.workerfsm.sim.drawn.RowCounts;
import io.github.workerfsm.sim.explore.ExploreReport;
import io.github.workerfsm.sim.explore.Explorer;
import io.github.workerfsm.sim.explore.Finding;
import io.github.workerfsm.sim.explore.Model;
import io.github.workerfsm.sim.explore.cluster.Cluster;
import io.github.workerfsm.sim.explore.cluster.ClusterModel;
import io.github.workerfsm.sim.explore.reference.ReferenceModel;
import io.github.workerfsm.sim.explore.reference.ReferenceParameters;
import io.github.workerfsm.sim.world.Choice;
import io.github.workerfsm.sim.world.ChoiceKind;
import io.github.workerfsm.sim.world.FaultBudget;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

/** Visits every state that a small cluster, or a protocol of the transport, can reach. */
@Command(
    name = "explore",
    header = "Visit every state that a small cluster, or a protocol, can reach.",
    description = {
      "",
      "Breadth first, so that what is found comes with the shortest way to it. Deadlocks (at rest,"
          + " and something wanted is not delivered), jams (both channels full), used up budgets and"
          + " violated invariants are told apart; --liveness also finds what can go on for ever"
          + " without delivering.",
      "",
      "The protocols of the transport are played with the classes that run in production, among"
          + " channels that lose, duplicate and reorder, connections that are cut, parties that"
          + " die, and delays: streams with credit; statuses from manager to interchange to"
          + " forwarder; clean-up after coordinators; heartbeats.",
      ""
    },
    footer = {
      "",
      "Exit code 0: nothing was found; 1: something was; 2: bad usage.",
      "",
      "Examples:",
      "  fsm explore --graph \"x; y<x\" --faults 2",
      "  fsm explore --all-graphs 3 --faults 2 --rules dask-2022.12 --first",
      "  fsm explore --model reference --workers 2 --tasks 3 --steal 1 --release 1",
      "  fsm explore --model stream --size 3 --faults 2 --liveness",
      "  fsm explore --model cleanup --faults 3 --kinds cut,kill --liveness"
    })
final class ExploreCommand implements Callable<Integer> {
  /** What can be explored. */
  enum Explored {
    /** Clusters of the machines that run in production. */
    WORKER,
    /** The hand-made model that SPIN and TLC explore as well. */
    REFERENCE,
    /** A stream. */
    STREAM,
    /** Statuses. */
    STATUS,
    /** Clean-up. */
    CLEANUP,
    /** Heartbeats. */
    LIVENESS
  }

  private final Screen screen;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private ExplorerOptions options = new ExplorerOptions();
  @Mixin private ClusterOptions clusterOptions = new ClusterOptions();
  @Mixin private ProtocolOptions protocolOptions = new ProtocolOptions();

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "worker: the real machines among a simulated scheduler and network; reference: the small"
              + " model that SPIN explores, too; stream, status, cleanup, liveness: the protocols"
              + " of the transport. Default: ${DEFAULT-VALUE}.")
  private Explored explored = Explored.WORKER;

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
      description = "reference: messages that fit into a channel. Default: ${DEFAULT-VALUE}.")
  private int channel = ReferenceParameters.CHANNEL;

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
      names = "--scheduler-death",
      paramLabel = "N",
      description =
          "How often the scheduler may die, and another one take its place; with --faults one of"
              + " those.")
  private int schedulerDeaths;

  @Option(
      names = "--gather-failure",
      paramLabel = "N",
      description = "How many transfers from a living worker may fail.")
  private int gatherFailures;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write each finding of a cluster there: scenario, sequence diagram, trace, page, test.")
  private @Nullable Path out;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "Write a page, one HTML file, that plays the first finding in the state diagram.")
  private @Nullable Path page;

  @Option(
      names = "--coverage",
      paramLabel = "FILE.json",
      description =
          "Write how often each row of the workers' table was taken, each step of a worker counted"
              + " once, for fsm diagram --coverage.")
  private @Nullable Path coverage;

  ExploreCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws IOException {
    try {
      return switch (explored) {
        case WORKER -> clusters();
        case REFERENCE -> reference();
        case STREAM -> protocol(ProtocolOptions.Played.STREAM);
        case STATUS -> protocol(ProtocolOptions.Played.STATUS);
        case CLEANUP -> protocol(ProtocolOptions.Played.CLEANUP);
        case LIVENESS -> protocol(ProtocolOptions.Played.LIVENESS);
      };
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), Objects.requireNonNull(e.getMessage()));
    }
  }

  private int protocol(ProtocolOptions.Played played) {
    if (clusterOptions.used()
        || !named().equals(FaultBudget.NONE)
        || out != null
        || page != null
        || coverage != null) {
      throw new IllegalArgumentException(
          "a protocol has no graph, no rules, no cluster's faults, no --out, --report and"
              + " --coverage, expected --model worker with them");
    }
    Integer faults = clusterOptions.faults();
    Supplier<? extends Model> models = protocolOptions.models(played, faults == null ? 0 : faults);
    options.refuseForProtocols();
    return report(List.of(explore(models, models.get().identity(), "")));
  }

  private int reference() {
    protocolOptions.refuse();
    if (out != null || page != null || coverage != null) {
      throw new IllegalArgumentException(
          "--out, --report and --coverage are not for the reference model, expected --model worker"
              + " with them");
    }
    if (schedulerDeaths != 0) {
      throw new IllegalArgumentException(
          "--scheduler-death is not for the reference model, expected --model worker with it");
    }
    if (clusterOptions.used() || clusterOptions.faults() != null) {
      throw new IllegalArgumentException(
          "--graph, --all-graphs, --faults and --rules are not for the reference model, expected"
              + " --model worker with them");
    }
    ReferenceParameters parameters =
        ReferenceParameters.of(workers, tasks)
            .channel(channel)
            .faults(steals, releases, rerequests, deaths, gatherFailures);
    options.refuseUnsound(workers != 2, "with " + workers + " workers, ties look at names");
    return report(
        List.of(
            explore(
                () -> new ReferenceModel(parameters),
                new ReferenceModel(parameters).identity(),
                "")));
  }

  private int clusters() throws IOException {
    protocolOptions.refuse();
    Pages.requireDirectory(page);
    Pages.requireDirectory(coverage);
    options.refuseUnsound(true, "the scheduler looks at names");
    List<ExploreReportText> texts = new ArrayList<>();
    List<Cluster> clusters = clusterOptions.clusters(workers, tasks, named());
    RowCounts counts = RowCounts.of(clusters.get(0).rules().workerRules());
    boolean played = page == null;
    for (Cluster cluster : clusters) {
      String ending = clusters.size() == 1 ? "" : "-" + (texts.size() + 1);
      ExploreReportText text =
          explore(cluster.models(coverage == null ? null : counts), cluster.toString(), ending);
      texts.add(text);
      write(cluster, text.report(), texts.size());
      played = played || play(cluster, text.report());
      if (options.first() && !text.report().findings().isEmpty()) {
        break;
      }
    }
    if (!played) {
      screen.remark("nothing was found, so there is no page");
    }
    write(counts, texts);
    return report(texts);
  }

  private void write(RowCounts counts, List<ExploreReportText> texts) throws IOException {
    Path file = coverage;
    if (file != null) {
      long states = texts.stream().mapToLong(text -> text.report().states()).sum();
      counts.write(file, String.format(Locale.ROOT, "%,d states explored", states));
      screen.remark("written: " + file);
    }
  }

  /** Writes the page of the first finding; false when there is none. */
  private boolean play(Cluster cluster, ExploreReport report) throws IOException {
    Path file = page;
    if (file == null || report.findings().isEmpty()) {
      return false;
    }
    Finding finding = report.findings().get(0);
    ImmutableList<Choice> choices = ClusterModel.choices(finding.actions());
    Counterexample found =
        Counterexample.of(cluster.spec(), cluster.rules(), choices, cluster.property(finding));
    Pages.write(CounterexampleFiles.page(found, "explored", title(finding, choices)), file, screen);
    return true;
  }

  private static String title(Finding finding, List<Choice> choices) {
    return finding.kind() + " after " + choices.size() + " steps";
  }

  private void write(Cluster cluster, ExploreReport report, int number) throws IOException {
    Path directory = out;
    if (directory == null) {
      return;
    }
    for (Finding finding : report.findings()) {
      ImmutableList<Choice> choices = ClusterModel.choices(finding.actions());
      String property = cluster.property(finding);
      CounterexampleFiles.write(
          directory,
          "explored-" + number + "-" + property.toLowerCase(Locale.ROOT),
          "Explored" + number + property + "Test",
          title(finding, choices),
          Counterexample.of(cluster.spec(), cluster.rules(), choices, property));
    }
  }

  private FaultBudget named() {
    return FaultBudget.NONE
        .with(ChoiceKind.STEAL, steals)
        .with(ChoiceKind.RELEASE, releases)
        .with(ChoiceKind.WANT, rerequests)
        .with(ChoiceKind.DEATH, deaths)
        .with(ChoiceKind.SCHEDULER_DEATH, schedulerDeaths)
        .with(ChoiceKind.GATHER_FAIL, gatherFailures);
  }

  private int report(List<ExploreReportText> texts) {
    ExploreReportText.print(texts, screen, common.json);
    return ExitCode.holds(texts.stream().allMatch(text -> text.report().findings().isEmpty()));
  }

  private ExploreReportText explore(Supplier<? extends Model> models, String name, String ending) {
    ExecutorService executor = Executors.newFixedThreadPool(options.threads());
    try {
      Explorer explorer = options.apply(new Explorer(models), ending, executor, screen);
      long cpu = cpuNanos();
      long start = System.nanoTime();
      ExploreReport report = explorer.explore();
      long nanos = System.nanoTime() - start;
      return new ExploreReportText(name, report, nanos, cpuNanos() - cpu);
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
