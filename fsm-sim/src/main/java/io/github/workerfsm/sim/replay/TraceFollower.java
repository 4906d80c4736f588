package io.github.workerfsm.sim.replay;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.trace.Divergence;
import io.github.workerfsm.trace.Replay;
import io.github.workerfsm.trace.Step;
import io.github.workerfsm.trace.TraceHeader;
import io.github.workerfsm.trace.TraceLine;
import io.github.workerfsm.worker.RuleSet;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One trace on its way through several replays at once: each line is read once, for all. */
final class TraceFollower {
  private final String file;
  private final long headerLine;
  private final TraceHeader header;
  private final RuleSet rules;
  private final boolean free;
  private final ImmutableList<ExplainedRun> runs;
  private long stimuli;
  private boolean left;

  /**
   * A follower at the beginning of a trace.
   *
   * @param replays by the same rules, the one that goes furthest first
   */
  TraceFollower(
      List<Replay> replays, boolean toTheEnd, String file, long headerLine, TraceHeader header) {
    this.file = file;
    this.headerLine = headerLine;
    this.header = header;
    this.rules = replays.get(0).rules();
    this.free = replays.stream().allMatch(replay -> replay.mode() == Replay.Mode.FREE);
    RuleSet recorded = RecordedRules.of(header);
    this.runs =
        replays.stream()
            .map(replay -> new ExplainedRun(replay, recorded, toTheEnd, file, headerLine, header))
            .collect(toImmutableList());
  }

  void follow(TraceLine line, long number) {
    if (line instanceof Step step) {
      left |= free && !step.deterministic();
      stimuli += left ? 0 : step.events().size();
    }
    for (ExplainedRun run : runs) {
      run.follow(line, number);
    }
  }

  TraceVerdict verdict() {
    ExplainedRun decisive =
        earliest(ExplainedRun::unexplained)
            .or(() -> earliest(ExplainedRun::first))
            .orElse(runs.get(0));
    return new TraceVerdict(
        file,
        headerLine,
        header,
        rules,
        stimuli,
        decisive.conformingStimuli(),
        runs.get(0).transitions(),
        decisive.first(),
        decisive.explained(),
        decisive.unexplained());
  }

  /** The run with the first such line, the earlier one of the list among equals. */
  private Optional<ExplainedRun> earliest(Function<ExplainedRun, @Nullable Divergence> which) {
    return runs.stream()
        .filter(run -> which.apply(run) != null)
        .min(Comparator.comparingLong(run -> Objects.requireNonNull(which.apply(run)).line()));
  }
}
