package io.github.workerfsm.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.example.Container.Event;
import io.github.workerfsm.example.Container.State;
import io.github.workerfsm.table.Engine;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds for every container, whatever happens to it, by its table alone. */
class ContainerPropertyTest {
  // region container-property
  @Property
  void a_container_is_started_at_most_once_more_than_it_may_be_retried(
      @ForAll @IntRange(max = 3) int files,
      @ForAll @IntRange(max = 3) int retries,
      @ForAll @Size(max = 40) List<Event> events) {
    List<String> node = new ArrayList<>();
    Engine<List<String>, State, Event, Container> engine = Container.engine(node);
    Container container = new Container("c", files, retries);
    for (Event event : events) {
      if (Container.MACHINE.table().find(container.state(), event, container) != null) {
        engine.transition(container, event, null);
      }
    }
    assertThat(container.retries).isBetween(0, retries);
    assertThat(container.files).isBetween(0, files);
    assertThat(node).filteredOn("start c"::equals).hasSizeLessThanOrEqualTo(retries);
  }

  // endregion

  @Property
  void no_container_that_was_killed_runs_again(
      @ForAll @IntRange(max = 3) int files, @ForAll @Size(max = 40) List<Event> events) {
    List<String> node = new ArrayList<>();
    Engine<List<String>, State, Event, Container> engine = Container.engine(node);
    Container container = new Container("c", files, 3);
    boolean killed = false;
    for (Event event : events) {
      if (Container.MACHINE.table().find(container.state(), event, container) != null) {
        State landing = engine.transition(container, event, null);
        killed |= event == Event.KILL;
        assertThat(killed && landing == State.RUNNING).isFalse();
      }
    }
  }
}
