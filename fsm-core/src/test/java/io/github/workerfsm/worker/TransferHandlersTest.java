package io.github.workerfsm.worker;

import static io.github.workerfsm.task.TaskState.EXECUTING;
import static io.github.workerfsm.task.TaskState.FETCH;
import static io.github.workerfsm.task.TaskState.FLIGHT;
import static io.github.workerfsm.task.TaskState.MEMORY;
import static io.github.workerfsm.task.TaskState.MISSING;
import static io.github.workerfsm.task.TaskState.RELEASED;
import static io.github.workerfsm.worker.WorkerScript.needs;
import static io.github.workerfsm.worker.WorkerScript.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.task.Task;
import org.junit.jupiter.api.Test;

/** Transfers end, peers come and go, and limits decide whom to ask for what. */
class TransferHandlersTest {

  // ---- gather-success

  @Test
  void what_was_brought_is_kept_and_the_rest_is_asked_of_others() {
    worker()
        .acquire(needs("x", "B"), needs("y", "B", "C"))
        .told("gather y, x from B")
        .gatherOk("B", "x")
        .told("add-keys x", "gather y from C")
        .is("x", MEMORY)
        .is("y", FLIGHT)
        .heldBy("y", "C");
  }

  @Test
  void a_peer_that_did_not_send_a_key_is_still_asked_for_others() {
    worker()
        .acquire(needs("x", "B"))
        .acquire(needs("y", "B"))
        .gatherOk("B")
        .told("gather y from B")
        .is("x", MISSING);
  }

  /** Scenario same-host-stale-holder. */
  @Test
  void a_holder_that_did_not_send_a_key_is_not_asked_for_it_again() {
    worker()
        .acquire(needs("x", "B", "C"))
        .gatherOk("B")
        .told("gather x from C")
        .gatherOk("C")
        .toldNothing()
        .is("x", MISSING);
  }

  @Test
  void an_ended_transfer_no_longer_counts() {
    WorkerScript worker = worker().acquire(needs("x", 5, "B")).gatherOk("B", "x");
    assertThat(worker.gauges().transferBytes()).isZero();
    assertThat(worker.gauges().transferCount()).isZero();
    assertThat(worker.gauges().inFlight()).isZero();
    assertThat(worker.task("x").comingFrom()).isNull();
  }

  /** Scenario batch-aborted-by-one-key. */
  @Test
  void every_key_of_a_transfer_has_its_own_outcome() {
    worker()
        .acquire(needs("a", "B"), needs("b", "B"), needs("c", "B"), needs("d", "B"))
        .free("b")
        .compute("c")
        .gatherOk("B", "a", "b", "c")
        .is("a", MEMORY)
        .is("b", RELEASED)
        .is("c", EXECUTING)
        .is("d", MISSING);
  }

  @Test
  void what_was_brought_is_kept_whatever_follows_from_what_was_not() {
    worker()
        .acquire(needs("y", "B"), needs("x", "B"))
        .compute("y", needs("x", "B"))
        .gatherOk("B", "x")
        .told("add-keys x", "execute y")
        .is("x", MEMORY);
  }

  @Test
  void what_was_brought_is_kept_whatever_is_let_go_with_it() {
    worker()
        .pause()
        .compute("y", needs("x", "B"))
        .free("y")
        .acquire(needs("y", "B"), needs("x", "B"))
        .unpause()
        .told("gather x, y from B")
        .free("y")
        .gatherOk("B", "x", "y")
        .told("add-keys x")
        .is("x", MEMORY)
        .is("y", RELEASED);
  }

  // ---- gather-busy, retry-busy-worker

  /** Scenario busy-holder-never-refreshed. */
  @Test
  void the_scheduler_is_asked_about_keys_that_only_busy_peers_hold() {
    worker()
        .acquire(needs("x", "B"), needs("y", "B", "C"))
        .told("gather y, x from B")
        .gatherBusy("B")
        .told("retry B later", "request-refresh-who-has x", "gather y from C")
        .is("x", FETCH)
        .heldBy("x", "B");
  }

  @Test
  void a_busy_peer_is_left_alone_until_it_may_be_tried_again() {
    worker()
        .acquire(needs("x", "B"))
        .gatherBusy("B")
        .acquire(needs("y", "B"))
        .toldNothing()
        .retryBusy("B")
        .told("gather x, y from B");
  }

  @Test
  void another_holder_is_asked_at_once_when_one_is_busy() {
    worker().acquire(needs("x", "B", "C")).gatherBusy("B").told("retry B later", "gather x from C");
  }

  @Test
  void a_peer_that_is_not_known_may_be_tried_again() {
    worker().retryBusy("B").toldNothing();
  }

  // ---- gather-network-failure, remove-worker

  @Test
  void a_peer_that_cannot_be_reached_holds_nothing_any_more() {
    worker()
        .pause()
        .acquire(needs("x", "B"), needs("y", "B", "C"), needs("z", "C"))
        .scatter("m")
        .whoHas("m", "B")
        .unpause()
        .told("gather y, x from B", "gather z from C")
        .gatherNetworkFailure("B")
        .toldNothing()
        .is("x", MISSING)
        .is("y", FETCH)
        .heldBy("y", "C")
        .heldBy("m")
        .is("m", MEMORY);
  }

  /** Scenario peer-death-not-announced. */
  @Test
  void a_peer_that_has_left_holds_nothing_any_more() {
    worker()
        .pause()
        .acquire(needs("x", "B"), needs("y", "B", "C"))
        .peerLeft("B")
        .toldNothing()
        .is("x", MISSING)
        .is("y", FETCH)
        .heldBy("y", "C")
        .unpause()
        .told("gather y from C");
  }

  @Test
  void an_open_transfer_from_a_peer_that_has_left_ends_by_itself() {
    worker()
        .acquire(needs("x", "B"))
        .peerLeft("B")
        .is("x", FLIGHT)
        .heldBy("x")
        .gatherNetworkFailure("B")
        .is("x", MISSING);
  }

  @Test
  void a_peer_that_is_not_known_may_leave() {
    worker().peerLeft("B").toldNothing();
  }

  @Test
  void a_peer_that_has_left_may_come_back() {
    worker()
        .acquire(needs("x", "B"))
        .gatherNetworkFailure("B")
        .whoHas("x", "B")
        .told("gather x from B");
  }

  // ---- gather-failure

  @Test
  void each_key_of_a_transfer_that_cannot_be_read_is_one_step_nearer_to_its_limit() {
    WorkerScript worker =
        worker().acquire(needs("x", "B", "C"), needs("y", "B", "C")).gatherFailure("B");
    worker.told("gather x, y from C");
    assertThat(worker.task("x").suspicion()).isEqualTo(1);
    assertThat(worker.task("y").suspicion()).isEqualTo(1);
  }

  // ---- find-missing

  @Test
  void the_scheduler_is_asked_about_all_missing_keys_as_often_as_it_is_time() {
    worker()
        .findMissing()
        .toldNothing()
        .acquire(needs("y"), needs("x"))
        .findMissing()
        .told("request-refresh-who-has x, y")
        .findMissing()
        .told("request-refresh-who-has x, y");
  }

  // ---- whom to ask

  @Test
  void the_peer_with_the_most_urgent_key_is_asked_first() {
    worker()
        .pause()
        .compute(Assignment.of("late").priority(2).needs("x", "B"))
        .compute(Assignment.of("soon").priority(1).needs("y", "C"))
        .unpause()
        .told("gather y from C", "gather x from B");
  }

  @Test
  void the_peer_with_the_most_urgent_key_is_asked_first_also_when_it_was_named_first() {
    worker()
        .pause()
        .compute(Assignment.of("soon").priority(1).needs("y", "C"))
        .compute(Assignment.of("late").priority(2).needs("x", "B"))
        .unpause()
        .told("gather y from C", "gather x from B");
  }

  @Test
  void a_peer_on_the_same_host_is_asked_before_others() {
    worker(settings -> settings.address("tcp://host-1:1"))
        .acquire(needs("x", "tcp://host-0:9", "tcp://host-1:9", "tcp://host-2:9"))
        .told("gather x from tcp://host-1:9");
  }

  @Test
  void the_peer_with_the_most_keys_is_asked_before_others() {
    worker()
        .acquire(needs("x", "B", "C"), needs("y", "C"), needs("z", "C"))
        .told("gather z, y, x from C");
  }

  @Test
  void of_equal_peers_the_first_by_address_is_asked() {
    worker().acquire(needs("x", "C", "B")).told("gather x from B");
  }

  @Test
  void a_guide_may_break_the_tie_of_equal_peers() {
    WorkerScript worker = worker();
    worker.machine().breakTies(preferring("C"));
    worker.acquire(needs("x", "B", "C")).told("gather x from C");
    worker.acquire(needs("v", "E", "F")).told("gather v from E");
    worker.machine().breakTies(preferring("G"));
    worker.acquire(needs("w", "H", "G")).told("gather w from G");
    worker.machine().breakTies(null);
    worker.acquire(needs("y", "B", "D")).told("gather y from B");
  }

  private static TieBreaks preferring(String favourite) {
    return new TieBreaks() {
      @Override
      public int rankPeer(String address) {
        return address.equals(favourite) ? 0 : 1;
      }

      @Override
      public int rankTask(Task task) {
        return task.key().equals(favourite) ? 0 : 1;
      }
    };
  }

  @Test
  void a_guide_may_break_the_tie_of_tasks_that_become_ready_together() {
    WorkerScript worker = worker().compute("y", needs("x")).compute("z", needs("x"));
    worker.machine().breakTies(preferring("y"));
    worker.scatter("x").is("y", EXECUTING);
  }

  // ---- limits

  @Test
  void a_transfer_asks_for_no_more_than_a_message_may_have() {
    worker(settings -> settings.transferMessageBytesLimit(10))
        .compute("v", needs("x", 4, "B"), needs("y", 6, "B"), needs("z", 1, "B"))
        .told("gather z, y from B")
        .is("x", FETCH)
        .gatherOk("B", "z", "y")
        .told("add-keys y", "add-keys z", "gather x from B");
  }

  @Test
  void a_transfer_may_ask_for_exactly_what_a_message_may_have() {
    worker(settings -> settings.transferMessageBytesLimit(10))
        .compute("v", needs("x", 4, "B"), needs("y", 6, "B"))
        .told("gather y, x from B");
  }

  @Test
  void values_without_a_size_cost_nothing_until_a_limit_is_reached() {
    WorkerScript worker =
        worker(settings -> settings.transferBytesLimit(10))
            .acquire(needs("x", 0, "B"))
            .told("gather x from B")
            .acquire(needs("y", 10, "C"))
            .told("gather y from C")
            .acquire(needs("z", 0, "D"))
            .toldNothing();
    assertThat(worker.gauges().transferBytes()).isEqualTo(10);
  }

  @Test
  void a_value_larger_than_a_message_is_asked_for_alone() {
    worker(settings -> settings.transferMessageBytesLimit(10))
        .compute("v", needs("x", 4, "B"), needs("y", 600, "B"))
        .told("gather y from B");
  }

  @Test
  void open_transfers_have_no_more_bytes_than_the_limit() {
    worker(settings -> settings.transferBytesLimit(10))
        .compute("v", needs("x", 6, "B"), needs("y", 6, "C"))
        .told("gather x from B")
        .is("y", FETCH)
        .gatherOk("B", "x")
        .told("add-keys x", "gather y from C");
  }

  @Test
  void a_value_larger_than_the_limit_is_asked_for_when_nothing_else_is_open() {
    worker(settings -> settings.transferBytesLimit(10))
        .acquire(needs("x", 600, "B"))
        .told("gather x from B")
        .acquire(needs("y", 1, "C"))
        .toldNothing()
        .gatherOk("B", "x")
        .told("add-keys x", "gather y from C");
  }

  @Test
  void transfers_are_counted_only_once_they_have_enough_bytes() {
    worker(settings -> settings.transferCountLimit(2).transferThrottleThreshold(10))
        .acquire(needs("w", 4, "B"))
        .acquire(needs("x", 6, "C"))
        .told("gather x from C")
        .acquire(needs("y", 1, "D"))
        .toldNothing()
        .is("y", FETCH)
        .gatherOk("B", "w")
        .told("add-keys w", "gather y from D");
  }

  @Test
  void a_value_of_unknown_size_counts_as_the_default() {
    WorkerScript worker =
        worker(settings -> settings.defaultNbytes(77))
            .compute("z", needs("x", "B"), needs("y", "C"))
            .gatherOk("B", "x")
            .free("x")
            .is("x", MISSING)
            .whoHas("x", "B")
            .told("gather x from B");
    assertThat(worker.task("x").nbytes()).isEqualTo(-1);
    assertThat(worker.gauges().transferBytes()).isEqualTo(1 + 77);
  }
}
