package io.github.workerfsm.transport.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Measures the transport beside what the platform offers, in one run on loopback: rounds of the raw
 * way and ours in turn, medians of both and their ratio. Prints one table.
 *
 * <p>Run it by {@code fsm-transport/src/bench/loopback.sh}.
 */
public final class LoopbackReport {
  private static final String USAGE =
      String.join(
          System.lineSeparator(),
          "usage: LoopbackReport [--json] [--strict] [--rounds N] [--scale PERCENT] [--only TEXT]",
          "  --json           one JSON object instead of the table",
          "  --strict         end with 1 when a goal is missed",
          "  --rounds N       measure each way N times (default 11), after three that do not count",
          "  --scale PERCENT  size of a round (default 100: 2,000,000 events one way, 20,000 round",
          "                   trips, 2,000,000 letters)",
          "  --only TEXT      only what has this text in its name");

  private boolean json;
  private boolean strict;
  private int rounds = 11;
  private int scale = 100;
  private String only = "";

  /** One line of the table. */
  private record Line(Pair.Goal goal, double raw, double ours) {
    double ratio() {
      return ours / raw;
    }

    boolean met() {
      return goal.metBy(ratio());
    }

    String target() {
      String bound = (goal.atLeast() ? "at least " : "at most ") + goal.ratio();
      return goal.ratio() == 0 ? "none" : bound;
    }
  }

  /** Makes a pair when its turn comes, so that only one is there at a time. */
  private interface Maker {
    Pair make() throws Exception;
  }

  private LoopbackReport(String... args) {
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--json" -> json = true;
        case "--strict" -> strict = true;
        case "--rounds" -> rounds = positive(args, i++);
        case "--scale" -> scale = positive(args, i++);
        case "--only" -> only = valueOf(args, i++);
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
    }
  }

  /** Prints the table. */
  public static void main(String[] args) throws Exception {
    LoopbackReport report;
    try {
      report = new LoopbackReport(args);
    } catch (IllegalArgumentException e) {
      System.err.println("LoopbackReport: " + e.getMessage());
      System.err.println(USAGE);
      System.exit(2);
      return;
    }
    List<Line> lines = report.run();
    System.out.print(report.json ? json(lines) : table(lines));
    System.exit(report.strict && !lines.stream().allMatch(Line::met) ? 1 : 0);
  }

  private List<Line> run() throws Exception {
    List<Line> lines = new ArrayList<>();
    for (Maker maker : makers()) {
      try (Pair pair = maker.make()) {
        if (Arrays.stream(pair.goals()).anyMatch(goal -> goal.what().contains(only))) {
          lines.addAll(measured(pair));
        }
      }
    }
    return lines;
  }

  private List<Maker> makers() {
    int many = 20_000 * scale;
    int some = 200 * scale;
    return List.of(
        () -> new OneWay(64, many),
        () -> new OneWay(1, many),
        () -> new RoundTrip(some),
        () -> new HandOff(1, many),
        () -> new HandOff(3, many));
  }

  private List<Line> measured(Pair pair) throws Exception {
    Pair.Goal[] goals = pair.goals();
    double[][] raw = new double[goals.length][rounds];
    double[][] ours = new double[goals.length][rounds];
    for (int round = -3; round < rounds; round++) {
      // Who comes first changes, so that a slow moment does not always hit the same.
      boolean first = (round & 1) == 0;
      double[] one = first ? pair.raw() : pair.ours();
      double[] other = first ? pair.ours() : pair.raw();
      for (int i = 0; i < goals.length && round >= 0; i++) {
        raw[i][round] = first ? one[i] : other[i];
        ours[i][round] = first ? other[i] : one[i];
      }
      System.err.printf(
          Locale.ROOT,
          "%s, round %d: raw %s, ours %s%n",
          goals[0].what(),
          round + 1,
          Arrays.toString(first ? one : other),
          Arrays.toString(first ? other : one));
    }
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < goals.length; i++) {
      lines.add(new Line(goals[i], median(raw[i]), median(ours[i])));
    }
    return lines;
  }

  private static double median(double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static String table(List<Line> lines) {
    StringBuilder out = new StringBuilder();
    String row = "%-32s %-10s %14s %14s %7s  %-13s %s%n";
    out.append(String.format(Locale.ROOT, row, "what", "unit", "raw", "ours", "ratio", "goal", ""));
    for (Line line : lines) {
      out.append(
          String.format(
              Locale.ROOT,
              row,
              line.goal.what(),
              line.goal.unit(),
              number(line.raw),
              number(line.ours),
              String.format(Locale.ROOT, "%.2f", line.ratio()),
              line.target(),
              line.goal.ratio() == 0 ? "" : line.met() ? "met" : "MISSED"));
    }
    return out.toString();
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, number < 10_000 ? "%,.1f" : "%,.0f", number);
  }

  private static String json(List<Line> lines) {
    List<String> rows = new ArrayList<>();
    for (Line line : lines) {
      rows.add(
          String.format(
              Locale.ROOT,
              "{\"what\":\"%s\",\"unit\":\"%s\",\"raw\":%.3f,\"ours\":%.3f,\"ratio\":%.4f,"
                  + "\"goal\":\"%s\",\"met\":%b}",
              line.goal.what(),
              line.goal.unit(),
              line.raw,
              line.ours,
              line.ratio(),
              line.target(),
              line.met()));
    }
    return "{\"loopback\":[" + String.join(",", rows) + "]}" + System.lineSeparator();
  }

  private static String valueOf(String[] args, int option) {
    if (option + 1 == args.length) {
      throw new IllegalArgumentException(args[option] + " expects a value");
    }
    return args[option + 1];
  }

  private static int positive(String[] args, int option) {
    String text = valueOf(args, option);
    if (!text.matches("[1-9]\\d{0,3}")) {
      throw new IllegalArgumentException(
          args[option] + " " + text + ": expected a number from 1 to 9999");
    }
    return Integer.parseInt(text);
  }
}
