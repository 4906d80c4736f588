package io.github.workerfsm.sim.cli;

import io.github.workerfsm.sim.counterexample.Counterexample;
import io.github.workerfsm.sim.drawn.RowCounts;
import io.github.workerfsm.sim.explore.Model;
import io.github.workerfsm.sim.fuzz.Campaign;
import io.github.workerfsm.sim.fuzz.CampaignFile;
import io.github.workerfsm.sim.fuzz.CampaignFormatException;
import io.github.workerfsm.sim.fuzz.Finding;
import io.github.workerfsm.sim.fuzz.Shrinker;
import io.github.workerfsm.sim.fuzz.StrategyKind;
import io.github.workerfsm.sim.scenario.ScenarioRules;
import io.github.workerfsm.worker.RuleSet;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

/** Random clusters, random faults, random orders. */
@Command(
    name = "fuzz",
    header = "Try random clusters, faults and orders of events, and check every property.",
    description = {
      "",
      "Each run is drawn from a seed: a cluster, kinds of events and faults that are switched on, and"
          + " the order of everything. Faults come first, with the safety properties checked after"
          + " every event. Then workers that are gone are replaced, everything due happens, and"
          + " agreement and liveness are judged; then everything is released, and nothing may be"
          + " left. What is found is made small and printed as a scenario.",
      "",
      "With --model the same is done to a protocol of the transport: faults and anything else in"
          + " any order, then no more faults, and all that was asked for has to be delivered.",
      ""
    },
    footer = {
      "",
      "Exit code 0: every property held in every run; 1: not; 2: bad usage or input.",
      "",
      "Examples:",
      "  fsm fuzz --seeds 10000",
      "  fsm fuzz --rules dask-2022.12 --seeds 5000 --out found",
      "  fsm fuzz --seed 1234 --seeds 1 --strategy pct2      that run again",
      "  fsm fuzz --seeds 1000000 --campaign night.fuzz      goes on where it was stopped",
      "  fsm fuzz --model status --size 8 --faults 10 --seeds 10000",
      "  fsm fuzz --rules \"current+ignore secede in cancelled\"",
    })
final class FuzzCommand implements Callable<Integer> {
  private static final long SECOND = 1_000_000_000L;
  private static final long PROGRESS = 2 * SECOND;
  private static final long SAVE = 10 * SECOND;

  private final Screen screen;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private ProtocolOptions protocolOptions = new ProtocolOptions();

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "stream, status, cleanup or liveness: a protocol. Default: clusters.")
  private ProtocolOptions.@Nullable Played played;

  @Option(
      names = "--faults",
      paramLabel = "N",
      description = "With --model: how many faults may happen in a run. Default: 6.")
  private @Nullable Integer faults;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "How many runs, those of a campaign file included. Default: ${DEFAULT-VALUE}.")
  private long seeds = 2_000;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Seed of the first run; the others have the next ones. Default: 1.")
  private @Nullable Long seed;

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      split = ",",
      description = "uniform, pct2, pct3, delay, starve; several by turns. Default: all of them.")
  private List<String> strategies = new ArrayList<>();

  @Option(
      names = "--rules",
      paramLabel = "RULES",
      converter = RuleSetName.class,
      description = "The rules of the workers. Default: current.")
  private RuleSet rules = RuleSet.CURRENT;

  @Option(
      names = "--scheduler",
      paramLabel = "RULE",
      description = "A change of the scheduler's rules, as in a scenario. May be repeated.")
  private List<String> scheduler = new ArrayList<>();

  @Option(
      names = "--network",
      paramLabel = "RULE",
      description = "A change of the network's rules, as in a scenario. May be repeated.")
  private List<String> network = new ArrayList<>();

  @Option(
      names = "--campaign",
      paramLabel = "FILE",
      description = "Keep the campaign in this file, and go on with it if it exists.")
  private @Nullable Path file;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write each finding there: scenario, sequence diagram, trace, page, test.")
  private @Nullable Path out;

  @Option(
      names = "--coverage",
      paramLabel = "FILE.json",
      description =
          "Write how often the runs of this call took each row of the workers' table, for fsm"
              + " diagram --coverage.")
  private @Nullable Path coverage;

  @Option(
      names = "--threads",
      paramLabel = "T",
      description = "How many runs at a time; what is found is the same. Default: one per core.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--shrink",
      paramLabel = "N",
      description = "Attempts at making a finding smaller. Default: ${DEFAULT-VALUE}.")
  private int shrink = 3_000;

  FuzzCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws IOException, CampaignFormatException, InterruptedException {
    atLeast(1, "--seeds", seeds);
    atLeast(1, "--threads", threads);
    atLeast(0, "--shrink", shrink);
    ProtocolOptions.Played protocol = played;
    if (protocol != null) {
      return walks(protocol);
    }
    refuseProtocolOptions();
    Pages.requireDirectory(coverage);
    Campaign campaign = campaign();
    long before = campaign.events();
    long runs = campaign.runs();
    long cpu = cpuNanos();
    long start = System.nanoTime();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      run(campaign, executor);
    } finally {
      executor.shutdown();
    }
    FuzzReportText report =
        new FuzzReportText(
            campaign,
            campaign.events() - before,
            System.nanoTime() - start,
            cpuNanos() - cpu,
            shrunk(campaign));
    Path directory = out;
    if (directory != null) {
      report.write(directory);
    }
    Path counted = coverage;
    if (counted != null) {
      RowCounts counts = RowCounts.of(rules);
      campaign.coverage().addTo(counts);
      counts.write(
          counted, String.format(Locale.ROOT, "%,d runs of the fuzzer", campaign.runs() - runs));
      screen.remark("written: " + counted);
    }
    if (common.json) {
      screen.json(report.tree());
    } else {
      report.print(screen);
    }
    return ExitCode.holds(campaign.failures() == 0 && campaign.difference() == null);
  }

  private int walks(ProtocolOptions.Played protocol) {
    if (!strategies.isEmpty()
        || rules != RuleSet.CURRENT
        || !scheduler.isEmpty()
        || !network.isEmpty()
        || file != null
        || out != null
        || coverage != null) {
      throw usage(
          "--strategy, --rules, --scheduler, --network, --campaign, --coverage and --out are for"
              + " clusters, expected no --model with them");
    }
    Integer most = faults;
    Long first = seed;
    Model model;
    try {
      model = protocolOptions.models(protocol, most == null ? 6 : most).get();
    } catch (IllegalArgumentException e) {
      throw usage(Objects.requireNonNull(e.getMessage()));
    }
    RandomWalksReport report = RandomWalksReport.of(model, first == null ? 1 : first, seeds);
    if (common.json) {
      screen.json(report.tree());
    } else {
      report.print(screen);
    }
    return ExitCode.holds(report.holds());
  }

  private void refuseProtocolOptions() {
    try {
      protocolOptions.refuse();
    } catch (IllegalArgumentException e) {
      throw usage(Objects.requireNonNull(e.getMessage()));
    }
    if (faults != null) {
      throw usage("--faults is for protocols, expected --model with it");
    }
  }

  private void atLeast(int least, String option, long given) {
    if (given < least) {
      throw usage(option + " is " + given + ", expected " + least + " or more");
    }
  }

  private ParameterException usage(String wrong) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), wrong);
  }

  private Campaign campaign() throws IOException, CampaignFormatException {
    ScenarioRules all = ScenarioRules.CURRENT.with(rules);
    List<StrategyKind> chosen = new ArrayList<>();
    try {
      for (String change : scheduler) {
        all = all.scheduler(change);
      }
      for (String change : network) {
        all = all.network(change);
      }
      for (String name : strategies) {
        chosen.add(StrategyKind.byLabel(name.toLowerCase(Locale.ROOT)));
      }
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
    Path saved = file;
    if (saved != null && Files.exists(saved)) {
      if (seed != null || !chosen.isEmpty()) {
        throw usage(saved + " says seed and strategies, expected them not to be given again");
      }
      return CampaignFile.read(saved.toString(), Files.readString(saved), all);
    }
    Long first = seed;
    return new Campaign(
        all, first == null ? 1 : first, chosen.isEmpty() ? List.of(StrategyKind.values()) : chosen);
  }

  private void run(Campaign campaign, ExecutorService executor)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    long runs = campaign.runs();
    long events = campaign.events();
    long told = start;
    long saved = start;
    while (campaign.runs() < seeds) {
      campaign.advance(seeds, executor, threads);
      long now = System.nanoTime();
      if (now - told >= PROGRESS) {
        told = now;
        double seconds = (now - start) / (double) SECOND;
        screen.remark(
            FuzzReportText.progress(
                campaign,
                (campaign.runs() - runs) / seconds,
                (campaign.events() - events) / seconds));
      }
      if (now - saved >= SAVE) {
        saved = now;
        save(campaign);
      }
    }
    save(campaign);
  }

  /** A file that is half written never takes the place of a whole one. */
  private void save(Campaign campaign) throws IOException {
    Path target = file;
    if (target != null) {
      Path fresh = target.resolveSibling(target.getFileName() + ".new");
      Files.writeString(fresh, CampaignFile.write(campaign));
      Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Map<Finding, Counterexample> shrunk(Campaign campaign) {
    Map<Finding, Counterexample> shrunk = new LinkedHashMap<>();
    for (Finding found : campaign.findings()) {
      shrunk.put(found, Shrinker.shrink(found.counterexample(campaign.rules()), shrink));
    }
    return shrunk;
  }

  /** Processor time of the whole process, so that its collector and compiler count as well. */
  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
