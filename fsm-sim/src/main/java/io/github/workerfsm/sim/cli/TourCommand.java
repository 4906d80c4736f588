package io.github.workerfsm.sim.cli;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.replay.CorpusReplay;
import io.github.workerfsm.sim.replay.KeyStory;
import io.github.workerfsm.sim.replay.RecordedRules;
import io.github.workerfsm.sim.replay.StorySearch;
import io.github.workerfsm.sim.replay.TraceSource;
import io.github.workerfsm.sim.replay.TraceVerdict;
import io.github.workerfsm.sim.scenario.ScenarioFormatException;
import io.github.workerfsm.sim.scenario.ScenarioLibrary;
import io.github.workerfsm.sim.scenario.ScenarioResult;
import io.github.workerfsm.sim.scenario.ScenarioRunner;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.trace.Replay;
import io.github.workerfsm.trace.TraceHeader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The program without a command: the tour. */
@Command(
    name = "fsm",
    versionProvider = Version.class,
    header = "Worker FSM: the life of a task on a worker, as a state machine.",
    synopsisHeading = "%nUsage: ",
    description = {
      "",
      "Without a command: a tour. It replays the traces of real workers that come with the program,"
          + " tells the story of one task, plays a deadlock that happened, and says where"
          + " to go next.",
      ""
    },
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Results go to standard output, progress to standard error. Exit code 0: what was asked holds;"
          + " 1: it does not; 2: bad usage or input. fsm COMMAND --help says more."
    })
final class TourCommand implements Callable<Integer> {
  private static final String STORY_FILE = TraceSource.BUNDLED + "cluster";
  private static final String STORY_TRACE =
      "tests/test_cancelled_state.py::test_resumed_cancelled_handle_compute[True-True]#2";
  private static final String STORY_KEY = "f3";

  /** The scenario that needs the least explanation. */
  private static final String DEADLOCK = "cancelled-error-leaks-slot";

  /** Traces up to this length are checked after every event: checking takes time for all tasks. */
  private static final long CHECKED_LINES = 500;

  private final Screen screen;

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version, and the fingerprints of the tables.")
  private boolean version;

  TourCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ScenarioFormatException {
    long start = System.nanoTime();
    ImmutableList<TraceVerdict> verdicts = replay();
    ReplayReport report = new ReplayReport(verdicts, false, (System.nanoTime() - start) / 1e9);
    List<TraceSource> file = TraceSource.at(List.of(STORY_FILE));
    KeyStory whole = StorySearch.of(STORY_KEY, STORY_TRACE).in(file);
    KeyStory held =
        new StorySearch(STORY_KEY, STORY_TRACE, heldAt(whole), RecordedRules::of).in(file);
    ScenarioResult deadlock = ScenarioRunner.play(ScenarioLibrary.bundled(DEADLOCK));
    if (common.json) {
      screen.json(tree(report, whole, held, deadlock));
    } else {
      Tour tour = new Tour(screen);
      tour.opening();
      tour.traces(verdicts, report);
      tour.story(whole, held);
      tour.differences();
      tour.deadlock(deadlock);
      tour.whereNext(held);
    }
    return ExitCode.holds(report.holds() && deadlock.reproduced() && deadlock.complete());
  }

  private ImmutableList<TraceVerdict> replay() throws IOException, InterruptedException {
    ImmutableList<TraceSource> sources = TraceSource.bundled();
    CorpusReplay replay =
        new CorpusReplay(
            RecordedRules::of,
            ImmutableList.of(Replay.Mode.GUIDED),
            header -> true,
            TourCommand::isShort,
            false);
    long bytes = sources.stream().mapToLong(TraceSource::size).sum();
    try (Progress progress = screen.progress("replaying the bundled traces", bytes)) {
      return replay.run(sources, Runtime.getRuntime().availableProcessors(), progress);
    }
  }

  private static boolean isShort(TraceHeader header) {
    Long lines = header.lines();
    return lines != null && lines <= CHECKED_LINES;
  }

  /** The line at which the task had changed its role while a thread held it. */
  private static long heldAt(KeyStory story) {
    return story.moves().stream()
        .filter(move -> move.told().landing() == TaskState.RESCHEDULED)
        .findFirst()
        .orElseThrow()
        .line();
  }

  private static Map<String, @Nullable Object> tree(
      ReplayReport report, KeyStory whole, KeyStory held, ScenarioResult deadlock) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("replay", report.tree());
    tree.put("story", new StoryText(whole).tree());
    tree.put("explanation", held.explanation());
    tree.put("differences", Tour.differencesTree());
    tree.put("deadlock", new ThenAndNow(deadlock).tree());
    return tree;
  }
}
