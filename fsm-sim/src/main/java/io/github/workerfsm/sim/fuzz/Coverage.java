package io.github.workerfsm.sim.fuzz;

import io.github.workerfsm.event.EventKind;
import io.github.workerfsm.sim.drawn.RowCounts;
import io.github.workerfsm.sim.scheduler.SchedulerTaskState;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.worker.RuleSet;
import io.github.workerfsm.worker.TransitionObserver;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What runs have reached: rows of the workers' table, rare situations, and meetings of an event
 * with a state of its task, on a worker or at the scheduler. One thread owns it.
 */
public final class Coverage implements TransitionObserver {
  private static final int STATES = TaskState.values().length;
  private static final int EVENTS = EventKind.values().length;
  private static final int SCHEDULER_STATES = SchedulerTaskState.values().length + 1;
  private static final int REPORTS = 32;
  private static final Mark[] MARKS = Mark.values();

  private final TransitionTable<TaskState, TaskState, ?, ?> table;
  private final List<List<Transition<TaskState, TaskState, ?, ?>>> byPair;
  private final int[] firstOfPair;
  private final int rows;
  private final int meetings;
  private final int reports;
  private final int marks;
  private final BitSet reached = new BitSet();

  /** How often each row was taken, in the order of the bits. */
  private final long[] taken;

  /** What has been reached first here, and after how many choices of the run. */
  private final List<First> firsts = new ArrayList<>();

  private int choices;

  private record First(int feature, int choices) {}

  /**
   * The same as the other, but for counts, which begin at 0; what has been reached first by one of
   * them, the other does not note.
   */
  static Coverage beyond(Coverage other) {
    return new Coverage(other);
  }

  private Coverage(Coverage other) {
    table = other.table;
    byPair = other.byPair;
    firstOfPair = other.firstOfPair;
    rows = other.rows;
    meetings = other.meetings;
    reports = other.reports;
    marks = other.marks;
    taken = new long[other.rows];
    reached.or(other.reached);
  }

  /** Nothing has been reached yet. */
  public Coverage(RuleSet rules) {
    byPair = new ArrayList<>();
    firstOfPair = new int[STATES * STATES];
    table = rules.table();
    int count = 0;
    for (TaskState from : TaskState.values()) {
      for (TaskState requested : TaskState.values()) {
        firstOfPair[byPair.size()] = count;
        List<Transition<TaskState, TaskState, ?, ?>> rowsOfPair =
            List.copyOf(table.rows(from, requested));
        byPair.add(rowsOfPair);
        count += rowsOfPair.size();
      }
    }
    rows = count;
    taken = new long[rows];
    meetings = rows;
    reports = meetings + (STATES + 1) * EVENTS;
    marks = reports + SCHEDULER_STATES * REPORTS;
  }

  @Override
  public void moved(
      Task task,
      TaskState from,
      TaskState requested,
      TaskState landing,
      @Nullable Transition<TaskState, TaskState, ?, ?> row) {
    if (row == null) {
      return;
    }
    int pair = from.ordinal() * STATES + requested.ordinal();
    List<Transition<TaskState, TaskState, ?, ?>> candidates = byPair.get(pair);
    for (int i = 0; i < candidates.size(); i++) {
      if (candidates.get(i) == row) {
        taken[firstOfPair[pair] + i]++;
        reach(firstOfPair[pair] + i);
        return;
      }
    }
  }

  /** An event meets a task on a worker. */
  void meets(EventKind event, @Nullable TaskState state) {
    int met = state == null ? STATES : state.ordinal();
    reach(meetings + event.ordinal() * (STATES + 1) + met);
  }

  /** A report, or another stimulus, meets a task at the scheduler; {@code kind} is below 32. */
  void reports(int kind, @Nullable SchedulerTaskState state) {
    int met = state == null ? SCHEDULER_STATES - 1 : state.ordinal();
    reach(reports + kind * SCHEDULER_STATES + met);
  }

  /** A rare situation has come up. */
  void mark(Mark mark) {
    reach(marks + mark.ordinal());
  }

  private void reach(int feature) {
    if (!reached.get(feature)) {
      reached.set(feature);
      firsts.add(new First(feature, choices));
    }
  }

  /** What is reached from now on is reached after so many choices. */
  void after(int choicesOfRun) {
    choices = choicesOfRun;
  }

  /**
   * Adds what a run has reached.
   *
   * @return how many of its choices lead to the last thing that is new here; 0 when nothing is
   */
  int add(Coverage run) {
    for (int row = 0; row < rows; row++) {
      taken[row] += run.taken[row];
    }
    int last = 0;
    for (First first : run.firsts) {
      if (!reached.get(first.feature())) {
        reached.set(first.feature());
        last = Math.max(last, first.choices());
      }
    }
    return last;
  }

  /** How many rows that may be taken there are. */
  public int rowCount() {
    return (int) table.rows().stream().filter(row -> !row.isNever()).count();
  }

  /** How many rows have been taken. */
  public int rowsReached() {
    return rowCount() - missedRows().size();
  }

  /** The rows that have never been taken, those apart that must never be. */
  public List<String> missedRows() {
    List<String> missed = new ArrayList<>();
    for (int pair = 0; pair < byPair.size(); pair++) {
      for (int i = 0; i < byPair.get(pair).size(); i++) {
        Transition<TaskState, TaskState, ?, ?> row = byPair.get(pair).get(i);
        if (!row.isNever() && !reached.get(firstOfPair[pair] + i)) {
          missed.add(row.toString());
        }
      }
    }
    return missed;
  }

  /** Adds how often each row was taken; earlier campaigns that are gone on with do not count. */
  public void addTo(RowCounts counts) {
    for (int pair = 0; pair < byPair.size(); pair++) {
      for (int i = 0; i < byPair.get(pair).size(); i++) {
        counts.taken(byPair.get(pair).get(i), taken[firstOfPair[pair] + i]);
      }
    }
  }

  /** The situations that have never come up. */
  public Set<Mark> missedMarks() {
    Set<Mark> missed = EnumSet.noneOf(Mark.class);
    for (Mark mark : MARKS) {
      if (!reached.get(marks + mark.ordinal())) {
        missed.add(mark);
      }
    }
    return missed;
  }

  /** How many different meetings of an event with a state of its task there have been. */
  public int meetings() {
    return reached.get(meetings, marks).cardinality();
  }

  /** Everything that has been reached, as bits. */
  long[] toLongs() {
    return reached.toLongArray();
  }

  /** Adds what another one has reached, in the same order of bits. */
  void add(long[] bits) {
    reached.or(BitSet.valueOf(bits));
  }
}
