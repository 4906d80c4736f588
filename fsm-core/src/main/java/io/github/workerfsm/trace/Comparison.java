package io.github.workerfsm.trace;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.LinkedHashMultiset;
import com.google.common.collect.Multiset;
import com.google.common.collect.Multisets;
import com.google.common.collect.Sets;
import io.github.workerfsm.check.MachineFailedException;
import io.github.workerfsm.worker.Gauges;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compares an answer with the recorded one: whether both threw; else states as a map, instructions
 * as a multiset and, where asked for, in order, transitions as a multiset, and all counts.
 *
 * <p>States are compared both ways: a key that only one of the two lists is a difference.
 */
final class Comparison {
  private static final String INSTRUCTIONS = "instructions";
  private static final String DEFECT = MachineFailedException.class.getSimpleName() + ":";

  private final ImmutableList.Builder<Difference> differences = ImmutableList.builder();

  private Comparison() {}

  /** What differs, most telling first; empty when nothing does. */
  static ImmutableList<Difference> of(Answer expected, Answer actual, boolean ordered) {
    Comparison comparison = new Comparison();
    if (expected.raised() != null || actual.raised() != null) {
      comparison.raised(expected.raised(), actual.raised());
    } else {
      comparison.states(expected.states(), actual.states());
      comparison.instructions(expected.instructions(), actual.instructions(), ordered);
      comparison.multiset(
          "transitions",
          expected.transitions(),
          actual.transitions(),
          transition -> ImmutableList.of(transition.key()));
      comparison.counts(expected.counts(), actual.counts());
    }
    return comparison.differences.build();
  }

  /**
   * Of the reference's exceptions it does not count which one it is: ours have other names. One of
   * our own has to be the same, with all that it says.
   */
  private void raised(@Nullable String expected, @Nullable String actual) {
    if (expected == null
        || actual == null
        || (expected.startsWith(DEFECT) && !expected.equals(actual))) {
      add("raised", expected, actual, ImmutableList.of());
    }
  }

  private void states(Map<String, RecordedState> expected, Map<String, RecordedState> actual) {
    for (String key : Sets.union(expected.keySet(), actual.keySet())) {
      RecordedState mine = actual.get(key);
      RecordedState theirs = expected.get(key);
      if (!Objects.equals(theirs, mine)) {
        add("states." + key, theirs, mine, ImmutableList.of(key));
      }
    }
  }

  private void instructions(
      List<RecordedInstruction> expected, List<RecordedInstruction> actual, boolean ordered) {
    if (expected.equals(actual)) {
      return;
    }
    if (!multiset(INSTRUCTIONS, expected, actual, RecordedInstruction::keys) && ordered) {
      add(INSTRUCTIONS + ".order", expected, actual, ImmutableList.of());
    }
  }

  /** Whether there is a difference. */
  private <E> boolean multiset(
      String member, List<E> expected, List<E> actual, Function<E, ImmutableList<String>> keys) {
    if (expected.equals(actual)) {
      return false;
    }
    Multiset<E> theirs = LinkedHashMultiset.create(expected);
    Multiset<E> mine = LinkedHashMultiset.create(actual);
    Multiset<E> missing = Multisets.difference(theirs, mine);
    Multiset<E> unexpected = Multisets.difference(mine, theirs);
    missing.forEach(one -> add(member, one, null, keys.apply(one)));
    unexpected.forEach(one -> add(member, null, one, keys.apply(one)));
    return !missing.isEmpty() || !unexpected.isEmpty();
  }

  private void counts(@Nullable Gauges expected, @Nullable Gauges actual) {
    if (expected == null || actual == null || expected.equals(actual)) {
      return;
    }
    Map<String, Long> mine = Counts.tree(actual);
    Counts.tree(expected)
        .forEach(
            (name, count) -> {
              if (!count.equals(mine.get(name))) {
                add("counts." + name, count, mine.get(name), ImmutableList.of());
              }
            });
  }

  private void add(
      String member,
      @Nullable Object expected,
      @Nullable Object actual,
      ImmutableList<String> keys) {
    differences.add(new Difference(member, text(expected), text(actual), keys));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
