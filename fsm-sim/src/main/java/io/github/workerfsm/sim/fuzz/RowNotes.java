package io.github.workerfsm.sim.fuzz;

import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.worker.RuleSet;
import org.jspecify.annotations.Nullable;

/** Why runs seldom or never take some rows of the current table. */
final class RowNotes {
  private static final String PLACED =
      "cannot be: clients of these worlds place only what nobody computes";

  private static final ImmutableMap<String, String> NOTES =
      ImmutableMap.of(
          "EXECUTING -> MEMORY [HELD]",
          PLACED,
          "LONG_RUNNING -> MEMORY [HELD]",
          PLACED,
          "RESCHEDULED -> MEMORY [HELD]",
          PLACED,
          "RESCHEDULED -> FETCH [HELD & TRANSFER]",
          "cannot be: while a task is assigned, the scheduler names it as an input to nobody",
          "RESCHEDULED -> WAITING_FOR_DEPENDENCIES [HELD & TRANSFER]",
          "rare: takes a report of the same worker that has been under way for two assignments",
          "RESCHEDULED -> ERROR [DONE & TRANSFER]",
          "rare: takes a third unreadable answer, in a transfer whose task is assigned by then");

  private RowNotes() {}

  /** The reason, if there is one that is known. */
  static @Nullable String of(RuleSet rules, String row) {
    return rules.table() == RuleSet.CURRENT.table() ? NOTES.get(row) : null;
  }
}
