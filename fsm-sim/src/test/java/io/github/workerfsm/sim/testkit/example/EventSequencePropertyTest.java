package io.github.workerfsm.sim.testkit.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.sim.testkit.WorkerArbitraries;
import io.github.workerfsm.worker.Settings;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A property of one's own over whatever can happen to a worker. */
class EventSequencePropertyTest {
  // region event-sequences
  private final Settings settings = Settings.at("tcp://10.0.0.1:4000").threads(2).build();

  @Provide
  Arbitrary<List<Event>> events() {
    return WorkerArbitraries.events(settings);
  }

  @Property
  void no_more_tasks_run_than_there_are_threads(@ForAll("events") List<Event> events) {
    WorkerStateMachine machine = new WorkerStateMachine(settings);
    for (Event event : events) {
      machine.handle(event);
      assertThat(machine.gauges().executing()).isLessThanOrEqualTo(2);
    }
  }
  // endregion
}
