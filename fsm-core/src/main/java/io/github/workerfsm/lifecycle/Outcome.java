package io.github.workerfsm.lifecycle;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a report.
 *
 * @param report the report
 * @param kind whether it has changed the record
 * @param from the state before
 * @param to the state now
 * @param ignored why it has changed nothing; null unless it was ignored
 * @param reason the reason of the row of the table, for people
 * @param effects what the owner has to do now, in this order; an ignored report can have effects
 *     too: a result that comes again is acknowledged again
 */
public record Outcome(
    Report report,
    Kind kind,
    LifecycleState from,
    LifecycleState to,
    @Nullable Ignored ignored,
    String reason,
    ImmutableList<Effect> effects) {

  /** What a report can do. */
  public enum Kind {
    /** It has changed the record: the state, the attempt, the connection or a flag. */
    CHANGED,
    /** It was legal and changed nothing. */
    IGNORED,
    /** The table refuses it; nothing has changed. */
    REFUSED
  }

  /** Whether it has changed the record. */
  public boolean changed() {
    return kind == Kind.CHANGED;
  }

  /** Whether the table refuses it. */
  public boolean refused() {
    return kind == Kind.REFUSED;
  }

  /** The outcome for people. */
  @Override
  public String toString() {
    String where = from == to ? from.label() : from.label() + " -> " + to.label();
    String what = ignored == null ? kind.name() : kind + " " + ignored;
    return report + ": " + where + ", " + what.toLowerCase(java.util.Locale.ROOT) + ": " + reason;
  }
}
