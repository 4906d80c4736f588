package io.github.workerfsm.lifecycle;

import static io.github.workerfsm.lifecycle.Book.TASK;
import static io.github.workerfsm.lifecycle.Book.VALUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.workerfsm.check.IllegalEventException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A report that makes no sense is refused in one line, and nothing has changed. */
class BadReportTest {

  static Stream<Arguments> bad() {
    return Stream.of(
        Arguments.of(Report.submit("", "ep1"), "submit of  names no task, expected its id"),
        Arguments.of(Report.submit("t2", ""), "submit of t2 comes with , expected the endpoint"),
        Arguments.of(
            Report.sent(TASK, Stamp.of(0, 1)),
            "sent of t1 (attempt 0, epoch 1, seq 0) is of attempt 0, expected 1 to 2"),
        Arguments.of(
            Report.result(TASK, Stamp.of(3, 1), VALUE),
            "result-value of t1 (attempt 3, epoch 1, seq 0) is of attempt 3, expected 1 to 2"),
        Arguments.of(
            Report.sent(TASK, new Stamp(1, -1, 0)),
            "sent of t1 (attempt 1, epoch -1, seq 0) is of epoch -1, expected 0 or more"),
        Arguments.of(
            Report.sent(TASK, new Stamp(1, 1, -1)),
            "sent of t1 (attempt 1, epoch 1, seq -1) has sequence number -1, expected 0 or more"),
        Arguments.of(
            new Report(TASK, LifecycleEvent.ENDPOINT_HEARD, Stamp.of(1, 1), null),
            "endpoint-heard of t1 (attempt 1, epoch 1, seq 0) is of attempt 1, expected 0: it is of"
                + " no attempt"),
        Arguments.of(
            new Report(TASK, LifecycleEvent.RESULT_VALUE, Stamp.of(1, 1), "42"),
            "result-value of t1 (attempt 1, epoch 1, seq 0) comes with 42, expected a value"),
        Arguments.of(
            new Report(TASK, LifecycleEvent.RESULT_ERROR, Stamp.of(1, 1), null),
            "result-error of t1 (attempt 1, epoch 1, seq 0) comes with null, expected a failure"),
        Arguments.of(
            new Report(TASK, LifecycleEvent.MANAGER_LOST, Stamp.of(1, 1), null),
            "manager-lost of t1 (attempt 1, epoch 1, seq 0) comes with null, expected the failure"),
        Arguments.of(
            new Report(TASK, LifecycleEvent.CANCEL, Stamp.of(0, 0), "please"),
            "cancel of t1 comes with please, expected nothing"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void a_bad_report_is_told_what_was_wrong_and_what_was_expected(Report report, String message) {
    Book book = Book.in(LifecycleState.RUNNING, 2);
    TaskRecord before = book.task();
    assertThatExceptionOfType(IllegalEventException.class)
        .isThrownBy(() -> book.say(report))
        .withMessage(message);
    assertThat(book.task()).isEqualTo(before);
    assertThat(book.lifecycle.failed()).isFalse();
    assertThat(book.lifecycle.size()).isEqualTo(1);
  }

  @Test
  void time_does_not_go_back() {
    TaskLifecycle lifecycle = new TaskLifecycle(LifecycleSettings.DEFAULT);
    lifecycle.advance(10);
    assertThatExceptionOfType(IllegalEventException.class)
        .isThrownBy(() -> lifecycle.handle(Report.submit(TASK, "ep1"), 9))
        .withMessage("the time is 9 ms, expected at least 10 ms");
    assertThat(lifecycle.tasks()).isEmpty();
  }

  @Test
  void progress_is_one_of_three_states() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Report.progress(TASK, Stamp.of(1, 1), LifecycleState.SUCCESS))
        .withMessage(
            "progress of t1 is success, expected waiting-for-nodes, waiting-for-launch or running");
  }

  @Test
  void settings_are_positive() {
    LifecycleSettings fine = LifecycleSettings.DEFAULT;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fine.withAttempts(0))
        .withMessage("attempts is 0, expected 1 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new LifecycleSettings(
                    1, Duration.ZERO, fine.grace(), fine.keep(), fine.remember(), fine.trap()))
        .withMessage("answer is PT0S, expected at least a millisecond");
  }

  @Test
  void what_the_table_refuses_is_an_outcome_that_says_why() {
    Outcome outcome = Book.in(LifecycleState.RECEIVED, 1).result(1, 1, VALUE);
    assertThat(outcome.kind()).isEqualTo(Outcome.Kind.REFUSED);
    assertThat(outcome)
        .hasToString(
            "result-value of t1 (attempt 1, epoch 1, seq 0): received, refused: it has been sent"
                + " nowhere");
  }
}
