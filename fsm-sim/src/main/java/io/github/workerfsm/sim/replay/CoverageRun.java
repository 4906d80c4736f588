package io.github.workerfsm.sim.replay;

import io.github.workerfsm.diagrams.coverage.Coverage;
import io.github.workerfsm.sim.drawn.RowNumbers;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.trace.Replay;
import io.github.workerfsm.trace.TraceHeader;
import io.github.workerfsm.trace.TraceLine;
import io.github.workerfsm.trace.TraceRun;
import io.github.workerfsm.worker.RuleSet;
import io.github.workerfsm.worker.TransitionObserver;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts how often traces take each row of a rule set's table. Traces are replayed guided, each up
 * to its end or to the first line that does not conform.
 */
public final class CoverageRun implements TransitionObserver {
  private final RuleSet rules;
  private final RowNumbers numbers;
  private final Coverage.Counting counting;
  private @Nullable TraceRun run;
  private long traces;

  /** A run by these rules, which adds to what is counted. */
  public CoverageRun(RuleSet rules, Coverage.Counting counting) {
    this.rules = rules;
    this.numbers = RowNumbers.of(rules);
    this.counting = counting;
  }

  /** The rules of the first trace of the first source: those by which it was recorded. */
  public static RuleSet recorded(List<TraceSource> sources) throws IOException {
    RuleSet[] found = {RuleSet.CURRENT};
    sources
        .get(0)
        .read(
            bytes -> {},
            (line, number) -> {
              if (line instanceof TraceHeader header) {
                found[0] = RecordedRules.of(header);
              }
              return false;
            });
    return found[0];
  }

  /** Counts all traces of the sources, and says how many there are. */
  public String over(List<TraceSource> sources, ReplayProgress progress) throws IOException {
    for (TraceSource source : sources) {
      source.read(progress, (line, number) -> follow(source, line, number));
      run = null;
    }
    return traces == 1 ? "1 trace" : traces + " traces";
  }

  private boolean follow(TraceSource source, TraceLine line, long number) {
    if (line instanceof TraceHeader header) {
      TraceRun begun = Replay.of(rules, Replay.Mode.GUIDED).begin(source.name(), number, header);
      begun.observe(this);
      run = begun;
      traces++;
    } else if (run != null && !run.over()) {
      run.follow(line, number);
    }
    return true;
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
      counting.taken(number, 1);
    }
  }
}
