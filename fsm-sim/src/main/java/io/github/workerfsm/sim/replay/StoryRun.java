package io.github.workerfsm.sim.replay;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.story.StoryLine;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.trace.ReferenceNames;
import io.github.workerfsm.trace.Replay;
import io.github.workerfsm.trace.Step;
import io.github.workerfsm.trace.TraceHeader;
import io.github.workerfsm.trace.TraceLine;
import io.github.workerfsm.trace.TraceRun;
import io.github.workerfsm.worker.RuleSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/** A trace that is followed to be told about: which line each transition came from is kept. */
final class StoryRun {
  private static final int STORY_LINES = 1 << 20;

  private final String file;
  private final TraceHeader header;
  private final RuleSet rules;
  private final TraceRun run;

  /** By the number of transitions before it, each line that had one. */
  private final NavigableMap<Long, NumberedStep> origins = new TreeMap<>();

  private long lastLine;

  StoryRun(RuleSet rules, String file, long headerLine, TraceHeader header) {
    this.file = file;
    this.header = header;
    this.rules = rules;
    this.run =
        Replay.of(rules, Replay.Mode.GUIDED)
            .remembering(STORY_LINES)
            .begin(file, headerLine, header);
    this.lastLine = headerLine;
  }

  void follow(TraceLine line, long number) {
    if (run.over()) {
      return;
    }
    long before = run.machine().transitions();
    run.follow(line, number);
    lastLine = number;
    if (line instanceof Step step && run.machine().transitions() > before) {
      origins.put(before, new NumberedStep(number, step));
    }
  }

  boolean knows(String key) {
    return run.machine().task(key) != null || !about(key).isEmpty();
  }

  /** The keys of all tasks that moved, in order. */
  ImmutableSortedSet<String> keys() {
    return run.machine().story().stream()
        .map(StoryLine::key)
        .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
  }

  KeyStory tell(String key) {
    Task task = run.machine().task(key);
    return new KeyStory(
        file,
        header,
        rules,
        lastLine,
        key,
        task == null ? null : task.state(),
        about(key).stream().map(this::move).collect(toImmutableList()),
        run.machine().explain(key),
        run.divergence());
  }

  /** The story of a key is also that of a stimulus of the same name. */
  private ImmutableList<StoryLine> about(String key) {
    return run.machine().story(key).stream()
        .filter(line -> line.key().equals(key))
        .collect(toImmutableList());
  }

  private KeyStory.Move move(StoryLine told) {
    Map.Entry<Long, NumberedStep> origin =
        Objects.requireNonNull(origins.floorEntry(told.number()));
    NumberedStep step = origin.getValue();
    return new KeyStory.Move(step.number, step.event(told.stimulusId()), told);
  }

  private record NumberedStep(long number, Step step) {
    String event(String stimulusId) {
      return step.events().stream()
          .filter(event -> event.stimulusId().equals(stimulusId))
          .findFirst()
          .map(Event::kind)
          .map(ReferenceNames::of)
          .orElse(stimulusId);
    }
  }
}
