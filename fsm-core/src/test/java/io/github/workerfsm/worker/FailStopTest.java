package io.github.workerfsm.worker;

import static io.github.workerfsm.task.TaskState.CONSTRAINED;
import static io.github.workerfsm.task.TaskState.EXECUTING;
import static io.github.workerfsm.task.TaskState.MEMORY;
import static io.github.workerfsm.task.TaskState.READY;
import static io.github.workerfsm.task.TaskState.WAITING_FOR_DEPENDENCIES;
import static io.github.workerfsm.worker.WorkerScript.needs;
import static io.github.workerfsm.worker.WorkerScript.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.workerfsm.check.MachineFailedException;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.table.EndlessChainException;
import io.github.workerfsm.table.IllegalTransitionException;
import io.github.workerfsm.task.TaskState;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A machine that meets a defect stops, and says so ever after. */
class FailStopTest {

  /** The defect is a table without a row that the machine needs. */
  private static WorkerScript defective() {
    RuleOverride noWayOut =
        new RuleOverride(
            "no-way-out",
            "a run cannot succeed",
            "it can",
            "a defect for tests",
            table ->
                table.withPairs(
                    List.of(
                        WorkerTransitions.never(
                            EXECUTING,
                            MEMORY,
                            WorkerTransitions.ALWAYS,
                            Actor.THREAD_POOL,
                            "it is broken"))),
            policies -> {});
    return worker(RuleSet.CURRENT.with(noWayOut)).compute("x").compute("y");
  }

  @Test
  void the_message_names_the_event_and_the_defect() {
    WorkerScript worker = defective();
    MachineFailedException failure =
        catchThrowableOfType(MachineFailedException.class, () -> worker.threadSuccess("x"));
    assertThat(failure)
        .hasMessageStartingWith("execute-success execute-success-3: ")
        .hasMessageContaining("EXECUTING -> MEMORY")
        .hasMessageEndingWith(" of x (executing) is refused: it is broken")
        .hasCauseInstanceOf(IllegalTransitionException.class);
    assertThat(worker.machine().failed()).isTrue();
  }

  @Test
  void every_later_event_is_refused_with_the_defect() {
    WorkerScript worker = defective().fails(script -> script.threadSuccess("x"), "it is broken");
    for (Event event : new Event[] {new Event.Pause("p"), new Event.FindMissing("f")}) {
      assertThatThrownBy(() -> worker.machine().handle(event))
          .isInstanceOf(MachineFailedException.class)
          .hasMessageStartingWith("the machine has stopped: ")
          .hasMessageEndingWith(" of x (executing) is refused: it is broken")
          .hasCauseInstanceOf(IllegalTransitionException.class);
    }
  }

  /** An input that is let go is wanted again, and let go again, by moves of which none is long. */
  @Test
  void wanting_a_lost_input_again_counts_for_the_chain_of_the_event() {
    RuleSet rules =
        RuleSet.CURRENT.with(
            RuleOverride.parse("row released -> fetch [NOWHERE] do GO_ON lands released"));
    WorkerScript worker = worker(rules).compute("y", needs("x"));
    worker.fails(script -> script.free("x"), "reaches the limit of its chain");
  }

  @Test
  void a_stopped_machine_can_still_be_looked_at() {
    WorkerScript worker = defective().fails(script -> script.threadSuccess("x"), "it is broken");
    worker.is("x", EXECUTING);
    assertThat(worker.machine().story("x")).hasSize(3);
    assertThat(worker.machine().tasks()).hasSize(2);
    assertThat(worker.machine().explain("x")).contains("executing");
  }

  @Test
  void a_machine_that_works_has_not_failed() {
    assertThat(worker().compute("x").machine().failed()).isFalse();
  }

  @Test
  void too_many_transitions_in_the_life_of_a_machine_stop_it_where_a_limit_is_set() {
    worker(settings -> settings.transitionLimit(6))
        .compute("x")
        .threadSuccess("x")
        .free("x")
        .fails(script -> script.compute("x"), "limit of 6 transitions");
  }

  @Test
  void a_chain_that_does_not_end_stops_the_machine() {
    RuleOverride roundabout =
        new RuleOverride(
            "roundabout",
            "what needs resources is sent from one queue to the other",
            "it is not",
            "a defect for tests",
            table ->
                table.withPairs(
                    List.of(
                        WorkerTransitions.row(
                                WAITING_FOR_DEPENDENCIES,
                                CONSTRAINED,
                                WorkerTransitions.ALWAYS,
                                Actor.EVENT_LOOP,
                                Roundabout.BACK,
                                "it is sent back")
                            .lands(CONSTRAINED, WAITING_FOR_DEPENDENCIES))),
            policies -> {});
    MachineFailedException failure =
        catchThrowableOfType(
            MachineFailedException.class,
            () ->
                worker(RuleSet.CURRENT.with(roundabout))
                    .compute(Assignment.of("x").resource("R", 1)));
    assertThat(failure).hasCauseInstanceOf(EndlessChainException.class);
  }

  private enum Roundabout implements WorkerRule {
    BACK {
      @Override
      public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
        worker.engine.recommend(task, READY);
        return WAITING_FOR_DEPENDENCIES;
      }
    }
  }
}
