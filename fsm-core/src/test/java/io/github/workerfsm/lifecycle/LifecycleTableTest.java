package io.github.workerfsm.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.table.Transition;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table as a whole. */
class LifecycleTableTest {
  private static final long SEED = 20_241;

  @Test
  void every_event_has_a_row_in_every_state_but_forgotten() {
    for (LifecycleState state : LifecycleState.values()) {
      for (LifecycleEvent event : LifecycleEvent.values()) {
        assertThat(TaskLifecycle.table().rows(state, event).isEmpty())
            .as("%s on %s", event, state)
            .isEqualTo(state == LifecycleState.FORGOTTEN);
      }
    }
  }

  @Test
  void an_end_is_left_only_when_its_record_expires() {
    assertThat(TaskLifecycle.table().rows())
        .filteredOn(row -> row.from().isTerminal() && !row.isNever() && !row.canLandIn(row.from()))
        .allMatch(row -> row.requested() == LifecycleEvent.EXPIRED)
        .hasSize(3);
  }

  @Test
  void every_row_lands_in_one_state() {
    assertThat(TaskLifecycle.table().rows())
        .filteredOn(row -> !row.isNever())
        .allMatch(row -> row.onlyLanding() != null);
  }

  /** Reasons tell the rows of a pair apart. */
  @Test
  void walks_take_every_row() {
    Set<String> untaken = new LinkedHashSet<>();
    TaskLifecycle.table().rows().forEach(row -> untaken.add(name(row)));
    assertThat(untaken).hasSameSizeAs(TaskLifecycle.table().rows());
    Random random = new Random(SEED);
    for (int walk = 0; walk < 60_000 && !untaken.isEmpty(); walk++) {
      Book book = start(random);
      for (int step = 0; step < 8; step++) {
        for (Outcome outcome : Words.say(book, random.nextInt(Words.COUNT))) {
          untaken.remove(name(outcome.from(), outcome.report().event(), outcome.reason()));
        }
      }
    }
    assertThat(untaken).as("seed %d", SEED).isEmpty();
  }

  private static Book start(Random random) {
    if (random.nextInt(4) == 0) {
      return Book.sentAgain(random.nextInt(Words.ATTEMPTS), Words.ATTEMPTS);
    }
    int before = LifecycleState.REMOVED.ordinal();
    return Book.in(LifecycleState.values()[random.nextInt(before)], Words.ATTEMPTS);
  }

  private static String name(Transition<LifecycleState, LifecycleEvent, ?, ?> row) {
    return name(row.from(), row.requested(), row.reason());
  }

  private static String name(LifecycleState from, LifecycleEvent event, String reason) {
    return from + " on " + event + ": " + reason;
  }
}
