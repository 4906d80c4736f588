package io.github.workerfsm.sim.cli;

import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.sim.bench.Measurement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a bench has measured, for people and for scripts. */
final class BenchReport {
  private final List<Measurement> measurements;
  private final List<String> skipped;
  private final @Nullable ImmutableMap<String, Double> reference;

  /**
   * A report.
   *
   * @param skipped the names of traces that could not be measured
   * @param reference stimuli per CPU second of the reference, by trace; null when not measured
   */
  BenchReport(
      List<Measurement> measurements,
      List<String> skipped,
      @Nullable ImmutableMap<String, Double> reference) {
    this.measurements = measurements;
    this.skipped = skipped;
    this.reference = reference;
  }

  void print(Screen screen) {
    TextTable table = TextTable.unwrapped("");
    if (reference == null) {
      table.line("stimuli", "ms", "stimuli/CPU s", "transitions/CPU s", "trace");
    } else {
      table.line(
          "stimuli", "ms", "stimuli/CPU s", "transitions/CPU s", "reference", "ratio", "trace");
    }
    for (Measurement one : measurements) {
      String stimuli = ReplayReport.number(one.stimuli());
      String millis = String.format(Locale.ROOT, "%.3f", one.seconds() * 1e3);
      String speed = ReplayReport.number(Math.round(one.stimuliPerCpuSecond()));
      String moves = ReplayReport.number(Math.round(one.transitionsPerCpuSecond()));
      if (reference == null) {
        table.line(stimuli, millis, speed, moves, one.trace());
      } else {
        Double theirs = reference.get(one.trace());
        table.line(
            stimuli,
            millis,
            speed,
            moves,
            theirs == null ? "-" : ReplayReport.number(Math.round(theirs)),
            theirs == null ? "-" : ratio(one, theirs),
            one.trace());
      }
    }
    table.print(screen);
    screen.say(
        "measured: " + measurements.size() + " traces, " + skipped.size() + " skipped" + worst());
  }

  private String worst() {
    return reference == null
        ? ""
        : measurements.stream()
            .filter(one -> reference.containsKey(one.trace()))
            .mapToDouble(
                one ->
                    one.stimuliPerCpuSecond() / Objects.requireNonNull(reference.get(one.trace())))
            .min()
            .stream()
            .mapToObj(
                least ->
                    String.format(
                        Locale.ROOT, ", at least %.0f times the reference per CPU second", least))
            .findFirst()
            .orElse(", the reference measured none of them");
  }

  private static String ratio(Measurement one, double theirs) {
    return String.format(Locale.ROOT, "%.0f", one.stimuliPerCpuSecond() / theirs);
  }

  Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> traces = new LinkedHashMap<>();
    for (Measurement one : measurements) {
      traces.put(one.trace(), tree(one));
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("traces", traces);
    tree.put("skipped", skipped);
    return tree;
  }

  private Map<String, @Nullable Object> tree(Measurement one) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("stimuli", one.stimuli());
    tree.put("transitions", one.transitions());
    tree.put("seconds", one.seconds());
    tree.put("stimuliPerCpuSecond", one.stimuliPerCpuSecond());
    tree.put("transitionsPerCpuSecond", one.transitionsPerCpuSecond());
    tree.put("warmUpPasses", one.warmUp());
    Double theirs = reference == null ? null : reference.get(one.trace());
    tree.put("referenceStimuliPerCpuSecond", theirs);
    tree.put("ratio", theirs == null ? null : one.stimuliPerCpuSecond() / theirs);
    return tree;
  }
}
