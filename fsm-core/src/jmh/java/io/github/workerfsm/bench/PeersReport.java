package io.github.workerfsm.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs every {@link Contender} and prints one table: what a transition costs, next to the fair
 * floor of the same run. The table goes to standard output, JMH's progress to standard error. It
 * must run in a JVM that has its class path on the command line, because JMH starts the measured
 * JVMs with the same one.
 */
public final class PeersReport {

  private static final String USAGE =
      String.join(
          System.lineSeparator(),
          "usage: PeersReport [--quick] [--json] [--only REGEX] [--rounds N]",
          "  --quick       a smoke run of seconds: the numbers mean little",
          "  --json        one JSON object instead of the Markdown table",
          "  --only REGEX  only contenders whose class name has a match, and the fair floor",
          "  --rounds N    run the whole set N times; the median is over all rounds (default 1)");

  private boolean quick;
  private boolean json;
  private String only = "";
  private int rounds = 1;

  private PeersReport(String... args) {
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--quick" -> quick = true;
        case "--json" -> json = true;
        case "--only" -> only = regex(valueOf(args, i++));
        case "--rounds" -> rounds = positive(valueOf(args, i++));
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
    }
  }

  public static void main(String[] args) {
    if (List.of(args).contains("--help")) {
      System.out.println(USAGE);
      return;
    }
    try {
      PeersReport report = new PeersReport(args);
      Comparison comparison = report.run();
      System.out.print(report.json ? comparison.toJson() : comparison.toMarkdown());
    } catch (IllegalArgumentException e) {
      System.err.println("PeersReport: " + e.getMessage());
      System.err.println(USAGE);
      System.exit(2);
    } catch (RunnerException e) {
      System.err.println("PeersReport: " + e.getMessage());
      System.exit(1);
    }
  }

  private Comparison run() throws RunnerException {
    List<RunResult> results = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      results.addAll(runner(System.err).run());
    }
    return Comparison.of(results);
  }

  private Runner runner(PrintStream progress) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .addProfiler(GCProfiler.class)
            .addProfiler(WorkerThread.class)
            .shouldFailOnError(true);
    String scenario = "\\.(lap|burst)$";
    String here = Pattern.quote(PeersReport.class.getPackageName() + ".");
    options.include(here + "\\w*(" + only + ")\\w*" + scenario);
    options.include(here + Comparison.FLOOR + scenario);
    if (quick) {
      options
          .param("warmUpCpuSeconds", "0.2")
          .param("crowd", "10000")
          .warmupIterations(1)
          .warmupTime(TimeValue.milliseconds(100))
          .measurementIterations(3)
          .measurementTime(TimeValue.milliseconds(100));
    }
    return new Runner(
        options.build(), OutputFormatFactory.createFormatInstance(progress, VerboseMode.NORMAL));
  }

  private static String valueOf(String[] args, int option) {
    if (option + 1 == args.length) {
      throw new IllegalArgumentException(args[option] + " expects a value");
    }
    return args[option + 1];
  }

  private static String regex(String text) {
    try {
      return Pattern.compile(text).pattern();
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("--only " + text + ": " + e.getDescription(), e);
    }
  }

  private static int positive(String text) {
    if (!text.matches("[1-9]\\d{0,3}")) {
      throw new IllegalArgumentException("--rounds " + text + ": expected a number from 1 to 9999");
    }
    return Integer.parseInt(text);
  }
}
