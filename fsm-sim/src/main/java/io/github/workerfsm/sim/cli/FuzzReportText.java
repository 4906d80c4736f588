package io.github.workerfsm.sim.cli;

import io.github.workerfsm.sim.counterexample.Counterexample;
import io.github.workerfsm.sim.counterexample.CounterexampleFiles;
import io.github.workerfsm.sim.counterexample.ScenarioText;
import io.github.workerfsm.sim.fuzz.Campaign;
import io.github.workerfsm.sim.fuzz.Coverage;
import io.github.workerfsm.sim.fuzz.Finding;
import io.github.workerfsm.sim.fuzz.Mark;
import io.github.workerfsm.sim.fuzz.Score;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign has covered and found, for people and for scripts.
 *
 * @param campaign the campaign
 * @param events of this process
 * @param nanos elapsed nanoseconds
 * @param cpuNanos nanoseconds of processor time of all threads
 * @param findings the kinds of failures, each with a small counterexample
 */
record FuzzReportText(
    Campaign campaign,
    long events,
    long nanos,
    long cpuNanos,
    Map<Finding, Counterexample> findings) {
  private static final double SECOND = 1e9;

  static String progress(Campaign campaign, double runsPerSecond, double eventsPerSecond) {
    Coverage coverage = campaign.coverage();
    return String.format(
        Locale.ROOT,
        "%,d runs, %,.0f runs/s, %,.0f events/s, rows %d/%d, situations %d/%d, %,d failures",
        campaign.runs(),
        runsPerSecond,
        eventsPerSecond,
        coverage.rowsReached(),
        coverage.rowCount(),
        Mark.values().length - coverage.missedMarks().size(),
        Mark.values().length,
        campaign.failures());
  }

  void print(Screen screen) {
    for (Score score : campaign.scores()) {
      print(score, screen);
    }
    screen.say("");
    coverage(screen);
    int number = 0;
    for (Map.Entry<Finding, Counterexample> found : findings.entrySet()) {
      Finding finding = found.getKey();
      screen.say("");
      screen.say(
          String.format(
              Locale.ROOT,
              "%s, first by %s in run %,d of seed %d; %d choices, %d after shrinking:",
              finding.kind(),
              finding.strategy().label(),
              finding.run() + 1,
              finding.seed(),
              finding.choices().size(),
              found.getValue().choices().size()));
      screen.say("");
      ScenarioText.of(found.getValue(), name(++number, finding), finding.kind())
          .lines()
          .forEach(line -> screen.say(line.isEmpty() ? "" : "  " + line));
    }
    screen.say("");
    screen.say(
        String.format(
            Locale.ROOT,
            "%,.0f events per CPU second; %,d runs were played twice and %s",
            eventsPerCpuSecond(),
            campaign.playedTwice(),
            same()));
    screen.say(line());
  }

  private String same() {
    String difference = campaign.difference();
    return difference == null ? "were the same" : "NOT the same: " + difference;
  }

  private static void print(Score score, Screen screen) {
    screen.say(
        String.format(
            Locale.ROOT,
            "%-8s %,9d runs %,11d events %,7d failures, %d kinds%s",
            score.strategy().label(),
            score.runs(),
            score.events(),
            score.failures(),
            score.sights().size(),
            score.sights().isEmpty() ? "" : ":"));
    for (Score.FirstSight sight : score.sights()) {
      screen.say(String.format(Locale.ROOT, "         after %,7d  %s", sight.runs(), sight.kind()));
    }
  }

  private void coverage(Screen screen) {
    Coverage coverage = campaign.coverage();
    screen.say(
        String.format(
            Locale.ROOT,
            "reached: %d of %d rows, %d of %d rare situations, %d meetings of an event with a state;"
                + " %d beginnings kept",
            coverage.rowsReached(),
            coverage.rowCount(),
            Mark.values().length - coverage.missedMarks().size(),
            Mark.values().length,
            coverage.meetings(),
            campaign.prefixes()));
    campaign.missedRows().forEach(row -> screen.say("  no run took the row " + row));
    coverage
        .missedMarks()
        .forEach(mark -> screen.say("  in no run: " + mark.meaning() + " (" + mark + ")"));
  }

  private String line() {
    return "fuzzed: %d runs, %d events, %d failures"
        .formatted(campaign.runs(), campaign.events(), campaign.failures());
  }

  private double eventsPerCpuSecond() {
    return events / (Math.max(1, cpuNanos) / SECOND);
  }

  private static String name(int number, Finding finding) {
    return "found-" + number + "-" + finding.property().toLowerCase(Locale.ROOT);
  }

  /** Four files for each finding. */
  void write(Path directory) throws IOException {
    int number = 0;
    for (Map.Entry<Finding, Counterexample> found : findings.entrySet()) {
      String name = name(++number, found.getKey());
      String test = "Found" + number + found.getKey().property() + "Test";
      CounterexampleFiles.write(directory, name, test, found.getKey().kind(), found.getValue());
    }
  }

  Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("runs", campaign.runs());
    tree.put("events", campaign.events());
    tree.put("failures", campaign.failures());
    tree.put("seconds", nanos / SECOND);
    tree.put("cpuSeconds", cpuNanos / SECOND);
    tree.put("eventsPerCpuSecond", eventsPerCpuSecond());
    tree.put("playedTwice", campaign.playedTwice());
    tree.put("difference", campaign.difference());
    tree.put("rowsReached", campaign.coverage().rowsReached());
    tree.put("rows", campaign.coverage().rowCount());
    tree.put("missedRows", campaign.missedRows());
    tree.put(
        "missedSituations", campaign.coverage().missedMarks().stream().map(Mark::name).toList());
    List<Map<String, @Nullable Object>> scores = new ArrayList<>();
    for (Score score : campaign.scores()) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("strategy", score.strategy().label());
      one.put("runs", score.runs());
      one.put("events", score.events());
      one.put("failures", score.failures());
      Map<String, @Nullable Object> sights = new LinkedHashMap<>();
      score.sights().forEach(sight -> sights.put(sight.kind(), sight.runs()));
      one.put("found", sights);
      scores.add(one);
    }
    tree.put("strategies", scores);
    List<Map<String, @Nullable Object>> found = new ArrayList<>();
    findings.forEach(
        (finding, small) -> {
          Map<String, @Nullable Object> one = new LinkedHashMap<>();
          one.put("kind", finding.kind());
          one.put("property", finding.property());
          one.put("seed", finding.seed());
          one.put("strategy", finding.strategy().label());
          one.put("run", finding.run());
          one.put("scenario", ScenarioText.of(small, "found", finding.kind()));
          found.add(one);
        });
    tree.put("findings", found);
    return tree;
  }
}
