package io.github.workerfsm.sim.cli;

import io.github.workerfsm.sim.explore.ExploreReport;
import io.github.workerfsm.sim.explore.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an exploration has covered and found, for people and for scripts.
 *
 * @param model what was explored, in one line
 * @param report what came out
 * @param nanos elapsed nanoseconds
 * @param cpuNanos nanoseconds of processor time of all threads
 */
record ExploreReportText(String model, ExploreReport report, long nanos, long cpuNanos) {
  private static final double SECOND = 1e9;

  /** All of them, and a last line for all together. */
  static void print(List<ExploreReportText> texts, Screen screen, boolean json) {
    if (json) {
      screen.json(texts.size() == 1 ? texts.get(0).tree() : together(texts));
    } else if (texts.size() == 1) {
      texts.get(0).print(screen);
      screen.say(texts.get(0).report.line(texts.get(0).nanos));
    } else {
      texts.forEach(text -> text.printBriefly(screen));
      screen.say(
          ExploreReport.line(
              texts.stream().map(ExploreReportText::report).toList(),
              texts.stream().mapToLong(ExploreReportText::nanos).sum()));
    }
  }

  private static Map<String, @Nullable Object> together(List<ExploreReportText> texts) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("states", texts.stream().mapToLong(text -> text.report.states()).sum());
    tree.put("transitions", texts.stream().mapToLong(text -> text.report.transitions()).sum());
    tree.put("complete", texts.stream().allMatch(text -> text.report.complete()));
    tree.put("findings", texts.stream().mapToLong(text -> text.report.findings().size()).sum());
    tree.put("explorations", texts.stream().map(ExploreReportText::tree).toList());
    return tree;
  }

  private void printBriefly(Screen screen) {
    screen.say(model);
    screen.say("  " + report.line(nanos));
    for (Finding finding : report.findings()) {
      print(finding, screen);
    }
  }

  private void print(Screen screen) {
    screen.say(model);
    screen.say(
        String.format(
            Locale.ROOT,
            "%s in %.1f s: %,d states, %,d levels, %.1f bytes a visited state,"
                + " %,.0f transitions per CPU second",
            report.coverage(),
            nanos / SECOND,
            report.states(),
            report.depth(),
            report.bytesPerState(),
            transitionsPerCpuSecond()));
    screen.say(
        report.expectedLoss() == 0
            ? "whole states were kept: none is lost"
            : String.format(
                Locale.ROOT,
                "expected number of states lost to equal fingerprints: %.1e",
                report.expectedLoss()));
    if (report.liveness()) {
      screen.say(
          String.format(
              Locale.ROOT,
              "states from which what is wanted cannot be delivered any more: %,d",
              report.doomed()));
    }
    for (Finding finding : report.findings()) {
      print(finding, screen);
    }
  }

  private static void print(Finding finding, Screen screen) {
    screen.say("");
    String invariant = finding.invariant();
    screen.say(
        String.format(
            Locale.ROOT,
            "%s%s (%,d in all), after %d steps:",
            finding.kind(),
            invariant == null ? "" : ", " + invariant,
            finding.count(),
            finding.labels().size()));
    for (String label : finding.labels()) {
      screen.say("  " + label);
    }
    screen.say("");
  }

  Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("model", model);
    tree.put("states", report.states());
    tree.put("transitions", report.transitions());
    tree.put("depth", report.depth());
    tree.put("complete", report.complete());
    tree.put("coverage", report.coverage().toString());
    tree.put("seconds", nanos / SECOND);
    tree.put("cpuSeconds", cpuNanos / SECOND);
    tree.put("transitionsPerCpuSecond", transitionsPerCpuSecond());
    tree.put("bytesPerVisitedState", report.bytesPerState());
    tree.put("expectedLoss", report.expectedLoss());
    tree.put("doomed", report.liveness() ? report.doomed() : null);
    List<Map<String, @Nullable Object>> findings = new ArrayList<>();
    for (Finding finding : report.findings()) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("kind", finding.kind().toString());
      one.put("count", finding.count());
      one.put("invariant", finding.invariant());
      one.put("steps", finding.labels());
      findings.add(one);
    }
    tree.put("findings", findings);
    return tree;
  }

  private double transitionsPerCpuSecond() {
    return report.transitions() / (Math.max(1, cpuNanos) / SECOND);
  }
}
