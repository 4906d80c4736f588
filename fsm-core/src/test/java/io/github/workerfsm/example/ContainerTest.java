package io.github.workerfsm.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.workerfsm.example.Container.Event;
import io.github.workerfsm.example.Container.State;
import io.github.workerfsm.table.Engine;
import io.github.workerfsm.table.IllegalTransitionException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContainerTest {
  @Test
  void a_container_runs_its_life() {
    // region container-life
    List<String> node = new ArrayList<>();
    Engine<List<String>, State, Event, Container> engine = Container.engine(node);
    Container container = new Container("c1", 1, 1);

    engine.transition(container, Event.INIT, null);
    engine.transition(container, Event.LOCALIZED, null);
    engine.transition(container, Event.LAUNCHED, null);
    State landing = engine.transition(container, Event.FAILURE, null);

    assertThat(landing).isEqualTo(State.RELAUNCHING);
    assertThat(node)
        .containsExactly("fetch the files of c1", "a file less for c1", "a retry less for c1");
    // endregion
  }

  @Test
  void an_event_that_the_table_does_not_know_is_refused_with_what_is_possible() {
    Engine<List<String>, State, Event, Container> engine = Container.engine(new ArrayList<>());
    Container container = new Container("c1", 0, 0);
    assertThatExceptionOfType(IllegalTransitionException.class)
        .isThrownBy(() -> engine.transition(container, Event.SUCCESS, null))
        .withMessageContaining("NEW -> SUCCESS of c1 has no row")
        .withMessageContaining("NEW -> INIT [!FILES]");
    assertThat(container.state()).isEqualTo(State.NEW);
  }
}
