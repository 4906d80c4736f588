package io.github.workerfsm.sim.cli;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.replay.CorpusReplay;
import io.github.workerfsm.sim.replay.RecordedRules;
import io.github.workerfsm.sim.replay.TraceInputException;
import io.github.workerfsm.sim.replay.TraceSource;
import io.github.workerfsm.sim.replay.TraceVerdict;
import io.github.workerfsm.trace.Replay;
import io.github.workerfsm.worker.RuleSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Replays recorded traces, and says where and why the machine answers otherwise. */
@Command(
    name = "replay",
    header = "Replay recorded traces, and compare every answer with the recorded one.",
    description = {
      "",
      "Each trace is what one worker was told and what it answered. It is told again to a machine"
          + " of ours, and every state, instruction, transition and count is compared. Twice: free"
          + " (up to the first line on which two machines may both be right) and guided (to the"
          + " end, breaking ties as the recorded worker did).",
      "",
      "Under other rules than the recorded ones, the first divergence of each trace is explained by"
          + " counterfactual: which named differences between the two rule sets have to be put back,"
          + " at least, so that the line and all before it conform.",
      ""
    },
    footer = {
      "",
      "Exit code 0: all conform, or every divergence is explained; 1: not; 2: bad input.",
      "",
      "Examples:",
      "  fsm replay traces/                     each trace by the rules it was recorded with",
      "  fsm replay traces/ --rules current     what the corrected rules do otherwise, and why",
      "  fsm replay traces/ --rules current+retention      one correction put back by hand",
      "  fsm replay bundled:map_reduce_big --report page.html     watch it in a browser"
    })
final class ReplayCommand implements Callable<Integer> {
  private final Screen screen;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Files (*.jsonl, *.jsonl.gz), directories of them, or bundled: for those that come with"
              + " the program.")
  private List<String> paths = List.of();

  @Option(
      names = "--rules",
      paramLabel = "RULES",
      converter = RuleSetName.class,
      description =
          "current, dask-2022.12, or one of them with differences put back, as in"
              + " current+retention. Default: the rules that the trace was recorded with.")
  private @Nullable RuleSet rules;

  @ArgGroup private @Nullable OneMode one;

  @Option(names = "--no-check", description = "Do not check all invariants after every event.")
  private boolean unchecked;

  @Option(
      names = "--to-the-end",
      description =
          "Go on behind an explained divergence, with what explains it put back, and count all that"
              + " a trace meets instead of the first.")
  private boolean toTheEnd;

  @Option(
      names = "--name",
      paramLabel = "TEXT",
      description = "Only traces whose name contains this.")
  private String name = "";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Files that are replayed at a time. Default: the number of processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--show",
      paramLabel = "N",
      description = "Unexplained divergences that are shown in full. Default: ${DEFAULT-VALUE}.")
  private int show = 5;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "Write a page, one HTML file, that plays the longest of the traces in the state diagram.")
  private @Nullable Path page;

  ReplayCommand(Screen screen) {
    this.screen = screen;
  }

  /** Without either option, both. */
  static final class OneMode {
    @Option(names = "--guided", description = "Only guided, to the end of each trace.")
    private boolean guided;

    @Option(names = "--free", description = "Only free, on lines marked deterministic.")
    private boolean free;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (threads < 1) {
      throw new ParameterException(
          java.util.Objects.requireNonNull(spec).commandLine(),
          "--threads is " + threads + ", expected 1 or more");
    }
    Pages.requireDirectory(page);
    ImmutableList<TraceSource> sources = TraceSource.at(paths);
    long start = System.nanoTime();
    ImmutableList<TraceVerdict> verdicts = replay(sources);
    if (verdicts.isEmpty()) {
      throw new TraceInputException(
          String.join(" ", paths)
              + ": no trace has "
              + name
              + " in its name, expected a part of a name that \"trace\" lines have");
    }
    Path file = page;
    if (file != null) {
      Pages.write(Pages.ofLongest(verdicts, sources), file, screen);
    }
    ReplayReport report = new ReplayReport(verdicts, toTheEnd, (System.nanoTime() - start) / 1e9);
    if (common.json) {
      screen.json(report.tree());
    } else {
      report.print(screen, show);
    }
    return ExitCode.holds(report.holds());
  }

  private ImmutableList<TraceVerdict> replay(List<TraceSource> sources)
      throws IOException, InterruptedException {
    RuleSet chosen = rules;
    CorpusReplay replay =
        new CorpusReplay(
            header -> chosen == null ? RecordedRules.of(header) : chosen,
            modes(),
            header -> header.name().contains(name),
            header -> !unchecked,
            toTheEnd);
    long bytes = sources.stream().mapToLong(TraceSource::size).sum();
    try (Progress progress = screen.progress("replaying", bytes)) {
      return replay.run(sources, threads, progress);
    }
  }

  private ImmutableList<Replay.Mode> modes() {
    OneMode only = one;
    if (only == null) {
      return ImmutableList.of(Replay.Mode.GUIDED, Replay.Mode.FREE);
    }
    return ImmutableList.of(only.free ? Replay.Mode.FREE : Replay.Mode.GUIDED);
  }
}
