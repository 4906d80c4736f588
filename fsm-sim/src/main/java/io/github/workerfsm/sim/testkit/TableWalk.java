package io.github.workerfsm.sim.testkit;

import io.github.workerfsm.table.Engine;
import io.github.workerfsm.table.IllegalTransitionException;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Subject;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionException;
import io.github.workerfsm.table.TransitionListener;
import io.github.workerfsm.table.TransitionTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A walk of subjects through a table: what is asked, which rows are taken, where subjects land.
 * What the engine must never do is collected as a finding, one line each; the walk goes on.
 *
 * <p>Requests that the table refuses are asked as well: that they are refused, and that the subject
 * stays where it is, is part of the walk. Any other exception ends it.
 */
final class TableWalk<X, S extends Enum<S>, T extends Enum<T>, C extends Subject<S>> {
  private static final long LONGEST_CHAIN = 10_000;
  private static final int MOST_SUBJECTS = 8;

  /** Makes subjects and their engine. */
  @FunctionalInterface
  interface Source<X, S extends Enum<S>, T extends Enum<T>, C extends Subject<S>> {
    /** New ones, for this table; the engine tells the listener. */
    Subjects<X, S, T, C> of(
        TransitionTable<S, T, C, Rule<X, C, S>> table,
        TransitionListener<S, T, C, Rule<X, C, S>> listener);
  }

  private final TransitionTable<S, T, C, Rule<X, C, S>> table;
  private final TransitionTable<S, T, C, Rule<X, C, S>> guide;
  private final Map<S, List<T>> known = new LinkedHashMap<>();
  private final Subjects<X, S, T, C> subjects;
  private final Engine<X, S, T, C> engine;
  private final List<C> present = new ArrayList<>();
  private final Map<C, Integer> numbers = new LinkedHashMap<>();
  private final Set<Transition<S, T, C, Rule<X, C, S>>> met = new LinkedHashSet<>();
  private final List<String> lines = new ArrayList<>();
  private final List<String> findings = new ArrayList<>();
  private boolean ended;

  /**
   * A walk at its beginning.
   *
   * @param table what is walked through
   * @param guide the table by which steps become requests; of mutants the original, so that the
   *     same is asked of both
   */
  TableWalk(
      TransitionTable<S, T, C, Rule<X, C, S>> table,
      TransitionTable<S, T, C, Rule<X, C, S>> guide,
      Source<X, S, T, C> source) {
    this.table = table;
    this.guide = guide;
    this.subjects = source.of(table, this::moved);
    this.engine = subjects.engine();
    arrive(0);
  }

  /** What happened, one line each: what was asked, landings, refusals, the end. */
  List<String> lines() {
    return lines;
  }

  /** What must not be, one line each. */
  List<String> findings() {
    return findings;
  }

  /** The rows that were taken, or have refused. */
  Set<Transition<S, T, C, Rule<X, C, S>>> met() {
    return met;
  }

  Engine<X, S, T, C> engine() {
    return engine;
  }

  void take(List<TableStep> steps) {
    steps.forEach(this::take);
    lines.add(subjects.observed());
  }

  private void take(TableStep step) {
    if (ended) {
      return;
    }
    C subject = present.get(Math.floorMod(step.which(), present.size()));
    switch (step.kind()) {
      case ASK -> ask(subject, known(subject.state(), step.request()), step.variety());
      case ASK_ANYTHING -> ask(subject, nth(table.requests(), step.request()), step.variety());
      case CHANGE -> subjects.change(subject, step.variety());
      case ARRIVE -> arrive(step.variety());
    }
  }

  /** Whoever has ended makes room for the next. */
  private void arrive(int variety) {
    C subject = subjects.subject(variety);
    if (subject.state() != table.initial()) {
      findings.add(
          "a new subject is in " + subject.state() + ", expected the initial " + table.initial());
    }
    numbers.put(subject, numbers.size());
    if (present.size() >= MOST_SUBJECTS) {
      present.removeIf(other -> other.state() == table.terminal());
    }
    if (present.size() >= MOST_SUBJECTS) {
      present.remove(0);
    }
    present.add(subject);
  }

  private T known(S from, int number) {
    List<T> requests =
        known.computeIfAbsent(
            from,
            state ->
                guide.requests().stream()
                    .filter(request -> !guide.rows(state, request).isEmpty())
                    .toList());
    return nth(requests.isEmpty() ? guide.requests() : requests, number);
  }

  private static <E> E nth(List<E> all, int number) {
    return all.get(Math.floorMod(number, all.size()));
  }

  private void ask(C subject, T requested, int variety) {
    S from = subject.state();
    if ((Object) from == requested || !subjects.mayAsk(subject, requested)) {
      return;
    }
    try {
      Transition<S, T, C, Rule<X, C, S>> row = table.find(from, requested, subject);
      if (row == null && detours(from, requested)) {
        tryDetour(subject, requested, variety);
      } else if (row == null || row.isNever()) {
        refused(subject, requested, row, variety);
      } else {
        engine.transition(subject, requested, subjects.argument(subject, requested, variety));
        engine.settle(LONGEST_CHAIN);
      }
    } catch (RuntimeException e) {
      end(from, requested, e);
    }
  }

  /** Whether the engine tries a detour, which then succeeds or not. */
  private boolean detours(S from, T requested) {
    T half = table.detourRequest();
    return half != null
        && from != table.detour()
        && requested != half
        && !table.rows(from, half).isEmpty();
  }

  /** A detour may be refused half-way, and then nothing can be said of where the subject is. */
  private void tryDetour(C subject, T requested, int variety) {
    S from = subject.state();
    try {
      engine.transition(subject, requested, subjects.argument(subject, requested, variety));
    } catch (IllegalTransitionException e) {
      engine.abandon();
      ended = true;
      lines.add(from + " -> " + requested + " is refused on its detour");
      return;
    }
    engine.settle(LONGEST_CHAIN);
  }

  /** Asks subjects that have ended for everything; they have to refuse it. */
  List<String> askTheEnded() {
    for (C subject : present) {
      for (T requested : table.requests()) {
        if (subject.state() == table.terminal()) {
          ask(subject, requested, 0);
        }
      }
    }
    return findings;
  }

  private void refused(
      C subject, T requested, @Nullable Transition<S, T, C, Rule<X, C, S>> never, int variety) {
    S from = subject.state();
    String asked = from + " -> " + requested;
    lines.add(asked + " is refused: " + (never == null ? "no row" : never.reason()));
    if (never != null) {
      met.add(never);
    }
    try {
      S landing =
          engine.transition(subject, requested, subjects.argument(subject, requested, variety));
      findings.add(
          asked
              + " is to be refused, but lands in "
              + landing
              + (never == null ? "" : "; " + never));
    } catch (IllegalTransitionException e) {
      engine.abandon();
      if (never != null && !String.valueOf(e.getMessage()).contains(never.reason())) {
        findings.add(asked + " is refused without its reason: " + e.getMessage());
      }
      if (subject.state() != from) {
        findings.add(asked + " is refused, but has moved the subject to " + subject.state());
      }
    }
  }

  /** Rules may be at fault as well as the table; either way nothing can be said of what follows. */
  private void end(S from, T requested, RuntimeException e) {
    engine.abandon();
    ended = true;
    lines.add(from + " -> " + requested + " ends with " + e.getClass().getSimpleName());
    findings.add(
        from
            + " -> "
            + requested
            + (e instanceof TransitionException ? ": " : " throws " + e.getClass().getName() + ": ")
            + e.getMessage());
  }

  private void moved(
      C subject,
      S from,
      T requested,
      @Nullable Transition<S, T, C, Rule<X, C, S>> row,
      @Nullable C cause) {
    S landing = subject.state();
    lines.add(
        "subject "
            + numbers.getOrDefault(subject, -1)
            + ": "
            + from
            + " -> "
            + requested
            + " lands in "
            + landing
            + (cause == null ? "" : " because of " + numbers.getOrDefault(cause, -1)));
    if (from == table.terminal()) {
      findings.add(requested + " has moved a subject out of the terminal state " + from);
    }
    if (row != null) {
      met.add(row);
      check(from, requested, row, landing);
    } else if (table.detour() == null) {
      findings.add(from + " -> " + requested + " has no row, but was carried out");
    }
  }

  private void check(S from, T requested, Transition<S, T, C, Rule<X, C, S>> row, S landing) {
    if (row.isNever()) {
      findings.add("the never row " + row + " has been taken");
    } else if (row.from() != from || row.requested() != requested) {
      findings.add(from + " -> " + requested + " has taken the row " + row);
    } else if (!row.canLandIn(landing)) {
      findings.add(row + " has landed in " + landing + ", declared are " + row.landings());
    }
  }
}
