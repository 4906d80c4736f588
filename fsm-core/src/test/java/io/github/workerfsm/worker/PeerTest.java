package io.github.workerfsm.worker;

import static io.github.workerfsm.worker.WorkerScript.needs;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.task.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Another worker, as far as its values are of interest here, and no longer. */
class PeerTest {
  private final WorkerState worker = new WorkerState(Settings.at("A").build(), RuleSet.CURRENT, 0);

  private void handle(Event event) {
    EventCheck.require(worker, event);
    worker.begin(event.stimulusId());
    EventHandlers.handle(worker, event);
    worker.settle();
    assertThat(InvariantCheck.findings(worker)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "tcp://10.0.0.1:4000, 10.0.0.1",
    "tls://worker-3.example.org:8786, worker-3.example.org",
    "tcp://[::1]:4000, [::1]",
    "inproc://10.0.0.1/4711/2, 10.0.0.1/4711/2",
    "host:1, host",
    "B, B"
  })
  void the_host_is_what_is_between_the_scheme_and_the_port(String address, String host) {
    assertThat(Peer.hostOf(address)).isEqualTo(host);
  }

  @Test
  void is_known_from_the_first_time_it_is_named() {
    assertThat(worker.transfers.find("B")).isNull();
    handle(new Event.AcquireReplicas("1", List.of(needs("x", "B"))));
    assertThat(worker.transfers.find("B")).isNotNull();
  }

  @Test
  void is_not_kept_when_it_cannot_be_reached() {
    handle(new Event.AcquireReplicas("1", List.of(needs("x", "B"))));
    handle(new Event.GatherNetworkFailure("2", "B", 1));
    assertThat(worker.transfers.find("B")).isNull();
  }

  @Test
  void is_not_kept_when_it_has_left() {
    worker.running(false);
    handle(new Event.AcquireReplicas("1", List.of(needs("x", "B"))));
    handle(new Event.RemoveWorker("2", "B"));
    handle(new Event.Unpause("3"));
    assertThat(worker.transfers.find("B")).isNull();
  }

  @Test
  void is_not_kept_when_it_has_left_and_another_is_being_asked() {
    handle(new Event.AcquireReplicas("1", List.of(needs("x", "B", "C"))));
    handle(new Event.AcquireReplicas("2", List.of(needs("y", "B"))));
    handle(new Event.RemoveWorker("3", "C"));
    assertThat(worker.transfers.find("C")).isNull();
    assertThat(worker.transfers.find("B")).isNotNull();
  }

  @Test
  void is_not_kept_when_its_only_value_cannot_be_used() {
    handle(new Event.AcquireReplicas("1", List.of(needs("x", "B", "C"))));
    handle(new Event.AcquireReplicas("2", List.of(needs("y", "D"))));
    handle(new Event.GatherFailure("3", "B", 1, Failure.of("bad bytes")));
    assertThat(worker.transfers.find("B")).isNull();
    assertThat(worker.transfers.find("C")).isNotNull();
  }

  @Test
  void is_kept_while_a_transfer_from_it_is_open() {
    handle(new Event.AcquireReplicas("1", List.of(needs("x", "B"))));
    handle(new Event.RemoveWorker("2", "B"));
    assertThat(worker.transfers.find("B")).isNotNull();
    handle(new Event.GatherSuccess("3", "B", 1, ImmutableMap.of()));
    assertThat(worker.transfers.find("B")).isNull();
  }

  @Test
  void is_kept_while_it_is_busy() {
    handle(new Event.AcquireReplicas("1", List.of(needs("x", "B"))));
    handle(new Event.GatherBusy("2", "B", 1));
    handle(new Event.RemoveWorker("3", "B"));
    assertThat(worker.transfers.find("B")).isNotNull();
    handle(new Event.RetryBusyWorker("4", "B"));
    assertThat(worker.transfers.find("B")).isNull();
  }
}
