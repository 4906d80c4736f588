package io.github.workerfsm.bench;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Statistics;

/** Contenders side by side, each against the floor that was measured in the same run. */
final class Comparison {

  /** The class that the ratios are ratios to. */
  static final String FLOOR = FloorTableActions.class.getSimpleName();

  private static final String NANOS = "%,.1f (%,.1f-%,.1f)";

  /** Floors first, then by what a transition of the lap costs. */
  private static final Comparator<Line> FLOORS_THEN_FAST =
      Comparator.comparing((Line line) -> !line.name.startsWith("floor-"))
          .thenComparingDouble(line -> line.lap.nanos());

  private final List<Line> lines;
  private final Line floor;

  private Comparison(List<Line> lines) {
    this.lines = lines;
    this.floor =
        lines.stream().filter(line -> line.name.equals(kebab(FLOOR))).findFirst().orElseThrow();
  }

  static Comparison of(Collection<RunResult> results) {
    Map<String, Line> byName = new TreeMap<>();
    for (RunResult result : results) {
      String benchmark = result.getParams().getBenchmark();
      int dot = benchmark.lastIndexOf('.');
      String name = kebab(benchmark.substring(benchmark.lastIndexOf('.', dot - 1) + 1, dot));
      Line line = byName.computeIfAbsent(name, Line::new);
      (benchmark.endsWith(".lap") ? line.lap : line.burst).add(result);
    }
    return new Comparison(byName.values().stream().sorted(FLOORS_THEN_FAST).toList());
  }

  String toMarkdown() {
    StringBuilder out = new StringBuilder();
    out.append("| machine | lap, ns a transition | x floor | bytes a transition |")
        .append(" burst, ns a transition | x floor |\n|---|---|---|---|---|---|\n");
    for (Line line : lines) {
      Cost lap = line.lap;
      Cost burst = line.burst;
      out.append(format("| %s | %s | %s | ", line.name, lap.range(), lap.ratio(floor.lap)))
          .append(format("%,.0f | ", lap.bytes.getMean()))
          .append(format("%s | %s |\n", burst.range(), burst.ratio(floor.burst)));
    }
    return out.append(
            format(
                """

                CPU time of the measuring thread: median (least-most) of %d iterations. Floor: %s.
                Instances in a burst: %s.
                %s.
                """,
                floor.lap.cpu.getN(), floor.name, crowds(), jvm()))
        .toString();
  }

  private String crowds() {
    Map<Long, String> names =
        lines.stream()
            .collect(
                groupingBy(
                    line -> line.burst.crowd,
                    TreeMap::new,
                    mapping(line -> line.name, joining(", "))));
    return names.entrySet().stream()
        .map(crowd -> format("%,d (%s)", crowd.getKey(), crowd.getValue()))
        .collect(joining("; "));
  }

  String toJson() {
    String head = format("{\"jvm\":\"%s\",\"floor\":\"%s\",\"machines\":[", jvm(), floor.name);
    return lines.stream().map(this::toJson).collect(joining(",", head, "]}\n"));
  }

  private String toJson(Line line) {
    return format(
        "{\"machine\":\"%s\",\"lap\":%s,\"burst\":%s}",
        line.name, line.lap.toJson(floor.lap), line.burst.toJson(floor.burst));
  }

  private static String jvm() {
    return format(
        "%s %s, %d processors",
        System.getProperty("java.vm.name"),
        System.getProperty("java.vm.version"),
        Runtime.getRuntime().availableProcessors());
  }

  /** {@code FloorTable} is called floor-table. */
  private static String kebab(String className) {
    return className.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  private static String format(String format, Object... args) {
    return String.format(Locale.ROOT, format, args);
  }

  /** One contender. */
  private static final class Line {
    private final String name;
    private final Cost lap = new Cost();
    private final Cost burst = new Cost();

    Line(String name) {
      this.name = name;
    }
  }

  /** What a transition costs in one scenario, over all iterations of all rounds. */
  private static final class Cost {
    private final ListStatistics cpu = new ListStatistics();
    private final ListStatistics wall = new ListStatistics();
    private final ListStatistics bytes = new ListStatistics();
    private long crowd;

    void add(RunResult result) {
      addAll(cpu, secondary(result, WorkerThread.CPU));
      addAll(wall, result.getPrimaryResult().getStatistics());
      addAll(bytes, secondary(result, "gc.alloc.rate.norm"));
      crowd = (long) secondary(result, WorkerThread.CROWD).getMax();
    }

    double nanos() {
      return cpu.getPercentile(50);
    }

    double times(Cost floor) {
      return nanos() / floor.nanos();
    }

    String ratio(Cost floor) {
      double times = times(floor);
      return format(times < 10 ? "%.2f" : "%,.0f", times);
    }

    String range() {
      return format(NANOS, nanos(), cpu.getMin(), cpu.getMax());
    }

    String toJson(Cost floor) {
      return format(
          "{\"nanos\":%.3f,\"least\":%.3f,\"most\":%.3f,\"wallNanos\":%.3f,"
              + "\"timesFloor\":%.3f,\"bytes\":%.3f,\"instances\":%d,\"iterations\":%d}",
          nanos(),
          cpu.getMin(),
          cpu.getMax(),
          wall.getPercentile(50),
          times(floor),
          bytes.getMean(),
          crowd,
          cpu.getN());
    }

    private static Statistics secondary(RunResult result, String name) {
      return result.getSecondaryResults().get(name).getStatistics();
    }

    private static void addAll(ListStatistics all, Statistics some) {
      some.getRawData()
          .forEachRemaining(
              value -> {
                for (long i = 0; i < value.getValue(); i++) {
                  all.addValue(value.getKey());
                }
              });
    }
  }
}
