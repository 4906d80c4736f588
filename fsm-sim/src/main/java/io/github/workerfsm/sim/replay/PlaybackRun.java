package io.github.workerfsm.sim.replay;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.diagrams.page.Change;
import io.github.workerfsm.diagrams.page.Frame;
import io.github.workerfsm.diagrams.page.Playback;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.sim.drawn.QueueSizes;
import io.github.workerfsm.sim.drawn.RowNumbers;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.trace.ReferenceNames;
import io.github.workerfsm.trace.Replay;
import io.github.workerfsm.trace.Step;
import io.github.workerfsm.trace.TraceHeader;
import io.github.workerfsm.trace.TraceLine;
import io.github.workerfsm.trace.TraceRun;
import io.github.workerfsm.worker.Gauges;
import io.github.workerfsm.worker.RuleSet;
import io.github.workerfsm.worker.TransitionObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns one recorded trace into what a page plays: a frame for each line. */
public final class PlaybackRun implements TransitionObserver {
  private final String name;
  private final long headerLine;
  private final RuleSet rules;
  private final RowNumbers numbers;
  private final List<Frame> frames = new ArrayList<>();
  private ImmutableList.Builder<Change> changes = ImmutableList.builder();
  private @Nullable TraceRun run;

  private PlaybackRun(String name, long headerLine, RuleSet rules) {
    this.name = name;
    this.headerLine = headerLine;
    this.rules = rules;
    this.numbers = RowNumbers.of(rules);
  }

  /**
   * What there is to play of one trace: a frame for each line, up to the first that does not
   * conform.
   *
   * @param line the number of the trace's header in its file
   */
  public static Playback of(TraceSource source, TraceHeader header, long line, RuleSet rules)
      throws IOException {
    PlaybackRun playing = new PlaybackRun(source.name(), line, rules);
    source.read(bytes -> {}, playing::take);
    return playing.playback(header);
  }

  private boolean take(TraceLine line, long number) {
    if (number < headerLine) {
      return true;
    }
    if (line instanceof TraceHeader header) {
      if (run != null) {
        return false;
      }
      TraceRun begun = Replay.of(rules, Replay.Mode.GUIDED).begin(name, number, header);
      begun.observe(this);
      run = begun;
    } else if (run != null) {
      changes = ImmutableList.builder();
      run.follow(line, number);
      if (line instanceof Step step) {
        frames.add(frame(step, number, run.machine().gauges()));
      }
      return !run.over();
    }
    return true;
  }

  private Frame frame(Step step, long number, Gauges gauges) {
    String events =
        step.events().stream().map(PlaybackRun::words).collect(Collectors.joining(", "));
    return new Frame(
        Long.toString(number), events, changes.build(), QueueSizes.of(List.of(gauges)));
  }

  private static String words(Event event) {
    return ReferenceNames.of(event.kind()) + " (" + event.stimulusId() + ")";
  }

  private Playback playback(TraceHeader header) {
    TraceRun ended = run;
    boolean diverged = ended != null && ended.divergence() != null;
    return new Playback(
        header.name() + ", by the rules " + rules.name(),
        "line",
        QueueSizes.NAMES,
        ImmutableList.copyOf(frames),
        diverged ? "Here the replay leaves the recorded path." : "Here the recording ends.");
  }

  @Override
  public void moved(
      Task task,
      TaskState from,
      TaskState requested,
      TaskState landing,
      @Nullable Transition<TaskState, TaskState, ?, ?> row) {
    int number = numbers.of(row);
    if (number > 0) {
      changes.add(new Change(task.key(), from.label(), requested.label(), landing.label(), number));
    }
  }
}
