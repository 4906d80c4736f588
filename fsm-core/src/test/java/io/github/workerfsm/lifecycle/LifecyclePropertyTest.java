package io.github.workerfsm.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What is true whatever anybody says, however often and in whatever order. */
@PropertyDefaults(tries = 3_000, edgeCases = EdgeCasesMode.NONE)
class LifecyclePropertyTest {

  @Property
  void an_end_is_absorbing(@ForAll("words") List<Integer> words) {
    follow(
        words,
        (before, outcome, after) -> {
          if (outcome.from().isTerminal() && outcome.to() != LifecycleState.REMOVED) {
            assertThat(outcome.to()).isEqualTo(outcome.from());
            assertThat(after.result()).isEqualTo(before.result());
            assertThat(after.exception()).isEqualTo(before.exception());
            assertThat(after.completedAtMillis()).isEqualTo(before.completedAtMillis());
          }
        });
  }

  @Property
  void within_an_attempt_a_task_goes_back_only_by_a_loss_that_raises_epoch_or_attempt(
      @ForAll("words") List<Integer> words) {
    follow(
        words,
        (before, outcome, after) -> {
          assertThat(after.attempt()).isGreaterThanOrEqualTo(before.attempt());
          assertThat(after.epoch()).isGreaterThanOrEqualTo(before.epoch());
          boolean back =
              after.attempt() == before.attempt() && after.state().rank() < before.state().rank();
          if (back) {
            assertThat(outcome.report().event()).isEqualTo(LifecycleEvent.UNSENT);
            assertThat(after.epoch()).isGreaterThan(before.epoch());
          }
        });
  }

  @Property
  void a_task_is_pending_until_it_has_ended_and_an_end_has_a_time(
      @ForAll("words") List<Integer> words) {
    follow(
        words,
        (before, outcome, after) -> {
          assertThat(after.pending()).isEqualTo(!after.state().isTerminal());
          assertThat(after.completedAtMillis().isPresent()).isEqualTo(!after.pending());
          assertThat(after.exception() != null).isEqualTo(after.state() == LifecycleState.FAILED);
          assertThat(after.result() != null && after.result().isValue())
              .isEqualTo(after.state() == LifecycleState.SUCCESS);
          assertThat(after.suspect() && !after.pending()).isFalse();
          assertThat(after.cancelRequested())
              .isEqualTo(after.cancelRequested() && after.state() == LifecycleState.RUNNING);
        });
  }

  @Property
  void a_result_that_decides_is_acknowledged_only_after_it_is_published(
      @ForAll("words") List<Integer> words) {
    follow(
        words,
        (before, outcome, after) -> {
          boolean discarded = outcome.ignored() == Ignored.STALE;
          if (outcome.effects().contains(Effect.ACKNOWLEDGE) && !discarded) {
            assertThat(after.published()).isTrue();
          }
        });
  }

  @Property
  void what_is_ignored_or_refused_leaves_the_record_as_it_was(
      @ForAll("words") List<Integer> words) {
    follow(
        words,
        (before, outcome, after) ->
            assertThat(after.equals(before)).as(outcome.toString()).isEqualTo(!outcome.changed()));
  }

  @Property
  void the_same_words_have_the_same_outcomes(@ForAll("words") List<Integer> words) {
    Book one = Book.empty(Words.ATTEMPTS);
    Book other = Book.empty(Words.ATTEMPTS);
    for (int word : words) {
      assertThat(Words.say(one, word)).isEqualTo(Words.say(other, word));
    }
    assertThat(one.lifecycle.tasks()).isEqualTo(other.lifecycle.tasks());
  }

  /** Calls the observer where the task is visible before and after a word. */
  private static void follow(List<Integer> words, Observer observer) {
    Book book = Book.in(LifecycleState.WAITING_FOR_EP, Words.ATTEMPTS);
    for (int word : words) {
      TaskRecord before = book.lifecycle.task(Book.TASK);
      List<Outcome> outcomes = Words.say(book, word);
      TaskRecord after = book.lifecycle.task(Book.TASK);
      if (outcomes.size() == 1) {
        observe(observer, before, outcomes.get(0), after);
      }
    }
  }

  private static void observe(
      Observer observer, @Nullable TaskRecord before, Outcome outcome, @Nullable TaskRecord after) {
    if (before != null && after != null) {
      observer.said(before, outcome, after);
    }
  }

  @Provide
  Arbitrary<List<Integer>> words() {
    return Arbitraries.integers().between(0, Words.COUNT - 1).list().ofMaxSize(30);
  }

  /** Sees a record before and after what was said. */
  private interface Observer {
    void said(TaskRecord before, Outcome outcome, TaskRecord after);
  }
}
