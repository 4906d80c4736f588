package io.github.workerfsm.sim.cli;

import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.sim.bench.LoadedTrace;
import io.github.workerfsm.sim.bench.Measurement;
import io.github.workerfsm.sim.bench.ReferenceBench;
import io.github.workerfsm.sim.bench.TraceBench;
import io.github.workerfsm.sim.replay.RecordedRules;
import io.github.workerfsm.sim.replay.TraceInputException;
import io.github.workerfsm.sim.replay.TraceSource;
import io.github.workerfsm.trace.Divergence;
import io.github.workerfsm.worker.RuleSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures whole traces, beside the reference where it is installed. */
@Command(
    name = "bench",
    header = "Measure how fast the machine handles whole traces.",
    description = {
      "",
      "Events are built before the clock starts, the story is on, the clock is the CPU time of the"
          + " thread. Runs are repeated until they no longer get faster, for 5 CPU seconds or 20 runs"
          + " at least; then the median of --runs more is taken. Traces on which a machine that"
          + " breaks ties as it likes leaves the recorded path are skipped, because from there on"
          + " their events make no sense.",
      "",
      "With --against-reference the machine of dask.distributed itself handles the same traces"
          + " afterwards, in a Python that has it (apt-get install python3-distributed).",
      ""
    },
    footer = {
      "",
      "Exit code 0: measured; 1: no trace could be measured; 2: bad input.",
      "",
      "Examples:",
      "  fsm bench bundled:map_reduce_big --against-reference",
      "  fsm bench traces/ --name map_reduce_big#1 --json"
    })
final class BenchCommand implements Callable<Integer> {
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
      names = "--name",
      paramLabel = "TEXT",
      description = "Only traces whose name contains this, however short they are.")
  private @Nullable String name;

  @Option(
      names = "--at-least",
      paramLabel = "N",
      description = "Without --name, only traces of that many stimuli. Default: ${DEFAULT-VALUE}.")
  private long least = 1_000;

  @Option(
      names = "--rules",
      paramLabel = "RULES",
      converter = RuleSetName.class,
      description =
          "current, dask-2022.12, or one of them with differences put back. Default: the rules that"
              + " the trace was recorded with.")
  private @Nullable RuleSet rules;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "Runs of which the median counts. Default: ${DEFAULT-VALUE}.")
  private int runs = 5;

  @Option(
      names = "--against-reference",
      description = "Measure dask.distributed with the same traces, and print the ratio.")
  private boolean againstReference;

  @Option(
      names = "--python",
      paramLabel = "FILE",
      description = "The Python that has dask.distributed. Default: ${DEFAULT-VALUE}.")
  private String python = "/usr/bin/python3";

  BenchCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (runs < 1) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "--runs is " + runs + ", expected 1 or more");
    }
    List<LoadedTrace> measurable = new ArrayList<>();
    List<Measurement> measurements = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    for (LoadedTrace trace : load()) {
      String obstacle = obstacle(trace);
      if (obstacle == null) {
        screen.remark("measuring " + trace.header().name());
        measurements.add(new TraceBench(rules(trace), trace).measure(runs));
        measurable.add(trace);
      } else {
        screen.remark("skipping " + trace.header().name() + ": " + obstacle);
        skipped.add(trace.header().name());
      }
    }
    BenchReport report = new BenchReport(measurements, skipped, reference(measurable));
    if (common.json) {
      screen.json(report.tree());
    } else {
      report.print(screen);
    }
    return ExitCode.holds(!measurements.isEmpty());
  }

  private List<LoadedTrace> load() throws IOException {
    String text = name;
    List<LoadedTrace> traces =
        LoadedTrace.load(
                TraceSource.at(paths), header -> text == null || header.name().contains(text))
            .stream()
            .filter(trace -> text != null || trace.stimuli() >= least)
            .toList();
    if (traces.isEmpty()) {
      throw new TraceInputException(
          String.join(" ", paths)
              + ": no trace "
              + (text == null ? "of " + least + " stimuli or more" : "has " + text + " in its name")
              + ", expected at least one");
    }
    return traces;
  }

  private RuleSet rules(LoadedTrace trace) {
    RuleSet chosen = rules;
    return chosen == null ? RecordedRules.of(trace.header()) : chosen;
  }

  /** Why a trace cannot be measured; null when it can. Other rules may answer otherwise. */
  private @Nullable String obstacle(LoadedTrace trace) {
    RuleSet chosen = rules(trace);
    boolean asRecorded = chosen == RecordedRules.of(trace.header());
    Divergence divergence = asRecorded ? trace.divergence(chosen) : null;
    return divergence == null
        ? trace.refusal(chosen)
        : "the machine breaks a tie otherwise at line " + divergence.line();
  }

  /** Stimuli per CPU second by trace; null when not asked for, or not to be had. */
  private @Nullable ImmutableMap<String, Double> reference(List<LoadedTrace> traces)
      throws IOException, InterruptedException {
    if (!againstReference) {
      return null;
    }
    ReferenceBench reference = new ReferenceBench(python);
    if (!reference.available()) {
      screen.remark(
          "reference: not measured, "
              + python
              + " cannot import distributed (apt-get install python3-distributed)");
      return null;
    }
    screen.remark("measuring the reference");
    return reference.stimuliPerCpuSecond(traces, runs);
  }
}
