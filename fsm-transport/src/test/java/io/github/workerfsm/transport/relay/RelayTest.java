package io.github.workerfsm.transport.relay;

import static io.github.workerfsm.transport.message.TaskStatus.FAILED;
import static io.github.workerfsm.transport.message.TaskStatus.RUNNING;
import static io.github.workerfsm.transport.message.TaskStatus.SUCCESS;
import static io.github.workerfsm.transport.message.TaskStatus.WAITING_FOR_LAUNCH;
import static io.github.workerfsm.transport.message.TaskStatus.WAITING_FOR_NODES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.workerfsm.transport.liveness.Thresholds;
import io.github.workerfsm.transport.message.Capacity;
import io.github.workerfsm.transport.message.Message;
import io.github.workerfsm.transport.message.Payload;
import io.github.workerfsm.transport.message.TaskReport;
import io.github.workerfsm.transport.message.TaskStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Manager, interchange and forwarder in virtual time: what each tells, again, and to whom. */
class RelayTest {
  private static final long PERIOD = 100;
  private static final RelaySettings SETTINGS = new RelaySettings(Thresholds.ofPeriod(PERIOD), 40);
  private static final UUID MANAGER = new UUID(0, 1);
  private static final UUID ENDPOINT = new UUID(0, 2);
  private static final UUID SERVICE = new UUID(0, 3);
  private static final Payload VALUE = Payload.of(new byte[] {42});

  private final Map<String, Message.Result> stored = new LinkedHashMap<>();
  private final List<UUID> lost = new ArrayList<>();
  private boolean storeWorks = true;
  private long now;
  private long lastLife;
  private Origin manager = new Origin(MANAGER, 1, 4, SETTINGS, 0);
  private Interchange interchange = interchange(Interchange.Estate.NONE);
  private final Forwarder forwarder = new Forwarder(SERVICE, 1, SETTINGS, new Store());
  private Wire low;
  private Wire high;

  private final class Store implements Forwarder.Store {
    @Override
    public boolean store(UUID endpoint, Message.Result result) {
      if (storeWorks) {
        assertThat(endpoint).isEqualTo(ENDPOINT);
        assertThat(stored.put(result.end().task(), result)).as("stored once").isNull();
      }
      return storeWorks;
    }

    @Override
    public void lost(UUID endpoint) {
      lost.add(endpoint);
    }
  }

  private Interchange interchange(Interchange.Estate inherited) {
    return new Interchange(ENDPOINT, ++lastLife, inherited, SETTINGS, now);
  }

  @BeforeEach
  void connect() {
    connectLow();
    connectHigh();
    deliver();
  }

  private void connectLow() {
    low = new Wire(manager, interchange, now);
  }

  private void connectHigh() {
    high = new Wire(interchange, forwarder, now);
  }

  private void deliver() {
    for (int i = 0; i < 3; i++) {
      low.deliverAll(now);
      high.deliverAll(now);
    }
  }

  private void passes(long nanos) {
    now += nanos;
    manager.tick(now);
    interchange.tick(now);
    forwarder.tick(now);
    deliver();
  }

  private void restartInterchange() {
    Interchange.Estate estate = interchange.estate();
    low.cut();
    high.cut();
    interchange = interchange(estate);
  }

  private static TaskReport report(String task, TaskStatus status) {
    return new TaskReport(task, 1, status);
  }

  private void runs(String task) {
    interchange.arrived(task, 1);
    interchange.dispatched(task, 1, MANAGER);
    manager.changed(report(task, WAITING_FOR_LAUNCH));
    manager.changed(report(task, RUNNING));
  }

  private void ends(String task) {
    assertThat(manager.ended(report(task, SUCCESS), VALUE, now)).isTrue();
  }

  // ---- the executor tests of Globus Compute

  @Test
  void migrate_internal_task_status_receipt_is_waiting_for_nodes() {
    interchange.arrived("a", 1);
    passes(PERIOD);
    assertThat(forwarder.of("a")).isEqualTo(report("a", WAITING_FOR_NODES));
  }

  @Test
  void start_task_status_dispatch_is_waiting_for_launch() {
    interchange.arrived("a", 1);
    interchange.dispatched("a", 1, MANAGER);
    passes(PERIOD);
    assertThat(forwarder.of("a")).isEqualTo(report("a", WAITING_FOR_LAUNCH));
  }

  @Test
  void task_to_worker_status_change_hand_off_is_running() {
    runs("a");
    passes(PERIOD);
    passes(PERIOD);
    assertThat(forwarder.of("a")).isEqualTo(report("a", RUNNING));
  }

  // ---- results

  @Test
  void forwards_tasks_and_results_and_the_acknowledgement_comes_back() {
    runs("a");
    ends("a");
    deliver();
    assertThat(stored.get("a").payload()).isEqualTo(VALUE);
    assertThat(forwarder.of("a")).isEqualTo(report("a", SUCCESS));
    assertThat(manager.kept()).isZero();
    assertThat(interchange.estate()).isEqualTo(Interchange.Estate.NONE);
  }

  @Test
  void a_task_that_is_shorter_than_the_period_shows_its_statuses_in_its_result() {
    runs("a");
    ends("a");
    deliver();
    assertThat(stored.get("a").passed()).containsExactly(WAITING_FOR_LAUNCH, RUNNING);
  }

  @Test
  void a_second_attempt_begins_its_statuses_anew() {
    manager.changed(report("a", RUNNING));
    manager.changed(new TaskReport("a", 2, WAITING_FOR_LAUNCH));
    manager.ended(new TaskReport("a", 2, FAILED), VALUE, now);
    deliver();
    assertThat(stored.get("a").passed()).containsExactly(WAITING_FOR_LAUNCH);
  }

  @Test
  void a_result_that_cannot_be_stored_is_not_acknowledged_and_comes_again() {
    storeWorks = false;
    ends("a");
    deliver();
    assertThat(manager.kept()).isEqualTo(1);
    storeWorks = true;
    passes(SETTINGS.resendNanos());
    assertThat(stored).containsKey("a");
    assertThat(manager.kept()).isZero();
  }

  @Test
  void the_first_end_of_a_task_counts() {
    ends("a");
    assertThat(manager.ended(report("a", FAILED), VALUE, now)).isFalse();
    deliver();
    assertThat(stored.get("a").end().status()).isEqualTo(SUCCESS);
  }

  @Test
  void a_result_that_is_no_end_or_too_large_is_refused_with_one_line() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> manager.changed(report("a", SUCCESS)))
        .withMessage("task a is SUCCESS, expected ended() with its result");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> manager.ended(report("a", RUNNING), VALUE, now))
        .withMessage("task a is RUNNING, expected SUCCESS or FAILED");
    Payload large = Payload.of(new byte[Message.MAX_RESULT + 1]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> manager.ended(report("a", SUCCESS), large, now))
        .withMessage("the result of task a has 524289 bytes, expected at most 524288, or a stream");
  }

  // ---- connections and lives

  @Test
  void reconnect_after_disconnect_nothing_is_lost() {
    runs("a");
    low.cut();
    ends("a");
    passes(PERIOD);
    assertThat(stored).isEmpty();
    connectLow();
    high.cut();
    deliver();
    assertThat(stored).isEmpty();
    connectHigh();
    deliver();
    passes(SETTINGS.resendNanos());
    assertThat(stored).containsOnlyKeys("a");
    assertThat(manager.settled()).isTrue();
  }

  @Test
  void an_interchange_in_a_new_life_is_told_everything_again() {
    runs("a");
    runs("b");
    passes(PERIOD);
    passes(PERIOD);
    restartInterchange();
    connectLow();
    connectHigh();
    deliver();
    passes(PERIOD);
    assertThat(interchange.of("a")).isEqualTo(report("a", RUNNING));
    ends("a");
    passes(PERIOD);
    assertThat(stored).containsOnlyKeys("a");
    assertThat(forwarder.of("b")).isEqualTo(report("b", RUNNING));
    assertThat(manager.settled() && interchange.settled()).isTrue();
  }

  @Test
  void an_interchange_in_a_new_life_is_not_told_that_a_finished_task_runs() {
    runs("a");
    now += PERIOD;
    manager.tick(now);
    low.up.clear();
    ends("a");
    deliver();
    assertThat(stored).containsOnlyKeys("a");
    restartInterchange();
    connectLow();
    connectHigh();
    deliver();
    passes(PERIOD);
    assertThat(interchange.of("a")).isNull();
    assertThat(interchange.estate()).isEqualTo(Interchange.Estate.NONE);
  }

  @Test
  void stored_results_processed_what_an_interchange_kept_its_successor_sends() {
    runs("a");
    passes(PERIOD);
    high.cut();
    low.cut();
    passes(4 * PERIOD);
    assertThat(interchange.estate().kept()).hasSize(1);
    restartInterchange();
    connectHigh();
    deliver();
    assertThat(stored.get("a").end()).isEqualTo(report("a", FAILED));
    assertThat(interchange.settled()).isTrue();
  }

  @Test
  void no_heartbeat_the_tasks_of_a_lost_manager_fail_and_its_late_results_change_nothing() {
    runs("a");
    passes(PERIOD);
    low.cut();
    for (int i = 0; i < 3; i++) {
      passes(PERIOD);
    }
    assertThat(stored).as("suspect, but not dead").isEmpty();
    passes(PERIOD);
    assertThat(new String(stored.get("a").payload().bytes(), UTF_8))
        .isEqualTo("manager " + MANAGER + " is lost");
    ends("a");
    connectLow();
    passes(PERIOD);
    assertThat(manager.settled()).as("acknowledged, and discarded").isTrue();
    assertThat(stored.get("a").end().status()).isEqualTo(FAILED);
    assertThat(interchange.estate()).isEqualTo(Interchange.Estate.NONE);
  }

  @Test
  void a_manager_in_a_new_life_has_lost_the_tasks_of_the_old_one() {
    runs("a");
    passes(PERIOD);
    low.cut();
    manager = new Origin(MANAGER, 2, 4, SETTINGS, now);
    connectLow();
    deliver();
    assertThat(stored.get("a").end().status()).isEqualTo(FAILED);
    manager.changed(report("b", RUNNING));
    passes(PERIOD);
    passes(PERIOD);
    assertThat(forwarder.of("b")).isEqualTo(report("b", RUNNING));
  }

  @Test
  void t_h3_an_endpoint_that_was_given_up_registers_again_and_goes_on() {
    runs("a");
    passes(PERIOD);
    passes(PERIOD);
    now += 4 * PERIOD;
    forwarder.tick(now);
    assertThat(lost).containsExactly(ENDPOINT);
    assertThat(forwarder.capacity(ENDPOINT)).isNull();
    passes(1);
    passes(PERIOD);
    assertThat(forwarder.capacity(ENDPOINT)).isNotNull();
    ends("a");
    passes(PERIOD);
    assertThat(stored).containsOnlyKeys("a");
  }

  @Test
  void a_life_that_is_over_and_a_foreign_name_are_refused() {
    Wire other = new Wire(new Origin(MANAGER, 1, 4, SETTINGS, now), interchange, now);
    other.sayUp(new Message.ReportAck(1), now);
    assertThat(other.down.poll()).isEqualTo(new Message.RegisterAgain(ENDPOINT));
    other.sayUp(new Message.Register(MANAGER, 0), now);
    assertThat(other.down.poll())
        .isEqualTo(new Message.BadCommand("life of " + MANAGER + " is 0, expected 1 or more"));
    other.sayUp(new Message.Register(MANAGER, 2), now);
    assertThat(other.down.poll()).isInstanceOf(Message.Register.class);
    other.sayUp(new Message.Register(MANAGER, 1), now);
    assertThat(other.down.poll())
        .isEqualTo(new Message.BadCommand("life 1 of " + MANAGER + " is over, expected 2"));
    other.sayUp(new Message.Register(SERVICE, 1), now);
    assertThat(other.down.poll())
        .isEqualTo(
            new Message.BadCommand(
                "this connection is that of " + MANAGER + ", not of " + SERVICE));
    other.sayUp(new Message.TaskCancel("a"), now);
    assertThat(other.down.poll())
        .isEqualTo(new Message.BadCommand("TASK_CANCEL to an interchange"));
  }

  // ---- reports

  @Test
  void every_period_there_is_a_report_even_without_changes() {
    passes(PERIOD);
    now += PERIOD;
    manager.tick(now);
    assertThat(low.up)
        .containsExactly(new Message.WorkersReport(MANAGER, Message.ALIVE, 0, 4, List.of()));
    manager.tick(now + PERIOD - 1);
    assertThat(low.up).hasSize(1);
  }

  @Test
  void a_report_without_changes_is_not_taken_for_one_that_was_lost() {
    manager.changed(report("a", RUNNING));
    now += PERIOD;
    manager.tick(now);
    low.up.clear();
    now += SETTINGS.resendNanos() - 1;
    low.sayUp(new Message.WorkersReport(MANAGER, Message.ALIVE, 0, 4, List.of()), now);
    deliver();
    assertThat(interchange.of("a")).isNull();
    passes(1);
    assertThat(interchange.of("a")).isEqualTo(report("a", RUNNING));
  }

  @Test
  void each_report_of_an_endpoint_says_what_the_whole_of_it_has() {
    interchange.arrived("p", 1);
    runs("a");
    interchange.dispatched("b", 1, MANAGER);
    passes(PERIOD);
    passes(PERIOD);
    assertThat(forwarder.capacity(ENDPOINT)).isEqualTo(new Capacity(1, 4, 3, 1, 2, PERIOD));
  }

  @Test
  void t_d3_a_running_that_comes_again_after_the_result_changes_nothing() {
    manager.changed(report("a", RUNNING));
    now += PERIOD;
    manager.tick(now);
    Message late = low.up.poll();
    ends("a");
    deliver();
    low.sayUp(late, now);
    passes(PERIOD);
    assertThat(forwarder.of("a")).isEqualTo(report("a", SUCCESS));
    assertThat(interchange.capacity().outstandingTasks()).isZero();
    assertThat(interchange.estate()).isEqualTo(Interchange.Estate.NONE);
  }

  // ---- connecting again

  @Test
  void reconnect_attempt_limit() {
    Reconnect reconnect = new Reconnect(3, 2, 10, 2 * PERIOD, new Random(1));
    assertThat(reconnect.lost(0)).isBetween(2L, 10L);
    assertThat(reconnect.lost(1)).isBetween(2L, 10L);
    assertThat(reconnect.lost(2)).isEqualTo(Reconnect.GIVE_UP);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Reconnect(0, 2, 10, 0, new Random(1)))
        .withMessageContaining("expected 1 or more attempts");
  }

  @Test
  void reset_reconnect_attempt_limit_when_stable() {
    Reconnect reconnect = new Reconnect(3, 2, 2, 2 * PERIOD, new Random(1));
    reconnect.lost(0);
    reconnect.connected(0);
    reconnect.lost(2 * PERIOD - 1);
    assertThat(reconnect.attempts()).as("one heartbeat is not stable").isEqualTo(2);
    reconnect.connected(0);
    assertThat(reconnect.lost(2 * PERIOD)).isEqualTo(2);
    assertThat(reconnect.attempts()).isEqualTo(1);
  }
}
