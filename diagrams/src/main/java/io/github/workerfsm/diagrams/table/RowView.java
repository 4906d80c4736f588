package io.github.workerfsm.diagrams.table;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table as it is drawn.
 *
 * @param number position in the table, from 1
 * @param requested what is asked for: a state, or an event
 * @param requestsState whether it is a state
 * @param guard name of the condition, empty for a row that always applies
 * @param condition the same in words, empty likewise
 * @param actor who causes the move
 * @param landings where the subject can end, in declaration order; empty for a never row
 * @param rule what is done; empty when the table does not say, and for a never row
 * @param reason why; empty when the table does not say
 * @param source {@code PATH#LLINE} of its line of source, null where that is not known
 */
public record RowView(
    int number,
    String from,
    String requested,
    boolean requestsState,
    String guard,
    String condition,
    String actor,
    ImmutableList<String> landings,
    String rule,
    String reason,
    @Nullable String source) {

  /** Whether the row refuses the move. */
  public boolean isNever() {
    return landings.isEmpty();
  }

  /** Whether the subject can end in the state that was asked for; so it is for every event. */
  public boolean landsAsAsked() {
    return !requestsState || landings.contains(requested);
  }

  /** What identifies the row among those of its table and of derived ones. */
  public String key() {
    return from + " -> " + requested + (guard.isEmpty() ? "" : " [" + guard + "]");
  }

  /** Everything about the row in one line. */
  public String sentence() {
    StringBuilder text = new StringBuilder(key());
    if (isNever()) {
      text.append(" is refused");
    } else if (requestsState && !landings.equals(ImmutableList.of(requested))) {
      text.append(" lands in ").append(String.join(" or ", landings));
    } else if (!requestsState) {
      text.append(" -> ").append(String.join(" or ", landings));
    }
    if (!actor.isEmpty()) {
      text.append(", by the ").append(actor);
    }
    if (!rule.isEmpty()) {
      text.append(", rule ").append(rule);
    }
    if (!condition.isEmpty()) {
      text.append(", when ").append(condition);
    }
    return reason.isEmpty() ? text.toString() : text.append(": ").append(reason).toString();
  }

  /** Everything about some rows, a line for each. */
  public static String sentences(List<RowView> rows) {
    List<String> lines = new ArrayList<>();
    for (RowView row : rows) {
      lines.add(row.sentence());
    }
    return String.join("\n", lines);
  }

  /** The same row with another number. */
  RowView numbered(int newNumber) {
    return new RowView(
        newNumber,
        from,
        requested,
        requestsState,
        guard,
        condition,
        actor,
        landings,
        rule,
        reason,
        source);
  }
}
