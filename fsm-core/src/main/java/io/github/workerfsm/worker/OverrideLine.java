package io.github.workerfsm.worker;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.event.EventKind;
import io.github.workerfsm.instruction.InstructionKind;
import io.github.workerfsm.table.Guard;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;
import io.github.workerfsm.task.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the line of {@link RuleOverride#parse}. */
final class OverrideLine {
  private static final String BY_HAND = "stated by hand";
  private static final ImmutableList<TaskState> STATES = ImmutableList.copyOf(TaskState.values());
  private static final ImmutableList<EventKind> EVENTS = ImmutableList.copyOf(EventKind.values());
  private static final ImmutableList<InstructionKind> INSTRUCTIONS =
      ImmutableList.copyOf(InstructionKind.values());

  private final OverrideWords words;
  private final RuleOverride blank;

  OverrideLine(String line) {
    words = new OverrideWords(line);
    String name = words.rest();
    blank = RuleOverride.named(name, name, "the same without this line", BY_HAND);
  }

  RuleOverride parse() {
    String expected =
        "drop, refuse, redirect, row, policy, ignore, admit, answer, skip or the name of an override";
    String verb = words.take(expected);
    RuleOverride override =
        switch (verb.toLowerCase(Locale.ROOT)) {
          case "drop" -> drop();
          case "refuse" -> refuse();
          case "redirect" -> redirect();
          case "row" -> row();
          case "policy" -> policy();
          case "ignore" -> ignore();
          case "admit" -> admit();
          case "answer" -> answer();
          case "skip" -> skip();
          default -> byName(verb, expected);
        };
    words.requireEnd();
    return override;
  }

  private RuleOverride byName(String name, String expected) {
    return RuleOverrides.all().stream()
        .filter(known -> known.name().equals(OverrideWords.alike(name)))
        .findFirst()
        .orElseThrow(() -> words.bad(name, expected));
  }

  // ---- rows

  /** Some rows of a pair. */
  private record Rows(TaskState from, TaskState requested, Guard<TaskNode> guard) {
    boolean contains(Transition<TaskState, TaskState, TaskNode, ?> row) {
      return row.from() == from && row.requested() == requested;
    }

    boolean coversWhole(Transition<TaskState, TaskState, TaskNode, ?> row) {
      return contains(row)
          && (guard.name().equals("ALWAYS") || guard.name().equals(row.guard().name()));
    }
  }

  private Rows rows(boolean existing) {
    TaskState from = state();
    words.require("->");
    TaskState requested = state();
    if (from == requested) {
      throw words.bad(requested.label(), "another state than the one before the arrow");
    }
    if (existing && WorkerTransitions.TABLE.rows(from, requested).isEmpty()) {
      throw words.bad(requested.label(), "a state for which " + from.label() + " has a row");
    }
    return new Rows(from, requested, GuardText.optional(words));
  }

  private RuleOverride drop() {
    return instead(rows(true), null);
  }

  private RuleOverride refuse() {
    Rows rows = rows(true);
    return instead(
        rows,
        Transition.never(
            rows.from(), rows.requested(), rows.guard(), Actor.SCHEDULER, "refused by hand"));
  }

  private RuleOverride redirect() {
    Rows rows = rows(false);
    words.require("to");
    TaskState target = state();
    if (target == rows.requested()) {
      throw words.bad(target.label(), "another state than the one after the arrow");
    }
    NamedRule rule =
        new NamedRule(
            "ASK_" + target.name(),
            (worker, task, argument) -> {
              worker.engine.recommend(task, target, argument);
              return task.state();
            });
    return instead(
        rows,
        WorkerTransitions.row(
                rows.from(),
                rows.requested(),
                rows.guard(),
                Actor.EVENT_LOOP,
                rule,
                "redirected by hand")
            .lands(rows.from()));
  }

  private RuleOverride row() {
    Rows rows = rows(false);
    words.require("do");
    WorkerRule rule = rule();
    words.require("lands");
    List<TaskState> landings = states();
    return instead(
        rows,
        WorkerTransitions.row(
                rows.from(),
                rows.requested(),
                rows.guard(),
                Actor.EVENT_LOOP,
                rule,
                "stated by hand")
            .lands(landings.get(0), landings.toArray(new TaskState[0])));
  }

  private WorkerRule rule() {
    List<WorkerRule> all = WorkerTransitions.rules();
    String expected = "a rule of the table, as in OutcomeRules.FAIL";
    String word = words.take(expected);
    List<WorkerRule> meant =
        all.stream()
            .filter(
                rule ->
                    rule.name().equalsIgnoreCase(word) || qualified(rule).equalsIgnoreCase(word))
            .toList();
    if (meant.size() == 1) {
      return meant.get(0);
    }
    throw words.bad(
        word,
        meant.isEmpty()
            ? expected
            : "one of " + String.join(", ", meant.stream().map(OverrideLine::qualified).toList()));
  }

  private static String qualified(WorkerRule rule) {
    return ((Enum<?>) rule).getDeclaringClass().getSimpleName() + "." + rule.name();
  }

  /** The rows give way to another, or to none; rows that the guard meets in part keep the rest. */
  private RuleOverride instead(
      Rows rows,
      @Nullable Transition<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>
          replacement) {
    return blank.table(table -> instead(table.unproved(), rows, replacement));
  }

  private static TransitionTable<
          TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>
      instead(
          TransitionTable<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>
              table,
          Rows rows,
          @Nullable
              Transition<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>
              replacement) {
    var pair = table.rows(rows.from(), rows.requested());
    boolean named = pair.stream().anyMatch(rows::coversWhole);
    List<Transition<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>> kept =
        new ArrayList<>();
    if (replacement != null) {
      kept.add(replacement);
    }
    for (var row : pair) {
      if (!rows.coversWhole(row)) {
        kept.add(named ? row : row.when(row.guard().and(rows.guard().not())));
      }
    }
    return kept.isEmpty() ? table.without(rows.from(), rows.requested()) : table.withPairs(kept);
  }

  // ---- decisions

  private RuleOverride policy() {
    PolicyText policy = words.choose("a policy", PolicyText.ALL, PolicyText::name);
    words.require("=");
    return blank.policies(policy.reader().read(words));
  }

  private RuleOverride ignore() {
    EventKind kind = words.choose("an event about tasks", TaskEvents.KINDS, EventKind::label);
    words.require("in");
    List<TaskState> states = states();
    return blank.decisions(next -> new IgnoredEvents(next, kind, states));
  }

  private RuleOverride admit() {
    EventKind kind = event();
    return blank.decisions(next -> new AdmittedEvents(next, List.of(kind)));
  }

  private RuleOverride answer() {
    EventKind kind = event();
    words.require("without");
    InstructionKind unsaid = words.choose("an instruction", INSTRUCTIONS, InstructionKind::label);
    return blank.decisions(next -> new UnsaidInstructions(next, kind, unsaid));
  }

  private RuleOverride skip() {
    String what = words.choose("a step", List.of("threads", "fetches"), word -> word);
    words.require("after");
    EventKind kind = event();
    return blank.decisions(next -> new SkippedStarts(next, kind, what.equals("threads")));
  }

  private TaskState state() {
    return words.choose("a state", STATES, TaskState::label);
  }

  private List<TaskState> states() {
    List<TaskState> states = new ArrayList<>();
    do {
      states.add(state());
    } while (words.takeIf(","));
    return states;
  }

  private EventKind event() {
    return words.choose("an event", EVENTS, EventKind::label);
  }
}
