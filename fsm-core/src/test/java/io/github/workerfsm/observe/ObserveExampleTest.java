package io.github.workerfsm.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.worker.Settings;
import io.github.workerfsm.worker.WorkerStateMachine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All ways of looking at a machine, as the README shows them. */
class ObserveExampleTest {
  @Test
  void a_machine_is_looked_at_in_every_way() {
    MeterRegistry registry = new SimpleMeterRegistry();
    List<String> log = new ArrayList<>();
    WorkerStateMachine machine =
        new WorkerStateMachine(Settings.at("tcp://10.0.0.1:4000").threads(1).build());
    TaskSpec sum = TaskSpec.of("sum").build();
    Event assigned = new Event.ComputeTask("stimulus-1", sum, List.of(), false);

    // spotless:off
    // region observe
    WorkerMeters meters = new WorkerMeters("worker", "tcp://10.0.0.1:4000");
    meters.bindTo(registry);                                  // gauges and counters, by Micrometer
    machine.observe(Observers.all(
        FlightRecorder.named("worker"),                       // workerfsm.Transition, by JFR
        (task, from, requested, landing, row) -> log.add(task.key() + ": " + from + " -> " + landing)));
    Owned<WorkerStateMachine> owned = Owned.byThisThread("worker", machine);

    owned.get().handle(assigned);                             // on another thread: an exception that names both
    meters.publish(machine);                                  // by the owner, whenever it likes

    String story = MachineReport.story(machine, "sum");       // JSON for an HTTP endpoint: what happened,
    String why = MachineReport.task(machine, "sum");          // where it is, why, and what could move it
    // endregion
    // spotless:on

    assertThat(log)
        .containsExactly(
            "sum: NEW -> WAITING_FOR_DEPENDENCIES",
            "sum: WAITING_FOR_DEPENDENCIES -> READY",
            "sum: READY -> EXECUTING");
    assertThat(registry.get("workerfsm.transitions").functionCounter().count()).isEqualTo(3);
    assertThat(story).startsWith("{\"about\":\"sum\",\"story\":[{\"number\":");
    assertThat(why).startsWith("{\"key\":\"sum\",\"known\":true,\"state\":\"executing\"");
  }
}
