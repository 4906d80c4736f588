package io.github.workerfsm.sim.cli;

import io.github.workerfsm.sim.replay.KeyStory;
import io.github.workerfsm.sim.replay.RecordedRules;
import io.github.workerfsm.sim.replay.StorySearch;
import io.github.workerfsm.sim.replay.TraceSource;
import io.github.workerfsm.worker.RuleSet;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells the story of one task, for people who have a stuck one. */
@Command(
    name = "story",
    header = "Tell what happened to a task in a recorded trace, and what it waits for.",
    description = {
      "",
      "Replays the trace up to a line, or to its end, and tells what happened to the task on the"
          + " way: the line, what the worker was told, where the task was then, and why. Then: where"
          + " the task is, what it waits for, and which moves the table has for it.",
      "",
      "To record a worker of yours: see fsm recorder --help",
      ""
    },
    footer = {
      "",
      "Exit code 0: told; 1: the machine left the recorded path on the way; 2: bad input.",
      "",
      "Examples:",
      "  fsm story worker-3.jsonl.gz \"('sum', 7)\"                 as it is at the end",
      "  fsm story bundled:cluster f3 --trace handle_compute[True-True]#2 --until 370"
    })
final class StoryCommand implements Callable<Integer> {
  private final Screen screen;

  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(
      index = "0",
      paramLabel = "PATH",
      description = "A file or a directory of traces, or bundled: and a name.")
  private String path = "";

  @Parameters(index = "1", paramLabel = "KEY", description = "The key of the task.")
  private String key = "";

  @Option(
      names = "--trace",
      paramLabel = "NAME",
      description = "A part of the trace's name, where the key is in several.")
  private String trace = "";

  @Option(
      names = "--until",
      paramLabel = "LINE",
      description = "The last line of the file to be followed. Default: the end of the trace.")
  private long until = Long.MAX_VALUE;

  @Option(
      names = "--rules",
      paramLabel = "RULES",
      converter = RuleSetName.class,
      description =
          "current, dask-2022.12, or one of them with differences put back. Default: the rules that"
              + " the trace was recorded with.")
  private @Nullable RuleSet rules;

  StoryCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws IOException {
    RuleSet chosen = rules;
    KeyStory story =
        new StorySearch(
                key, trace, until, header -> chosen == null ? RecordedRules.of(header) : chosen)
            .in(TraceSource.at(List.of(path)));
    StoryText text = new StoryText(story);
    if (common.json) {
      screen.json(text.tree());
    } else {
      text.print(screen);
    }
    return ExitCode.holds(story.divergence() == null);
  }
}
