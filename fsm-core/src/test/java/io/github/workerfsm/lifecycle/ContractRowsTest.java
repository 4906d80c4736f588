package io.github.workerfsm.lifecycle;

import static io.github.workerfsm.lifecycle.Book.ERROR;
import static io.github.workerfsm.lifecycle.Book.LOSS;
import static io.github.workerfsm.lifecycle.Book.OTHER_VALUE;
import static io.github.workerfsm.lifecycle.Book.TASK;
import static io.github.workerfsm.lifecycle.Book.VALUE;
import static io.github.workerfsm.lifecycle.LifecycleState.CANCELLED;
import static io.github.workerfsm.lifecycle.LifecycleState.DISPATCHED_TO_EP;
import static io.github.workerfsm.lifecycle.LifecycleState.FAILED;
import static io.github.workerfsm.lifecycle.LifecycleState.FORGOTTEN;
import static io.github.workerfsm.lifecycle.LifecycleState.RECEIVED;
import static io.github.workerfsm.lifecycle.LifecycleState.REMOVED;
import static io.github.workerfsm.lifecycle.LifecycleState.RUNNING;
import static io.github.workerfsm.lifecycle.LifecycleState.SUCCESS;
import static io.github.workerfsm.lifecycle.LifecycleState.UNKNOWN;
import static io.github.workerfsm.lifecycle.LifecycleState.WAITING_FOR_EP;
import static io.github.workerfsm.lifecycle.LifecycleState.WAITING_FOR_LAUNCH;
import static io.github.workerfsm.lifecycle.LifecycleState.WAITING_FOR_NODES;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.task.Failure;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rows of the contract, in its order and under its numbers. */
class ContractRowsTest {
  private static final LifecycleSettings PATIENCE = LifecycleSettings.DEFAULT;

  // ---- submitted, queued, sent

  @Test
  void row_1_a_new_id_is_stored_before_it_is_answered() {
    Book book = Book.empty(1);
    Outcome outcome = book.say(Report.submit(TASK, "ep1"));
    assertThat(outcome.from()).isEqualTo(UNKNOWN);
    assertThat(outcome.to()).isEqualTo(RECEIVED);
    assertThat(outcome.effects()).containsExactly(Effect.STORE, Effect.ANSWER);
    assertThat(book.task().endpoint()).isEqualTo("ep1");
    assertThat(book.task().submittedAtMillis()).isEqualTo(book.nowMillis());
  }

  @Test
  void row_1_an_id_that_is_known_is_answered_again_and_nothing_changes() {
    Book book = Book.in(RUNNING, 1);
    Outcome outcome = book.say(Report.submit(TASK, "ep2"));
    assertThat(outcome.ignored()).isEqualTo(Ignored.DUPLICATE);
    assertThat(outcome.effects()).containsExactly(Effect.STORE, Effect.ANSWER);
    assertThat(book.task().endpoint()).isEqualTo("ep1");
  }

  @Test
  void row_2_a_task_in_the_queue_waits_for_its_endpoint() {
    assertThat(Book.in(RECEIVED, 1).say(Report.enqueued(TASK)).to()).isEqualTo(WAITING_FOR_EP);
  }

  @Test
  void row_3_a_sent_task_is_dispatched_and_its_epoch_and_deadline_are_recorded() {
    Book book = Book.in(WAITING_FOR_EP, 1);
    assertThat(book.say(Report.sent(TASK, Stamp.of(1, 7))).to()).isEqualTo(DISPATCHED_TO_EP);
    assertThat(book.task().epoch()).isEqualTo(7);
    assertThat(book.lifecycle.nextDueAtMillis())
        .hasValue(book.nowMillis() + PATIENCE.answer().toMillis());
  }

  @Test
  void row_4_a_waiting_task_does_not_mind_that_its_endpoint_is_offline() {
    Book book = Book.in(WAITING_FOR_EP, 1);
    Outcome outcome = book.say(Report.endpointOffline(TASK, 1));
    assertThat(outcome.ignored()).isEqualTo(Ignored.MOOT);
    assertThat(book.task().state()).isEqualTo(WAITING_FOR_EP);
  }

  @Test
  void row_5_a_failed_send_puts_it_back_as_the_same_attempt_over_a_new_epoch() {
    Book book = Book.in(DISPATCHED_TO_EP, 1);
    Outcome outcome = book.say(Report.unsent(TASK, Stamp.of(1, 1)));
    assertThat(outcome.to()).isEqualTo(WAITING_FOR_EP);
    assertThat(outcome.effects()).containsExactly(Effect.RECONNECT);
    assertThat(book.task().attempt()).isEqualTo(1);
    assertThat(book.task().epoch()).isEqualTo(2);
    assertThat(book.say(Report.sent(TASK, Stamp.of(1, 1))).ignored()).isEqualTo(Ignored.STALE);
    assertThat(book.say(Report.sent(TASK, Stamp.of(1, 2))).to()).isEqualTo(DISPATCHED_TO_EP);
  }

  @Test
  void row_5_no_answer_by_the_deadline_is_a_failed_send() {
    Book book = Book.in(DISPATCHED_TO_EP, 1);
    assertThat(book.advance(PATIENCE.answer().toMillis() - 1)).isEmpty();
    assertThat(book.advance(1)).singleElement().extracting(Outcome::to).isEqualTo(WAITING_FOR_EP);
  }

  @Test
  void row_5_does_not_apply_once_a_report_of_this_attempt_has_come() {
    Book book = Book.in(WAITING_FOR_NODES, 1);
    assertThat(book.say(Report.unsent(TASK, Stamp.of(1, 1))).ignored()).isEqualTo(Ignored.STALE);
    assertThat(book.advance(PATIENCE.answer().toMillis())).isEmpty();
  }

  // ---- progress

  @Test
  void row_6_the_first_report_counts_as_the_answer() {
    Book book = Book.in(DISPATCHED_TO_EP, 1);
    assertThat(book.progress(1, 1, WAITING_FOR_NODES).to()).isEqualTo(WAITING_FOR_NODES);
  }

  @ParameterizedTest
  @EnumSource(names = {"DISPATCHED_TO_EP", "WAITING_FOR_NODES"})
  void row_7_a_manager_has_it_and_what_is_skipped_was_merged(LifecycleState from) {
    assertThat(Book.in(from, 1).progress(1, 1, WAITING_FOR_LAUNCH).to())
        .isEqualTo(WAITING_FOR_LAUNCH);
  }

  @ParameterizedTest
  @EnumSource(names = {"DISPATCHED_TO_EP", "WAITING_FOR_NODES", "WAITING_FOR_LAUNCH"})
  void row_8_a_worker_runs_it(LifecycleState from) {
    assertThat(Book.in(from, 1).progress(1, 1, RUNNING).to()).isEqualTo(RUNNING);
  }

  // ---- results

  @ParameterizedTest
  @EnumSource(names = {"DISPATCHED_TO_EP", "WAITING_FOR_NODES", "WAITING_FOR_LAUNCH", "RUNNING"})
  void row_9_a_value_is_stored_and_published_and_only_then_acknowledged(LifecycleState from) {
    Book book = Book.in(from, 1);
    Outcome outcome = book.result(1, 1, VALUE);
    assertThat(outcome.to()).isEqualTo(SUCCESS);
    assertThat(outcome.effects()).containsExactly(Effect.STORE, Effect.PUBLISH);
    assertThat(book.say(Report.published(TASK)).effects()).containsExactly(Effect.ACKNOWLEDGE);
    assertThat(book.task().result()).isEqualTo(VALUE);
    assertThat(book.task().exception()).isNull();
    assertThat(book.task().completedAtMillis()).hasValue(book.nowMillis());
  }

  @Test
  void row_9_asks_only_for_the_attempt_and_not_for_the_connection() {
    Book book = Book.in(DISPATCHED_TO_EP, 1);
    book.say(Report.unsent(TASK, Stamp.of(1, 1)));
    assertThat(book.result(1, 1, VALUE).to()).isEqualTo(SUCCESS);
  }

  @Test
  void row_10_an_exception_of_the_function_ends_it_whatever_attempts_are_left() {
    Book book = Book.in(RUNNING, 3);
    assertThat(book.result(1, 1, ERROR).to()).isEqualTo(FAILED);
    assertThat(book.task().exception()).isEqualTo(ERROR.failure());
    assertThat(book.task().completedAtMillis()).hasValue(book.nowMillis());
  }

  // ---- losses

  @ParameterizedTest
  @EnumSource(names = {"DISPATCHED_TO_EP", "WAITING_FOR_NODES", "WAITING_FOR_LAUNCH", "RUNNING"})
  void row_11_a_lost_manager_costs_an_attempt_and_its_exception_is_kept(LifecycleState from) {
    Book book = Book.in(from, 2);
    assertThat(book.managerLost(1, 1).to()).isEqualTo(WAITING_FOR_NODES);
    assertThat(book.task().attempt()).isEqualTo(2);
    assertThat(book.task().history()).containsExactly(LOSS);
    assertThat(book.managerLost(1, 1).ignored()).as("said again").isEqualTo(Ignored.STALE);
  }

  @ParameterizedTest
  @EnumSource(names = {"DISPATCHED_TO_EP", "WAITING_FOR_NODES", "WAITING_FOR_LAUNCH", "RUNNING"})
  void row_12_the_loss_of_the_last_manager_is_the_exception(LifecycleState from) {
    Book book = Book.in(from, 2);
    book.managerLost(1, 1);
    assertThat(book.managerLost(2, 1).to()).isEqualTo(FAILED);
    assertThat(book.task().exception()).isEqualTo(Failure.of("ManagerLost: manager m1"));
    assertThat(book.task().history()).containsExactly(LOSS);
    assertThat(book.task().result()).isNull();
  }

  @ParameterizedTest
  @EnumSource(names = {"DISPATCHED_TO_EP", "WAITING_FOR_NODES", "WAITING_FOR_LAUNCH", "RUNNING"})
  void row_13_missing_heartbeats_make_it_suspect_and_start_the_grace(LifecycleState from) {
    Book book = Book.in(from, 1);
    Outcome outcome = book.say(Report.endpointSuspect(TASK, 1));
    assertThat(outcome.changed()).isTrue();
    assertThat(outcome.to()).isEqualTo(from);
    assertThat(book.task().suspect()).isTrue();
    assertThat(book.lifecycle.nextDueAtMillis())
        .hasValue(book.nowMillis() + PATIENCE.grace().toMillis());
  }

  @Test
  void row_14_any_message_of_the_same_epoch_clears_the_suspicion() {
    Book heard = suspect(1);
    assertThat(heard.say(Report.endpointHeard(TASK, 1)).changed()).isTrue();
    assertThat(heard.task().suspect()).isFalse();
    Book behind = suspect(1);
    assertThat(behind.progress(1, 1, WAITING_FOR_NODES).to()).isEqualTo(RUNNING);
    assertThat(behind.task().suspect()).isFalse();
    assertThat(behind.advance(PATIENCE.grace().toMillis())).isEmpty();
  }

  @Test
  void row_14_does_not_trust_a_new_connection_that_has_not_listed_the_task() {
    Book book = suspect(1);
    assertThat(book.say(Report.endpointHeard(TASK, 2)).ignored()).isEqualTo(Ignored.MOOT);
    assertThat(book.task().suspect()).isTrue();
  }

  @Test
  void row_15_after_the_grace_a_running_task_waits_again_as_another_attempt() {
    Book book = suspect(2);
    assertThat(book.advance(PATIENCE.grace().toMillis() - 1)).isEmpty();
    assertThat(book.advance(1)).singleElement().extracting(Outcome::to).isEqualTo(WAITING_FOR_EP);
    assertThat(book.task().attempt()).isEqualTo(2);
    assertThat(book.task().epoch()).isEqualTo(2);
    assertThat(book.task().suspect()).isFalse();
    assertThat(book.task().history())
        .containsExactly(Failure.of("EndpointLost: ep1 was silent for too long"));
    assertThat(book.progress(1, 1, RUNNING).ignored()).isEqualTo(Ignored.STALE);
  }

  @Test
  void row_16_after_the_grace_of_the_last_attempt_it_has_failed() {
    Book book = suspect(1);
    assertThat(book.advance(PATIENCE.grace().toMillis()))
        .singleElement()
        .satisfies(o -> assertThat(o.effects()).containsExactly(Effect.STORE, Effect.PUBLISH));
    assertThat(book.task().state()).isEqualTo(FAILED);
    assertThat(book.task().exception())
        .isEqualTo(Failure.of("EndpointLost: ep1 was silent for too long"));
  }

  @Test
  void row_17_an_endpoint_that_reconnects_and_lists_the_task_keeps_it() {
    Book book = Book.in(WAITING_FOR_LAUNCH, 1);
    book.say(Report.endpointSuspect(TASK, 1));
    assertThat(book.progress(1, 2, RUNNING).to()).isEqualTo(RUNNING);
    assertThat(book.task().attempt()).isEqualTo(1);
    assertThat(book.task().epoch()).isEqualTo(2);
    assertThat(book.task().suspect()).isFalse();
  }

  @Test
  void row_17_also_when_it_was_not_missed_or_had_been_put_back_already() {
    Book quick = Book.in(RUNNING, 1);
    assertThat(quick.progress(1, 2, RUNNING).changed()).isTrue();
    assertThat(quick.task().epoch()).isEqualTo(2);
    Book back = Book.in(DISPATCHED_TO_EP, 1);
    back.say(Report.unsent(TASK, Stamp.of(1, 1)));
    assertThat(back.progress(1, 2, WAITING_FOR_NODES).to()).isEqualTo(WAITING_FOR_NODES);
  }

  // ---- cancelled

  @ParameterizedTest
  @EnumSource(
      names = {
        "RECEIVED",
        "WAITING_FOR_EP",
        "DISPATCHED_TO_EP",
        "WAITING_FOR_NODES",
        "WAITING_FOR_LAUNCH"
      })
  void row_18_a_task_that_does_not_run_is_cancelled_and_trapped(LifecycleState from) {
    Book book = Book.in(from, 1);
    Outcome outcome = book.say(Report.cancel(TASK));
    assertThat(outcome.to()).isEqualTo(CANCELLED);
    assertThat(outcome.effects()).containsExactly(Effect.STORE, Effect.PUBLISH, Effect.TRAP);
    assertThat(book.say(Report.sent(TASK, Stamp.of(1, 2))).refused())
        .as("a later dispatch")
        .isTrue();
  }

  @Test
  void row_19_a_running_task_is_asked_to_stop_and_cancelled_when_it_has() {
    Book book = Book.in(RUNNING, 1);
    Outcome asked = book.say(Report.cancel(TASK));
    assertThat(asked.to()).isEqualTo(RUNNING);
    assertThat(asked.effects()).containsExactly(Effect.STOP);
    assertThat(book.task().cancelRequested()).isTrue();
    assertThat(book.say(Report.cancelConfirmed(TASK, Stamp.of(1, 1))).to()).isEqualTo(CANCELLED);
    assertThat(book.task().cancelRequested()).isFalse();
  }

  @Test
  void row_19_a_result_that_wins_the_race_stays() {
    Book book = Book.in(RUNNING, 1);
    book.say(Report.cancel(TASK));
    assertThat(book.result(1, 1, VALUE).to()).isEqualTo(SUCCESS);
    assertThat(book.say(Report.cancelConfirmed(TASK, Stamp.of(1, 1))).ignored())
        .isEqualTo(Ignored.LATE);
  }

  @Test
  void row_19_the_end_of_the_process_is_as_good_as_a_confirmation() {
    Book lost = Book.in(RUNNING, 3);
    lost.say(Report.cancel(TASK));
    assertThat(lost.managerLost(1, 1).to()).isEqualTo(CANCELLED);
    Book offline = suspect(3);
    offline.say(Report.cancel(TASK));
    offline.advance(PATIENCE.grace().toMillis());
    assertThat(offline.task().state()).isEqualTo(CANCELLED);
    Book overtaken = Book.in(RUNNING, 3);
    overtaken.say(Report.cancel(TASK));
    assertThat(overtaken.progress(2, 1, WAITING_FOR_LAUNCH).to()).isEqualTo(CANCELLED);
  }

  @Test
  void row_19_whoever_runs_it_next_is_asked_to_stop_as_well() {
    Book book = Book.in(RUNNING, 2);
    book.say(Report.cancel(TASK));
    assertThat(book.progress(2, 1, RUNNING).effects()).containsExactly(Effect.STOP);
    assertThat(book.progress(2, 2, RUNNING).effects()).as("anew").containsExactly(Effect.STOP);
    assertThat(book.say(Report.cancel(TASK)).effects()).as("again").containsExactly(Effect.STOP);
  }

  // ---- old, late, twice

  @Test
  void row_20_within_an_attempt_it_does_not_go_back() {
    Book book = Book.in(RUNNING, 1);
    assertThat(book.progress(1, 1, WAITING_FOR_NODES).ignored()).isEqualTo(Ignored.STALE);
    assertThat(book.task().state()).isEqualTo(RUNNING);
    assertThat(book.lifecycle.ignored(Ignored.STALE)).isEqualTo(1);
  }

  @Test
  void row_21_what_is_said_of_an_older_attempt_or_epoch_does_not_count() {
    Book book = Book.in(DISPATCHED_TO_EP, 2);
    book.managerLost(1, 1);
    book.progress(2, 3, WAITING_FOR_NODES);
    assertThat(book.progress(1, 3, RUNNING).ignored()).as("attempt").isEqualTo(Ignored.STALE);
    assertThat(book.progress(2, 2, RUNNING).ignored()).as("epoch").isEqualTo(Ignored.STALE);
    assertThat(book.lifecycle.ignored(Ignored.STALE)).isEqualTo(2);
  }

  @Test
  void row_21_the_result_of_an_older_attempt_is_acknowledged_and_discarded() {
    Book book = Book.in(RUNNING, 2);
    book.managerLost(1, 1);
    Outcome outcome = book.result(1, 1, VALUE);
    assertThat(outcome.ignored()).isEqualTo(Ignored.STALE);
    assertThat(outcome.effects()).containsExactly(Effect.ACKNOWLEDGE);
    assertThat(book.task().result()).isNull();
  }

  @ParameterizedTest
  @EnumSource(names = {"SUCCESS", "FAILED", "CANCELLED"})
  void row_22_a_report_after_the_end_is_counted_as_late(LifecycleState end) {
    Book book = Book.in(end, 2);
    assertThat(book.progress(1, 1, RUNNING).ignored()).isEqualTo(Ignored.LATE);
    assertThat(book.progress(2, 5, RUNNING).ignored()).isEqualTo(Ignored.LATE);
    assertThat(book.managerLost(1, 1).ignored()).isEqualTo(Ignored.LATE);
    assertThat(book.task().state()).isEqualTo(end);
    assertThat(book.lifecycle.ignored(Ignored.LATE)).isEqualTo(3);
  }

  @Test
  void row_23_the_same_result_again_is_acknowledged_again() {
    Book book = Book.in(SUCCESS, 1);
    book.say(Report.published(TASK));
    Outcome outcome = book.result(1, 1, TaskResult.value(42, VALUE.digest()));
    assertThat(outcome.ignored()).isEqualTo(Ignored.DUPLICATE);
    assertThat(outcome.effects()).containsExactly(Effect.ACKNOWLEDGE);
  }

  @Test
  void row_23_but_not_before_it_is_published() {
    Book book = Book.in(SUCCESS, 1);
    assertThat(book.result(1, 1, VALUE).effects()).containsExactly(Effect.STORE, Effect.PUBLISH);
    assertThat(book.say(Report.published(TASK)).effects()).containsExactly(Effect.ACKNOWLEDGE);
    assertThat(book.say(Report.published(TASK)).effects()).isEmpty();
  }

  @Test
  void row_24_a_different_result_is_acknowledged_and_told_to_an_operator() {
    Book book = Book.in(SUCCESS, 1);
    book.say(Report.published(TASK));
    Outcome outcome = book.result(1, 1, OTHER_VALUE);
    assertThat(outcome.ignored()).isEqualTo(Ignored.CONFLICT);
    assertThat(outcome.effects()).containsExactly(Effect.ACKNOWLEDGE, Effect.LOG_CONFLICT);
    assertThat(book.task().result()).isEqualTo(VALUE);
  }

  @Test
  void row_24_but_it_too_is_not_acknowledged_before_the_first_is_published() {
    Book book = Book.in(CANCELLED, 1);
    assertThat(book.result(1, 1, VALUE).effects())
        .containsExactly(Effect.STORE, Effect.PUBLISH, Effect.LOG_CONFLICT);
    assertThat(book.say(Report.published(TASK)).effects()).containsExactly(Effect.ACKNOWLEDGE);
    assertThat(book.task().state()).isEqualTo(CANCELLED);
    assertThat(book.task().result()).isNull();
  }

  // ---- no record

  @Test
  void row_25_of_an_unknown_id_a_report_is_dropped_and_a_result_acknowledged() {
    Book book = Book.empty(1);
    assertThat(book.progress(1, 1, RUNNING).ignored()).isEqualTo(Ignored.UNKNOWN);
    assertThat(book.result(1, 1, VALUE).effects()).containsExactly(Effect.ACKNOWLEDGE);
    assertThat(book.say(Report.cancel(TASK)).refused()).isTrue();
    assertThat(book.lifecycle.ignored(Ignored.UNKNOWN)).isEqualTo(2);
    assertThat(book.lifecycle.size()).as("nothing is kept").isZero();
  }

  @Test
  void row_26_a_record_goes_two_weeks_after_the_end_and_its_id_a_while_later() {
    Book book = Book.in(RUNNING, 1);
    book.advance(Duration.ofDays(13).toMillis());
    book.result(1, 1, VALUE);
    assertThat(book.advance(Duration.ofDays(14).toMillis() - 1)).isEmpty();
    Outcome removed = book.advance(1).get(0);
    assertThat(removed.to()).isEqualTo(REMOVED);
    assertThat(removed.effects()).containsExactly(Effect.DELETE);
    assertThat(book.lifecycle.task(TASK)).isNull();
    assertThat(book.result(1, 1, VALUE).effects()).containsExactly(Effect.ACKNOWLEDGE);
    assertThat(book.say(Report.submit(TASK, "ep1")).refused()).isTrue();
    assertThat(book.advance(PATIENCE.remember().toMillis()).get(0).to()).isEqualTo(FORGOTTEN);
    assertThat(book.lifecycle.size()).isZero();
    assertThat(book.lifecycle.nextDueAtMillis()).isEmpty();
  }

  @Test
  void row_26_a_task_that_never_ends_goes_two_weeks_after_it_came() {
    Book book = Book.in(RUNNING, 1);
    Outcome removed = book.advance(Duration.ofDays(14).toMillis()).get(0);
    assertThat(removed.to()).isEqualTo(REMOVED);
    assertThat(removed.effects()).containsExactly(Effect.DELETE, Effect.TRAP, Effect.STOP);
  }

  private static Book suspect(int attempts) {
    Book book = Book.in(RUNNING, attempts);
    book.say(Report.endpointSuspect(TASK, 1));
    return book;
  }
}
