package io.github.workerfsm.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a service embeds the book: twenty lines, of which the owner writes {@code carryOut}. */
class LifecycleExampleTest {
  private final TaskLifecycle book = new TaskLifecycle(LifecycleSettings.DEFAULT.withAttempts(2));
  private final List<String> done = new ArrayList<>();
  private long nowMillis;

  /** What the owner does with every report; a real one stores, answers and sends. */
  private void handle(Report report) {
    Outcome outcome = book.handle(report, nowMillis);
    for (Effect effect : outcome.effects()) {
      done.add(effect.name());
    }
    if (outcome.effects().contains(Effect.PUBLISH)) {
      handle(Report.published(report.task()));
    }
  }

  @Test
  void a_task_goes_to_its_endpoint_and_its_result_to_its_client() {
    Stamp first = Stamp.of(1, 1);
    handle(Report.submit("t1", "ep1"));
    handle(Report.enqueued("t1"));
    handle(Report.sent("t1", first));
    handle(Report.progress("t1", first, LifecycleState.RUNNING));
    assertThat(book.tasks()).singleElement().matches(TaskRecord::pending);

    nowMillis = 5_000;
    handle(Report.result("t1", first, TaskResult.value("hello", "9f86d081")));
    handle(Report.progress("t1", first, LifecycleState.WAITING_FOR_NODES)); // late: ignored
    TaskRecord record = book.task("t1");
    assertThat(record).isNotNull();
    assertThat(record.state()).isEqualTo(LifecycleState.SUCCESS);
    assertThat(record.completedAtMillis()).hasValue(5_000);
    assertThat(done).containsExactly("STORE", "ANSWER", "STORE", "PUBLISH", "ACKNOWLEDGE");
  }
}
