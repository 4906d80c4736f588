package io.github.workerfsm.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class WorkerMetersTest {
  private final Worker worker = new Worker();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final WorkerMeters meters = new WorkerMeters("worker", "tcp://10.0.0.1:4000");

  @Test
  void meters_show_zeros_before_the_first_reading() {
    meters.bindTo(registry);
    assertThat(registry.get("workerfsm.tasks").gauge().value()).isZero();
    assertThat(registry.get("workerfsm.transitions").functionCounter().count()).isZero();
  }

  @Test
  void meters_show_the_last_reading_and_not_what_happened_since() {
    meters.bindTo(registry);
    worker.assign("sum", "x");
    assertThat(registry.get("workerfsm.tasks").gauge().value()).isZero();
    meters.publish(worker.machine);
    worker.assign("other");
    assertThat(registry.get("workerfsm.tasks").gauge().value()).isEqualTo(2);
    assertThat(state("in-flight")).isEqualTo(1);
    assertThat(state("waiting")).isEqualTo(1);
    assertThat(state("executing")).isZero();
    assertThat(registry.get("workerfsm.transfers.bytes").gauge().value()).isEqualTo(64);
    assertThat(registry.get("workerfsm.transitions").functionCounter().count()).isEqualTo(3);
  }

  @Test
  void every_meter_carries_the_tags() {
    meters.bindTo(registry);
    assertThat(registry.getMeters())
        .hasSize(15)
        .allMatch(meter -> "tcp://10.0.0.1:4000".equals(meter.getId().getTag("worker")));
  }

  private double state(String state) {
    return registry.get("workerfsm.tasks.state").tag("state", state).gauge().value();
  }
}
