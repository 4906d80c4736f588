package io.github.workerfsm.table;

import static com.google.common.base.Strings.lenientFormat;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Proves the rows of one pair: whatever the facts, exactly one of them applies. */
final class PairProof<S extends Enum<S>, T extends Enum<T>, C, R> {
  /** Combinations without a row that one finding spells out. */
  private static final int MOST_GAPS = 4;

  private final ImmutableList<Transition<S, T, C, R>> pair;
  private final Combinations<C> combinations;
  private final List<String> findings = new ArrayList<>();
  private int[] possible = {};

  PairProof(ImmutableList<Transition<S, T, C, R>> pair, Combinations<C> combinations) {
    this.pair = pair;
    this.combinations = combinations;
  }

  /** One sentence per defect. */
  List<String> findings() {
    if (combinations.width() > Combinations.MOST_FACTS) {
      findings.add(
          lenientFormat(
              "the guards of %s and given() look at %s facts, expected at most %s; merge facts",
              name(), combinations.width(), Combinations.MOST_FACTS));
      return findings;
    }
    possible = combinations.possible().toArray();
    for (int i = 0; i < pair.size(); i++) {
      checkApplies(pair.get(i));
      for (int j = i + 1; j < pair.size(); j++) {
        checkApart(pair.get(i), pair.get(j));
      }
    }
    checkComplete();
    return findings;
  }

  private void checkApplies(Transition<S, T, C, R> row) {
    if (possible().noneMatch(row.guard()::holds)) {
      findings.add("row " + row + " never applies; correct its guard or remove it");
    }
  }

  private void checkApart(Transition<S, T, C, R> row, Transition<S, T, C, R> other) {
    if (row.sameKey(other)) {
      findings.add("duplicate row " + row + "; remove one, or name their guards apart");
      return;
    }
    possible()
        .filter(bits -> row.guard().holds(bits) && other.guard().holds(bits))
        .mapToObj(combinations::when)
        .findFirst()
        .ifPresent(
            when ->
                findings.add(
                    lenientFormat(
                        "rows %s and %s both apply%s; make their guards exclude each other",
                        row, other, when)));
  }

  private void checkComplete() {
    int[] gaps =
        possible()
            .filter(bits -> pair.stream().noneMatch(row -> row.guard().holds(bits)))
            .toArray();
    if (gaps.length > 0) {
      findings.add(
          lenientFormat(
              "no row of %s applies%s%s; add a row or a never row for it",
              name(),
              Arrays.stream(gaps)
                  .limit(MOST_GAPS)
                  .mapToObj(combinations::when)
                  .collect(Collectors.joining(",")),
              gaps.length > MOST_GAPS ? ", and in " + (gaps.length - MOST_GAPS) + " more" : ""));
    }
  }

  private IntStream possible() {
    return Arrays.stream(possible);
  }

  private String name() {
    return pair.get(0).from() + " -> " + pair.get(0).requested();
  }
}
