package io.github.workerfsm.sim.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisitedSetTest {

  private static VisitedSet set(boolean exact, long limit) {
    MemoryBudget memory = new MemoryBudget(limit);
    return exact ? new ExactSet(1, memory) : new FingerprintSet(memory);
  }

  private static int add(VisitedSet set, long number) {
    long[] state = {number};
    set.enter();
    try {
      return set.add(Fingerprint.of(state, 1), state);
    } finally {
      set.leave();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_state_is_added_once_and_has_a_place_of_its_own(boolean exact) {
    VisitedSet set = set(exact, Long.MAX_VALUE);
    Random random = new Random(7);
    Set<Long> expected = new HashSet<>();
    for (int i = 0; i < 200_000; i++) {
      long number = random.nextInt(100_000);
      int outcome = add(set, number);
      assertThat(outcome == VisitedSet.ADDED).isEqualTo(expected.add(number));
    }
    assertThat(set.size()).isEqualTo(expected.size());
    set.freeze();
    Set<Integer> places = new HashSet<>();
    for (long number : expected) {
      long[] state = {number};
      long fingerprint = Fingerprint.of(state, 1);
      int place = set.place(fingerprint, state);
      assertThat(place).isBetween(0, set.places() - 1);
      assertThat(set.fingerprintAt(place)).isEqualTo(fingerprint);
      assertThat(set.placeOf(fingerprint)).isEqualTo(place);
      places.add(place);
    }
    assertThat(places).hasSize(expected.size());
    long[] absent = {-1};
    assertThat(set.place(Fingerprint.of(absent, 1), absent)).isEqualTo(-1);
  }

  /** At every size beyond the first, just grown or just before. */
  @Test
  void a_fingerprint_costs_at_most_12_bytes() {
    VisitedSet set = set(false, Long.MAX_VALUE);
    for (long number = 0; number < 1_000_000; number++) {
      add(set, number);
      if (number > 20_000 && number % 1000 == 0) {
        assertThat((double) set.bytes() / set.size()).isBetween(9.4, 12.0);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void threads_that_add_the_same_states_add_each_once(boolean exact) throws Exception {
    VisitedSet set = set(exact, Long.MAX_VALUE);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Long>> added = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        added.add(
            threads.submit(
                () -> {
                  long count = 0;
                  for (long number = 0; number < 200_000; number++) {
                    count += add(set, number) == VisitedSet.ADDED ? 1 : 0;
                  }
                  return count;
                }));
      }
      long sum = 0;
      for (Future<Long> count : added) {
        sum += count.get();
      }
      assertThat(sum).isEqualTo(200_000);
      assertThat(set.size()).isEqualTo(200_000);
    } finally {
      threads.shutdown();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_set_without_room_says_so_and_still_knows_what_it_has(boolean exact) {
    VisitedSet set = set(exact, 500_000);
    long number = 0;
    while (add(set, number) != VisitedSet.FULL) {
      number++;
    }
    assertThat(number).isGreaterThan(10_000);
    assertThat(set.size()).isEqualTo(number);
    for (long known = 0; known < number; known++) {
      assertThat(add(set, known)).isEqualTo(VisitedSet.SEEN);
    }
  }

  @Test
  void whole_states_with_one_fingerprint_are_told_apart_and_counted() {
    ExactSet set = new ExactSet(2, new MemoryBudget(Long.MAX_VALUE));
    assertThat(set.add(5, new long[] {1, 2})).isEqualTo(VisitedSet.ADDED);
    assertThat(set.add(5, new long[] {1, 3})).isEqualTo(VisitedSet.ADDED);
    assertThat(set.add(5, new long[] {1, 2})).isEqualTo(VisitedSet.SEEN);
    assertThat(set.size()).isEqualTo(2);
    assertThat(set.collisions()).isEqualTo(1);
  }
}
