package io.github.workerfsm.sim.cli;

import io.github.workerfsm.sim.replay.KeyStory;
import io.github.workerfsm.sim.replay.TraceSource;
import io.github.workerfsm.sim.replay.TraceVerdict;
import io.github.workerfsm.sim.scenario.ScenarioResult;
import io.github.workerfsm.worker.RuleOverride;
import io.github.workerfsm.worker.RuleOverrides;
import io.github.workerfsm.worker.RuleSet;
import java.util.List;
import java.util.Map;

/** The text of the tour. */
final class Tour {
  /** What the bundled files are, by name, in the order in which they are shown. */
  private static final Map<String, String> ORIGINS =
      Map.of(
          "unit", "dask's unit tests of the machine",
          "cluster", "dask's integration tests, real peers",
          "workload", "programs on 2 to 4 real workers",
          "fuzz", "random stimuli",
          "map_reduce_big", "one worker of a large map-reduce");

  /** The differences that need the least explanation. */
  private static final List<RuleOverride> TELLING =
      List.of(
          RuleOverrides.LOST_INPUT_LEFT, RuleOverrides.INPUT_FAILS, RuleOverrides.EAGER_RETENTION);

  private static final String INDENT = "   ";

  private final Screen screen;

  Tour(Screen screen) {
    this.screen = screen;
  }

  void opening() {
    long moves = RuleSet.CURRENT.table().rows().stream().filter(row -> !row.isNever()).count();
    screen.paragraph(
        "",
        "Worker FSM: the life of a task on a worker, as a state machine that can be read and replayed.");
    screen.say("");
    screen.paragraph(
        "",
        "A worker is told to compute, fetch and free tasks at any moment, while its threads and"
            + " transfers are busy with them. What a task may do then is one table: "
            + RuleSet.CURRENT.table().states().size()
            + " states, "
            + moves
            + " moves, each with its reason.");
  }

  void traces(List<TraceVerdict> verdicts, ReplayReport report) {
    heading("1", "Real traces, replayed");
    screen.paragraph(
        INDENT,
        "What real workers of dask.distributed 2022.12.1 were told, told again to this machine by"
            + " dask's rules. Every state, instruction, transition and count was compared:");
    TextTable table = TextTable.wrapped(INDENT + "  ");
    table.line("recorded from", "traces", "conform", "stimuli", "transitions");
    for (TraceSource source : TraceSource.bundled()) {
      List<TraceVerdict> some =
          verdicts.stream().filter(verdict -> verdict.file().equals(source.name())).toList();
      table.line(
          ORIGINS.getOrDefault(source.name().substring(TraceSource.BUNDLED.length()), ""),
          ReplayReport.number(some.size()),
          ReplayReport.number(some.stream().filter(TraceVerdict::conforms).count()),
          ReplayReport.number(some.stream().mapToLong(TraceVerdict::stimuli).sum()),
          ReplayReport.number(some.stream().mapToLong(TraceVerdict::transitions).sum()));
    }
    table.print(screen);
    screen.say(INDENT + report.lastLine());
  }

  void story(KeyStory whole, KeyStory held) {
    heading("2", "The story of one task");
    screen.paragraph(
        INDENT,
        "A running thread cannot be stopped. On one of these workers, "
            + whole.key()
            + " was freed while it ran, then wanted as an input of another task, then assigned"
            + " again, and all the time the first run went on:");
    new StoryText(whole).moves(INDENT + "  ").print(screen);
    screen.say("");
    screen.say(INDENT + "Asked at line " + held.lastLine() + ", the machine explains:");
    screen.paragraph(INDENT + "  ", held.explanation());
  }

  void differences() {
    heading("3", "What the current rules do otherwise");
    screen.paragraph(
        INDENT,
        "By the rules dask-2022.12 the machine answers as dask did, defects included. Its default,"
            + " the rules current, has "
            + RuleSet.DASK_2022_12.overrides().size()
            + " named corrections. Three of them:");
    TextTable table = TextTable.wrapped(INDENT + "  ", 0, 36);
    table.line("correction", RuleSet.DASK_2022_12.name(), RuleSet.CURRENT.name());
    for (RuleOverride override : TELLING) {
      table.line(override.name(), override.difference(), override.correction());
    }
    table.print(screen);
  }

  void deadlock(ScenarioResult result) {
    heading("4", "A deadlock that happened, then and now");
    screen.paragraph(
        INDENT,
        "In 2021 a worker lost a thread for good whenever a cancelled task failed (dask/distributed"
            + " 5497). Played again with the machine as worker A, which has one thread, and a"
            + " simulated scheduler S:");
    new ThenAndNow(result).table(INDENT + "  ").print(screen);
  }

  void whereNext(KeyStory held) {
    heading("5", "Where to go next");
    screen.paragraph(
        INDENT,
        "fsm is short for: mvn -q -Dexec.args=\"...\", or after mvn package: java -jar"
            + " fsm-sim/target/fsm.jar ...");
    TextTable table = TextTable.wrapped(INDENT + "  ");
    table.line(
        "fsm replay bundled: --rules current", "which corrections these traces meet, and where");
    table.line(
        "fsm story " + held.file() + " " + held.key() + " --until " + held.lastLine(),
        "the story above, up to there");
    table.line("fsm table", "every legal move, one a line");
    table.line("fsm table --diff dask-2022.12", "all corrections, with reason and source");
    table.line("fsm scenario --all", "all deadlocks of the collection, then and now");
    table.line("fsm recorder -o record.py", "records a dask worker of yours, to be replayed here");
    table.line("fsm --help", "all commands");
    table.print(screen);
  }

  private void heading(String number, String title) {
    screen.say("");
    screen.say(number + "  " + title);
  }

  /** The differences in brief, for scripts. */
  static List<Map<String, String>> differencesTree() {
    return RuleSet.DASK_2022_12.overrides().stream()
        .map(
            override ->
                Map.of(
                    "name",
                    override.name(),
                    RuleSet.DASK_2022_12.name(),
                    override.difference(),
                    RuleSet.CURRENT.name(),
                    override.correction()))
        .toList();
  }
}
