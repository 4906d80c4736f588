package io.github.workerfsm.sim.cli;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.replay.Correction;
import io.github.workerfsm.sim.replay.ExplainedDivergence;
import io.github.workerfsm.sim.replay.TraceVerdict;
import io.github.workerfsm.trace.Divergence;
import io.github.workerfsm.worker.RuleSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of replaying traces, for people and for scripts. */
final class ReplayReport {
  private final ImmutableList<TraceVerdict> verdicts;
  private final boolean toTheEnd;
  private final double seconds;

  /**
   * A report.
   *
   * @param toTheEnd whether all corrections that a trace meets are known, not only the first
   * @param seconds that the replay took
   */
  ReplayReport(ImmutableList<TraceVerdict> verdicts, boolean toTheEnd, double seconds) {
    this.verdicts = verdicts;
    this.toTheEnd = toTheEnd;
    this.seconds = seconds;
  }

  /** Whether all traces conform, or differ only where a named correction says so. */
  boolean holds() {
    return unexplained().isEmpty();
  }

  void print(Screen screen, int show) {
    List<Divergence> unexplained = unexplained();
    unexplained.stream().limit(show).forEach(divergence -> screen.say(divergence + "\n"));
    if (unexplained.size() > show) {
      screen.say("... and " + (unexplained.size() - show) + " more unexplained divergences\n");
    }
    if (conforming() < verdicts.size()) {
      corrections(screen);
      screen.say("unexplained: " + unexplained.size());
    }
    screen.say(lastLine());
  }

  private void corrections(Screen screen) {
    Map<Correction, Met> met = met();
    if (met.isEmpty()) {
      return;
    }
    RuleSet rules = verdicts.get(0).rules();
    screen.say(
        toTheEnd
            ? "Corrections that the traces meet, all along:"
            : "What explains the first divergence of each trace that has one:");
    TextTable table = TextTable.wrapped("  ");
    table.line("correction", "traces", "what " + rules + " does instead of what was recorded");
    met.forEach(
        (correction, where) ->
            table.line(
                correction.name(),
                number(where.traces),
                correction.instead(rules) + " (first: " + where.example() + ")"));
    table.print(screen);
  }

  String lastLine() {
    return "replayed: "
        + conforming()
        + "/"
        + verdicts.size()
        + " traces conform, "
        + conformingStimuli()
        + "/"
        + stimuli()
        + " stimuli, "
        + transitions()
        + " transitions, "
        + rate()
        + " stimuli/s";
  }

  Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("rules", verdicts.stream().map(v -> v.rules().name()).distinct().toList());
    tree.put("holds", holds());
    tree.put("traces", verdicts.size());
    tree.put("conformingTraces", conforming());
    tree.put("stimuli", stimuli());
    tree.put("conformingStimuli", conformingStimuli());
    tree.put("transitions", transitions());
    tree.put("seconds", seconds);
    tree.put("stimuliPerSecond", rate());
    List<Object> corrections = new ArrayList<>();
    met().forEach((correction, where) -> corrections.add(tree(correction, where)));
    tree.put("corrections", corrections);
    tree.put("unexplained", unexplained().stream().map(Divergence::tree).toList());
    return tree;
  }

  private Map<String, Object> tree(Correction correction, Met where) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", correction.name());
    tree.put("traces", where.traces);
    tree.put("instead", correction.instead(verdicts.get(0).rules()));
    tree.put("source", correction.source());
    tree.put("file", where.file);
    tree.put("line", where.line);
    return tree;
  }

  /** By correction, the more frequent first: how many traces meet it, and where for example. */
  private Map<Correction, Met> met() {
    Map<Correction, Met> met = new LinkedHashMap<>();
    for (TraceVerdict verdict : verdicts) {
      for (ExplainedDivergence explained : verdict.explained()) {
        met.computeIfAbsent(explained.correction(), c -> new Met(explained.divergence())).traces++;
      }
    }
    Map<Correction, Met> sorted = new LinkedHashMap<>();
    met.entrySet().stream()
        .sorted((a, b) -> Integer.compare(b.getValue().traces, a.getValue().traces))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  private List<Divergence> unexplained() {
    List<Divergence> divergences = new ArrayList<>();
    for (TraceVerdict verdict : verdicts) {
      Divergence divergence = verdict.unexplained();
      if (divergence != null) {
        divergences.add(divergence);
      }
    }
    return divergences;
  }

  private long conforming() {
    return verdicts.stream().filter(TraceVerdict::conforms).count();
  }

  long stimuli() {
    return verdicts.stream().mapToLong(TraceVerdict::stimuli).sum();
  }

  private long conformingStimuli() {
    return verdicts.stream().mapToLong(TraceVerdict::conformingStimuli).sum();
  }

  private long transitions() {
    return verdicts.stream().mapToLong(TraceVerdict::transitions).sum();
  }

  private long rate() {
    return Math.round(stimuli() / Math.max(1e-3, seconds));
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** How often a correction was met, and where first. */
  private static final class Met {
    private final String file;
    private final long line;
    private int traces;

    Met(Divergence first) {
      file = first.file();
      line = first.line();
    }

    String example() {
      return file.substring(file.lastIndexOf('/') + 1) + ":" + line;
    }
  }
}
