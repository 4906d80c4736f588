package io.github.workerfsm.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.workerfsm.example.Container;
import io.github.workerfsm.example.Container.Event;
import io.github.workerfsm.example.Container.State;
import io.github.workerfsm.table.Engine;
import io.github.workerfsm.table.IllegalTableException;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.statemachine.StateMachine;
import org.springframework.statemachine.StateMachineEventResult;
import org.springframework.statemachine.StateMachineEventResult.ResultType;
import org.springframework.statemachine.listener.StateMachineListenerAdapter;
import org.springframework.statemachine.support.StateMachineInterceptorAdapter;
import reactor.core.publisher.Mono;

/**
 * What Spring does silently, each shown first where it can be, and what the machine does instead.
 */
class SpringMachineTest {
  private final List<String> node = new ArrayList<>();
  private final Engine<List<String>, State, Event, Container> engine = Container.engine(node);
  private final SpringTable<State, Event, Container, Rule<List<String>, Container, State>> table =
      SpringTable.of(
          Container.MACHINE.table(),
          (row, c, argument) -> engine.transition(c, row.requested(), argument));
  private final Container container = new Container("c1", 1, 0);
  private final SpringMachine<State, Event, Container, ?> machine = table.machine("c1", container);

  // ---- what it is for

  @Test
  void a_life_of_a_container_runs_in_spring_and_carries_out_its_rules() {
    assertThat(machine.state()).isEqualTo(State.NEW);
    assertThat(machine.fire(Event.INIT)).isEqualTo(State.LOCALIZING);
    assertThat(machine.fire(Event.LOCALIZED)).isEqualTo(State.SCHEDULED);
    assertThat(machine.fire(Event.LAUNCHED)).isEqualTo(State.RUNNING);
    assertThat(machine.fire(Event.SUCCESS)).isEqualTo(State.EXITED_WITH_SUCCESS);
    assertThat(machine.fire(Event.CLEANED_UP)).isEqualTo(State.DONE);
    assertThat(container.state()).isEqualTo(State.DONE);
    assertThat(node).hasSize(3).startsWith("fetch the files of c1", "a file less for c1");
  }

  @Test
  void listeners_of_spring_hear_of_every_row_by_its_label() {
    List<String> heard = new ArrayList<>();
    machine
        .spring()
        .addStateListener(
            new StateMachineListenerAdapter<>() {
              @Override
              public void transitionEnded(
                  org.springframework.statemachine.transition.Transition<State, Event> taken) {
                heard.add(taken.getName() + " = " + taken.getTarget().getId());
              }
            });
    machine.fire(Event.INIT);
    machine.fire(Event.KILL);
    assertThat(heard)
        .containsExactly("NEW -> INIT [FILES] = LOCALIZING", "LOCALIZING -> KILL = KILLING");
  }

  @Test
  void a_row_may_land_where_it_starts() {
    Container many = new Container("c2", 3, 0);
    SpringMachine<State, Event, Container, ?> spring = table.machine("c2", many);
    spring.fire(Event.INIT);
    assertThat(spring.fire(Event.LOCALIZED)).isEqualTo(State.LOCALIZING);
    assertThat(spring.fire(Event.LOCALIZED)).isEqualTo(State.LOCALIZING);
    assertThat(spring.fire(Event.LOCALIZED)).isEqualTo(State.SCHEDULED);
  }

  @Test
  void nothing_of_ours_is_in_what_spring_persists() {
    machine.fire(Event.INIT);
    assertThat(machine.spring().getExtendedState().getVariables()).isEmpty();
  }

  @Test
  void a_machine_is_put_in_a_stored_state() {
    machine.resetTo(State.KILLING);
    assertThat(machine.state()).isEqualTo(State.KILLING);
  }

  // ---- the traps

  @Test
  void trap_a_machine_that_is_not_started_denies_everything_so_it_is_made_started() {
    StateMachine<State, Event> raw = table.factory().getStateMachine("raw");
    assertThat(raw.getState()).isNull();
    assertThat(sent(raw, Event.INIT)).isEqualTo(ResultType.DENIED);
    assertThat(machine.state()).isEqualTo(State.NEW);
  }

  @Test
  void trap_an_event_that_nobody_subscribes_to_does_not_happen_so_fire_waits_for_it() {
    StateMachine<State, Event> raw = started();
    var unused =
        raw.sendEvent(Mono.just(table.message(Event.INIT, new Container("raw", 1, 0), null)));
    assertThat(raw.getState().getId()).isEqualTo(State.NEW);
    assertThat(machine.fire(Event.INIT)).isEqualTo(State.LOCALIZING);
  }

  @Test
  void trap_a_false_guard_is_answered_accepted_so_fire_refuses() {
    Mood glum = new Mood();
    StateMachine<Mood.State, Mood.Event> raw = Mood.TABLE.factory().getStateMachine("raw");
    raw.startReactively().block();
    StateMachineEventResult<Mood.State, Mood.Event> result =
        raw.sendEvent(Mono.just(MessageBuilder.withPayload(Mood.Event.GREET).build())).blockLast();
    assertThat(result.getResultType()).isEqualTo(ResultType.ACCEPTED);
    assertThat(raw.getState().getId()).isEqualTo(Mood.State.ASLEEP);

    SpringMachine<Mood.State, Mood.Event, Mood, ?> mood = Mood.TABLE.machine("mood", glum);
    assertThatExceptionOfType(EventRefusedException.class)
        .isThrownBy(() -> mood.fire(Mood.Event.GREET))
        .withMessage("ASLEEP -> GREET of glum is refused: it does not greet");
    assertThat(mood.state()).isEqualTo(Mood.State.ASLEEP);
  }

  @Test
  void trap_an_event_without_a_transition_is_denied_without_a_word_so_fire_says_what_there_is() {
    assertThat(sent(started(), Event.SUCCESS)).isEqualTo(ResultType.DENIED);
    assertThatExceptionOfType(EventRefusedException.class)
        .isThrownBy(() -> machine.fire(Event.SUCCESS))
        .withMessage(
            "NEW -> SUCCESS of c1 has no row; NEW has"
                + " [NEW -> INIT [FILES], NEW -> INIT [!FILES], NEW -> KILL]");
    assertThat(node).isEmpty();
  }

  @Test
  void trap_the_exception_of_an_action_is_lost_so_fire_throws_it_and_the_state_is_kept() {
    RuntimeException failure = new RuntimeException("the disk is full");
    var failing =
        SpringTable.of(
            Container.MACHINE.table(),
            (row, c, argument) -> {
              throw failure;
            });
    StateMachine<State, Event> raw = failing.factory().getStateMachine("raw");
    raw.startReactively().block();
    assertThat(
            raw.sendEvent(Mono.just(failing.message(Event.INIT, container, null)))
                .blockLast()
                .getResultType())
        .isEqualTo(ResultType.DENIED);
    assertThat(raw.hasStateMachineError()).isFalse();

    var spring = failing.machine("c", container);
    assertThatThrownBy(() -> spring.fire(Event.INIT)).isSameAs(failure);
    assertThat(spring.state()).isEqualTo(State.NEW);
  }

  @Test
  void trap_the_exception_of_a_guard_is_taken_for_false_so_fire_throws_it() {
    Mood broken = new Mood();
    broken.failing = true;
    var mood = Mood.TABLE.machine("mood", broken);
    assertThatThrownBy(() -> mood.fire(Mood.Event.GREET)).hasMessage("no mood");
    assertThat(mood.state()).isEqualTo(Mood.State.ASLEEP);
  }

  @Test
  void trap_an_error_in_a_rule_is_thrown_too() {
    var failing =
        SpringTable.of(
            Container.MACHINE.table(),
            (row, c, argument) -> {
              throw new StackOverflowError("deep");
            });
    var spring = failing.machine("c", container);
    assertThatThrownBy(() -> spring.fire(Event.INIT)).isInstanceOf(StackOverflowError.class);
  }

  @Test
  void trap_an_event_sent_by_an_action_is_judged_in_the_old_state_so_it_is_refused_loudly() {
    List<SpringMachine<State, Event, Container, ?>> self = new ArrayList<>();
    var chaining =
        SpringTable.of(
            Container.MACHINE.table(),
            (row, c, argument) -> {
              self.get(0).fire(Event.LOCALIZED);
              return State.LOCALIZING;
            });
    self.add(chaining.machine("c", container));
    assertThatIllegalStateException()
        .isThrownBy(() -> self.get(0).fire(Event.INIT))
        .withMessageStartingWith("machine c is called by one of its own rules");
    assertThat(self.get(0).state()).isEqualTo(State.NEW);
  }

  @Test
  void trap_two_transitions_that_apply_at_once_are_accepted_so_the_table_refuses_them() {
    assertThatExceptionOfType(IllegalTableException.class)
        .isThrownBy(
            () ->
                Container.MACHINE
                    .table()
                    .with(
                        Container.MACHINE
                            .table()
                            .rows(State.NEW, Event.INIT)
                            .get(0)
                            .when(io.github.workerfsm.table.Guard.always())))
        .withMessageContaining("NEW -> INIT");
  }

  @Test
  void trap_legal_events_are_denied_under_contention_so_another_thread_is_refused()
      throws InterruptedException {
    assertThatThrownBy(() -> CompletableFuture.supplyAsync(() -> machine.fire(Event.INIT)).get())
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("machine c1 belongs to thread");
    assertThat(machine.state()).isEqualTo(State.NEW);
  }

  @Test
  void another_thread_may_take_a_machine_over() throws Exception {
    State landing =
        CompletableFuture.supplyAsync(
                () -> {
                  machine.claim();
                  return machine.fire(Event.INIT);
                })
            .get();
    assertThat(landing).isEqualTo(State.LOCALIZING);
    assertThatIllegalStateException().isThrownBy(() -> machine.fire(Event.KILL));
  }

  @Test
  void trap_an_interceptor_that_keeps_an_event_back_does_not_make_it_look_done() {
    machine
        .spring()
        .getStateMachineAccessor()
        .doWithAllRegions(
            access ->
                access.addStateMachineInterceptor(
                    new StateMachineInterceptorAdapter<>() {
                      @Override
                      public org.springframework.messaging.Message<Event> preEvent(
                          org.springframework.messaging.Message<Event> message,
                          StateMachine<State, Event> spring) {
                        return null;
                      }
                    }));
    assertThatExceptionOfType(EventRefusedException.class)
        .isThrownBy(() -> machine.fire(Event.INIT))
        .withMessageContaining("has been kept back by an interceptor");
    assertThat(node).isEmpty();
  }

  @Test
  void
      trap_a_machine_in_an_end_state_never_starts_again_so_the_terminal_state_is_none_for_spring() {
    var spring = table.machine("c", container);
    spring.fire(Event.KILL);
    assertThat(spring.state()).isEqualTo(State.DONE);
    assertThat(spring.spring().isComplete()).isFalse();

    var next =
        SpringTable.of(Container.MACHINE.table(), (row, c, argument) -> row.onlyLanding())
            .machine("next", new Container("next", 1, 0));
    next.fire(Event.KILL);
    next.resetTo(State.NEW);
    assertThat(next.fire(Event.INIT)).isEqualTo(State.LOCALIZING);
  }

  // ---- several landings

  @Test
  void a_rule_that_decides_between_landings_is_carried_out_once() {
    Mood moody = new Mood();
    var mood = Mood.TABLE.machine("mood", moody);
    mood.fire(Mood.Event.WAKE, "sun");
    assertThat(mood.state()).isEqualTo(Mood.State.GLAD);
    mood.fire(Mood.Event.SLEEP);
    mood.fire(Mood.Event.WAKE, "rain");
    assertThat(mood.state()).isEqualTo(Mood.State.SAD);
    assertThat(moody.woken).isEqualTo(2);
  }

  @Test
  void a_landing_that_the_row_does_not_declare_is_an_error() {
    var mood = Mood.TABLE.machine("mood", new Mood());
    assertThatExceptionOfType(OutOfStepException.class)
        .isThrownBy(() -> mood.fire(Mood.Event.WAKE, "an alarm"))
        .withMessage("row ASLEEP -> WAKE landed glum in ASLEEP, declared are [GLAD, SAD]");
    assertThat(mood.state()).isEqualTo(Mood.State.ASLEEP);
  }

  // ---- following

  @Test
  void a_machine_follows_an_engine_and_says_when_it_is_out_of_step() {
    var follower = SpringTable.following(Container.MACHINE.table()).machine("c1", "c1");
    Transition<State, Event, ?, ?> init =
        Container.MACHINE.table().rows(State.NEW, Event.INIT).get(0);
    follower.follow(init, State.LOCALIZING);
    assertThat(follower.state()).isEqualTo(State.LOCALIZING);
    assertThatExceptionOfType(OutOfStepException.class)
        .isThrownBy(() -> follower.follow(init, State.LOCALIZING))
        .withMessage("machine c1 of c1 is in LOCALIZING, expected NEW");
    assertThatIllegalStateException()
        .isThrownBy(() -> follower.fire(Event.KILL))
        .withMessage("machine c1 follows somebody else; expected the event there");
  }

  private StateMachine<State, Event> started() {
    StateMachine<State, Event> raw = table.factory().getStateMachine("raw");
    raw.startReactively().block();
    return raw;
  }

  private ResultType sent(StateMachine<State, Event> raw, Event event) {
    return raw.sendEvent(Mono.just(table.message(event, new Container("raw", 1, 0), null)))
        .blockLast()
        .getResultType();
  }
}
