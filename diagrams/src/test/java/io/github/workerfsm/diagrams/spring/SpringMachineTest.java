package io.github.workerfsm.diagrams.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.diagrams.Drawing;
import io.github.workerfsm.diagrams.model.DiagramModel;
import io.github.workerfsm.diagrams.model.View;
import io.github.workerfsm.diagrams.render.Format;
import io.github.workerfsm.diagrams.table.TableView;
import org.junit.jupiter.api.Test;
import org.springframework.statemachine.config.StateMachineBuilder;

/** A machine of Spring. */
class SpringMachineTest {
  enum State {
    IDLE,
    BUSY,
    LOADING,
    RUNNING,
    DONE
  }

  enum Signal {
    START,
    LOADED,
    STOP
  }

  @Test
  void a_machine_with_states_within_states_is_read() throws Exception {
    StateMachineBuilder.Builder<State, Signal> builder = StateMachineBuilder.builder();
    builder
        .configureStates()
        .withStates()
        .initial(State.IDLE)
        .state(State.BUSY)
        .end(State.DONE)
        .and()
        .withStates()
        .parent(State.BUSY)
        .initial(State.LOADING)
        .state(State.RUNNING);
    builder
        .configureTransitions()
        .withExternal()
        .source(State.IDLE)
        .target(State.BUSY)
        .event(Signal.START)
        .and()
        .withExternal()
        .source(State.LOADING)
        .target(State.RUNNING)
        .event(Signal.LOADED)
        .guard(context -> true)
        .and()
        .withExternal()
        .source(State.BUSY)
        .target(State.DONE)
        .event(Signal.STOP);
    TableView table = SpringMachine.view("job", builder.build());
    assertThat(table.initial()).isEqualTo("idle");
    assertThat(table.terminals()).containsExactly("done");
    assertThat(table.rooms()).containsExactly("busy");
    assertThat(table.rows().stream().map(row -> row.key() + " " + row.landings()))
        .containsExactly(
            "idle -> start [loading]",
            "loading -> stop [done]",
            "running -> stop [done]",
            "loading -> loaded [guarded to running] [running]");
    assertThat(Drawing.text(DiagramModel.of(table, View.OVERVIEW), Format.SVG, ""))
        .contains(">running</text>");
  }
}
