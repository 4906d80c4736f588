package io.github.workerfsm.sim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.event.EventKind;
import io.github.workerfsm.task.Resources;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.worker.RuleSet;
import io.github.workerfsm.worker.Settings;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** Sequences of events are legal, get everywhere, and lead to rest. */
@PropertyDefaults(tries = 500, edgeCases = EdgeCasesMode.NONE)
class WorkerArbitrariesTest {
  private static final Settings SETTINGS =
      Settings.at("tcp://host-2:1")
          .threads(1)
          .totalResources(Resources.of(Map.of("GPU", 0.5)))
          .build();

  private static final Set<EventKind> SEEN = EnumSet.noneOf(EventKind.class);

  /** Walks, as a supplier. */
  static final class Walks implements ArbitrarySupplier<WorkerWalk> {
    @Override
    public Arbitrary<WorkerWalk> get() {
      return WorkerArbitraries.walks();
    }
  }

  @Provide
  Arbitrary<List<Event>> events() {
    return WorkerArbitraries.events(SETTINGS);
  }

  @Provide
  Arbitrary<List<Event>> eventsOfThePast() {
    return WorkerArbitraries.events(SETTINGS, RuleSet.DASK_2022_12);
  }

  @Provide
  Arbitrary<TaskSpec> specs() {
    return TaskArbitraries.specs();
  }

  /** Unless only other properties were run. */
  @AfterContainer
  static void every_kind_of_event_has_been_seen() {
    if (!SEEN.isEmpty()) {
      assertThat(SEEN).containsExactly(EventKind.values());
    }
  }

  @Property
  void events_are_legal_for_any_machine_of_these_settings(@ForAll("events") List<Event> events) {
    WorkerStateMachine machine = new WorkerStateMachine(SETTINGS);
    for (Event event : events) {
      machine.handle(event);
      machine.check();
      SEEN.add(event.kind());
    }
  }

  @Property
  void a_sequence_under_faulty_rules_ends_where_they_stop_the_machine(
      @ForAll("eventsOfThePast") List<Event> events) {
    WorkerStateMachine machine = new WorkerStateMachine(SETTINGS, RuleSet.DASK_2022_12);
    for (Event event : events.subList(0, Math.max(0, events.size() - 1))) {
      machine.handle(event);
    }
    assertThat(machine.failed()).isFalse();
  }

  @Property
  void a_walk_that_settles_leaves_nothing_on_its_way(
      @ForAll(supplier = Walks.class) WorkerWalk walk) {
    walk.settle();
    assertThat(walk.machine().tasks())
        .extracting(task -> task.state())
        .isSubsetOf(TaskState.MEMORY, TaskState.ERROR, TaskState.RELEASED);
  }

  @Property
  void no_task_needs_itself(@ForAll("specs") TaskSpec spec) {
    assertThat(spec.dependencies()).doesNotHaveDuplicates().doesNotContain(spec.key());
  }
}
