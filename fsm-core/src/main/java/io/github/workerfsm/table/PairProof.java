package io.github.workerfsm.table;

import static com.google.common.base.Strings.lenientFormat;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
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
    List<String> gaps =
        possible()
            .filter(bits -> pair.stream().noneMatch(row -> row.guard().holds(bits)))
            .mapToObj(combinations::when)
            .collect(Collectors.toList());
    if (!gaps.isEmpty()) {
      String more =
          gaps.size() > MOST_GAPS ? ", and in " + (gaps.size() - MOST_GAPS) + " more" : "";
      findings.add(
          "no row of "
              + name()
              + " applies"
              + gaps.stream().limit(MOST_GAPS).collect(Collectors.joining(","))
              + more
              + "; add a row or a never row for it");
    }
  }

  private IntStream possible() {
    return combinations.possible();
  }

  private String name() {
    return pair.get(0).from() + " -> " + pair.get(0).requested();
  }
}
