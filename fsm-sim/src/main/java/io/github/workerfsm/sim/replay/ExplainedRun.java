package io.github.workerfsm.sim.replay;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.github.workerfsm.trace.Difference;
import io.github.workerfsm.trace.Divergence;
import io.github.workerfsm.trace.Replay;
import io.github.workerfsm.trace.TraceHeader;
import io.github.workerfsm.trace.TraceLine;
import io.github.workerfsm.trace.TraceRun;
import io.github.workerfsm.worker.RuleOverride;
import io.github.workerfsm.worker.RuleSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One trace under one replay, whose divergences are explained by counterfactual: the smallest set
 * of named differences between the rules of the replay and the recorded ones such that, these put
 * back, the line and all before it conform. What such a set explains is proven by the replay
 * itself, not by what the differences say of themselves.
 *
 * <p>Keeps the lines of the trace up to the divergence, to be followed again by other rules.
 */
final class ExplainedRun {
  private final RuleSet recorded;
  private final boolean toTheEnd;
  private final String file;
  private final long headerLine;
  private final TraceHeader header;
  private final List<NumberedLine> lines = new ArrayList<>();
  private final Map<Correction, ExplainedDivergence> explained = new LinkedHashMap<>();

  private Replay replay;
  private TraceRun run;
  private boolean closed;
  private long conformingStimuli;
  private @Nullable Divergence first;
  private @Nullable Divergence unexplained;

  /**
   * A run at its beginning.
   *
   * @param recorded the rules of the recorded machine
   * @param toTheEnd whether to go on behind an explained divergence, with what explains it put back
   */
  ExplainedRun(
      Replay replay,
      RuleSet recorded,
      boolean toTheEnd,
      String file,
      long headerLine,
      TraceHeader header) {
    this.replay = replay;
    this.recorded = recorded;
    this.toTheEnd = toTheEnd;
    this.file = file;
    this.headerLine = headerLine;
    this.header = header;
    this.run = replay.begin(file, headerLine, header);
  }

  void follow(TraceLine line, long number) {
    if (closed) {
      return;
    }
    if (!Correction.candidates(replay.rules(), recorded).isEmpty()) {
      lines.add(new NumberedLine(line, number));
    }
    run.follow(line, number);
    Divergence divergence = run.divergence();
    if (divergence != null) {
      explain(divergence);
    } else if (run.over()) {
      close();
    }
  }

  private void explain(Divergence divergence) {
    if (first == null) {
      first = divergence;
      conformingStimuli = run.result().stimuli();
    }
    Replay untold = withoutMoreChecksThan(divergence);
    Correction correction = correction(untold);
    if (correction == null) {
      unexplained = divergence;
      close();
      return;
    }
    explained.putIfAbsent(correction, new ExplainedDivergence(divergence, correction));
    if (toTheEnd) {
      replay = reverted(untold, correction);
      run = again(replay);
    } else {
      close();
    }
  }

  /**
   * The replay that decides whether a line conforms under other rules. A mixture of two rule sets
   * may break invariants that neither breaks; that says nothing about the line.
   */
  private Replay withoutMoreChecksThan(Divergence divergence) {
    boolean broken =
        divergence.differences().stream().anyMatch(d -> d.member().equals(Difference.INVARIANT));
    return broken ? replay : Replay.of(replay.rules(), replay.mode());
  }

  /** The smallest correction whose absence makes all lines so far conform; null when none does. */
  private @Nullable Correction correction(Replay base) {
    ImmutableList<RuleOverride> candidates = Correction.candidates(base.rules(), recorded);
    if (candidates.isEmpty() || !conforms(base, new Correction(candidates))) {
      return null;
    }
    for (int size = 1; size < candidates.size(); size++) {
      for (Set<RuleOverride> some : Sets.combinations(ImmutableSet.copyOf(candidates), size)) {
        Correction correction = new Correction(ImmutableList.copyOf(some));
        if (conforms(base, correction)) {
          return correction;
        }
      }
    }
    return new Correction(candidates);
  }

  private boolean conforms(Replay base, Correction correction) {
    return again(reverted(base, correction)).divergence() == null;
  }

  private static Replay reverted(Replay base, Correction correction) {
    return base.under(correction.revertedIn(base.rules()));
  }

  private TraceRun again(Replay otherwise) {
    TraceRun other = otherwise.begin(file, headerLine, header);
    for (NumberedLine line : lines) {
      other.follow(line.line(), line.number());
      if (other.over()) {
        break;
      }
    }
    return other;
  }

  private void close() {
    closed = true;
    lines.clear();
  }

  long transitions() {
    return run.machine().transitions();
  }

  /** Events in the lines before the first divergence. */
  long conformingStimuli() {
    return first == null ? run.result().stimuli() : conformingStimuli;
  }

  /** The first line that does not conform; null when all do. */
  @Nullable Divergence first() {
    return first;
  }

  /** The first line that no difference between the rule sets explains; null when there is none. */
  @Nullable Divergence unexplained() {
    return unexplained;
  }

  /** Divergences that are explained, in the order of the lines, one for each correction. */
  ImmutableList<ExplainedDivergence> explained() {
    return ImmutableList.copyOf(explained.values());
  }

  private record NumberedLine(TraceLine line, long number) {}
}
