package io.github.workerfsm.lifecycle;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.check.IllegalEventException;
import io.github.workerfsm.check.MachineFailedException;
import io.github.workerfsm.table.Engine;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The service's book of tasks: reports in, outcomes out.
 *
 * <pre>{@code
 * var book = new TaskLifecycle(LifecycleSettings.DEFAULT.withAttempts(3));
 * Outcome outcome = book.handle(Report.submit("t1", "ep1"), nowMillis);
 * outcome.effects().forEach(effect -> carryOut(effect, "t1"));
 * }</pre>
 *
 * <p>Reports may come late, twice, in another order or not at all. What counts is the attempt, the
 * epoch of the connection, and how far a task has come; a task ends once, and stays so.
 *
 * <p>The book has no thread and no clock: the time is handed in, in milliseconds since any moment
 * that the owner keeps to, and never goes back. Who has to wait for something asks {@link
 * #nextDueAtMillis} and calls {@link #advance} then. It is not thread-safe: one thread owns it.
 *
 * <p>A report is checked in full before anything changes. A malformed one throws {@link
 * IllegalEventException} and leaves the book as it was; one that the table refuses has an outcome
 * that says why. A defect inside stops the book for good.
 */
public final class TaskLifecycle {
  private final Desk desk;
  private final Engine<Desk, LifecycleState, LifecycleEvent, TaskEntry> engine;
  private final Map<String, TaskEntry> entries = new LinkedHashMap<>();
  private long nowMillis = Long.MIN_VALUE;
  private @Nullable Throwable defect;

  /** An empty book. */
  public TaskLifecycle(LifecycleSettings settings) {
    desk = new Desk(settings);
    engine =
        new Engine<>(
            LifecycleTransitions.TABLE,
            desk,
            (entry, from, event, row, cause) -> {},
            true,
            Long.MAX_VALUE);
  }

  /** The table: every legal word on a task. */
  public static TransitionTable<LifecycleState, LifecycleEvent, ?, ?> table() {
    return LifecycleTransitions.TABLE;
  }

  /**
   * Handles one report.
   *
   * @param atMillis the time, not before that of the last call
   * @throws IllegalEventException for a report that makes no sense; nothing has changed
   * @throws MachineFailedException when the book has stopped on a defect, now or before
   */
  public Outcome handle(Report report, long atMillis) {
    requireWhole();
    requireTime(atMillis);
    ReportCheck.require(report, desk.settings.attempts());
    nowMillis = atMillis;
    return apply(report);
  }

  /**
   * Says what the passing of time says: an answer that has not come, a grace that is over, a record
   * that has been kept for long enough.
   *
   * @param atMillis the time, not before that of the last call
   * @return one outcome for each, in the order of their moments; empty when nothing was due
   * @throws IllegalEventException when time goes back
   * @throws MachineFailedException when the book has stopped on a defect, now or before
   */
  public List<Outcome> advance(long atMillis) {
    requireWhole();
    requireTime(atMillis);
    nowMillis = atMillis;
    List<Outcome> outcomes = new ArrayList<>();
    for (Timer due = desk.takeDue(atMillis); due != null; due = desk.takeDue(atMillis)) {
      outcomes.add(apply(due.report()));
    }
    return outcomes;
  }

  /** When {@link #advance} has something to say next; empty when nothing is waited for. */
  public OptionalLong nextDueAtMillis() {
    return desk.nextDueAtMillis();
  }

  /** The record of a task, as it is now; null when there is none, or it has been removed. */
  public @Nullable TaskRecord task(String task) {
    TaskEntry entry = entries.get(task);
    return entry == null || !entry.state().isVisible() ? null : entry.record();
  }

  /** Every record, in the order of submission. */
  public List<TaskRecord> tasks() {
    return entries.values().stream()
        .filter(entry -> entry.state().isVisible())
        .map(TaskEntry::record)
        .toList();
  }

  /** Tasks and remembered ids. */
  public int size() {
    return entries.size();
  }

  /** How many reports have been ignored for this reason. */
  public long ignored(Ignored why) {
    return desk.count(why);
  }

  /** Whether the book has stopped on a defect. */
  public boolean failed() {
    return defect != null;
  }

  /** How patient it is. */
  public LifecycleSettings settings() {
    return desk.settings;
  }

  private Outcome apply(Report report) {
    TaskEntry known = entries.get(report.task());
    TaskEntry entry =
        known == null ? new TaskEntry(report.task(), desk.settings.attempts()) : known;
    try {
      return apply(report, entry);
    } catch (RuntimeException e) {
      defect = e;
      engine.abandon();
      throw new MachineFailedException(report + ": " + e.getMessage(), e);
    }
  }

  private Outcome apply(Report report, TaskEntry entry) {
    LifecycleState from = entry.state();
    entry.hear(report);
    desk.begin(nowMillis);
    Transition<LifecycleState, LifecycleEvent, TaskEntry, Rule<Desk, TaskEntry, LifecycleState>>
        row = Objects.requireNonNull(engine.table().find(from, report.event(), entry));
    if (row.isNever()) {
      return new Outcome(
          report, Outcome.Kind.REFUSED, from, from, null, row.reason(), ImmutableList.of());
    }
    LifecycleState to = engine.transition(entry, report.event(), report.detail());
    if (to == LifecycleState.FORGOTTEN) {
      entries.remove(entry.task);
    } else if (to != LifecycleState.UNKNOWN) {
      entries.put(entry.task, entry);
    }
    Ignored ignored = desk.ignored();
    Outcome.Kind kind = ignored == null ? Outcome.Kind.CHANGED : Outcome.Kind.IGNORED;
    return new Outcome(report, kind, from, to, ignored, row.reason(), desk.effects());
  }

  private void requireWhole() {
    if (defect != null) {
      throw new MachineFailedException("the book has stopped: " + defect.getMessage(), defect);
    }
  }

  private void requireTime(long atMillis) {
    if (atMillis < nowMillis) {
      throw new IllegalEventException(
          "the time is " + atMillis + " ms, expected at least " + nowMillis + " ms");
    }
  }
}
