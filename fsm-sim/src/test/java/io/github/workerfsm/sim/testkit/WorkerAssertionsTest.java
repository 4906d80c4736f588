package io.github.workerfsm.sim.testkit;

import static io.github.workerfsm.sim.testkit.WorkerAssertions.assertThatInstruction;
import static io.github.workerfsm.sim.testkit.WorkerAssertions.assertThatInstructions;
import static io.github.workerfsm.sim.testkit.WorkerAssertions.assertThatLine;
import static io.github.workerfsm.sim.testkit.WorkerAssertions.assertThatStory;
import static io.github.workerfsm.sim.testkit.WorkerAssertions.assertThatTask;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.instruction.InstructionKind;
import io.github.workerfsm.task.Failure;
import io.github.workerfsm.task.Holder;
import io.github.workerfsm.task.Role;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.worker.Settings;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the assertions accept, and what they say when they do not. */
class WorkerAssertionsTest {
  private static final String PEER = "tcp://host-2:1";

  private final WorkerStateMachine machine =
      new WorkerStateMachine(Settings.at("tcp://host-1:1").threads(1).build());
  private List<Instruction> answer = List.of();

  @BeforeEach
  void y_waits_for_x() {
    TaskSpec y = TaskSpec.of("y").dependencies(List.of("x")).run(3).build();
    Event.Input x = new Event.Input("x", 8, List.of(PEER));
    answer = machine.handle(new Event.ComputeTask("assign", y, List.of(x), false));
  }

  @Test
  void about_a_task() {
    assertThatTask(machine, "y")
        .isIn(TaskState.WAITING_FOR_DEPENDENCIES)
        .isWantedFor(Role.COMPUTE)
        .isHeldBy(Holder.NONE)
        .needs("x")
        .waitsFor("x")
        .isAssignedAsRun(3);
    assertThatTask(machine.task("x")).isKnownToBeAt(PEER).comesFrom(PEER);
    assertThatTask(machine, "z").isUnknown();
    fails(() -> assertThatTask(machine, "y").isIn(TaskState.READY))
        .hasMessageContaining("Expected task y")
        .hasMessageContaining("in waiting-for-dependencies, wanted for COMPUTE, held by NONE")
        .hasMessageContaining("to be in ready, not waiting-for-dependencies")
        .hasMessageContaining("Its story:")
        .hasMessageContaining("y: new -> waiting-for-dependencies");
    fails(() -> assertThatTask(machine, "z").isIn(TaskState.READY))
        .hasMessageContaining("Expected task z")
        .hasMessageContaining("to be in ready, but it is unknown");
    fails(() -> assertThatTask(machine, "y").hasValue(1)).hasMessageContaining("not null");
    fails(() -> assertThatTask(machine, "y").hasFailed("why")).hasMessageContaining("\"why\"");
    fails(() -> assertThatTask(machine, "y").isUnknown()).hasMessageContaining("to be unknown");
  }

  @Test
  void about_instructions() {
    assertThatInstructions(answer).gather(PEER, "x").tellNothing().run().only().gathers(PEER, "x");
    assertThatInstructions(List.of()).areNone().startNothing();
    fails(() -> assertThatInstructions(answer).run("y"))
        .hasMessageContaining("Expected the instructions")
        .hasMessageContaining("GatherDep[stimulusId=assign")
        .hasMessageContaining("to run [y], not []");
    fails(() -> assertThatInstructions(answer).startNothing())
        .hasMessageContaining("to start nothing");
    fails(() -> assertThatInstructions(answer).gather(PEER, "x", "y"))
        .hasMessageContaining("to gather [x, y] from " + PEER);
    fails(() -> assertThatInstructions(List.of()).only()).hasMessageContaining("(none)");

    TaskSpec z = TaskSpec.of("z").run(4).build();
    assertThatInstructions(machine.handle(new Event.ComputeTask("z", z, List.of(), false)))
        .run("z")
        .only(InstructionKind.EXECUTE)
        .namesRun(4);
    List<Instruction> failed =
        machine.handle(new Event.ExecuteFailure("broken", "z", 4, Failure.of("no %s")));
    assertThatInstructions(failed).tellErred("z").only().tellsScheduler().namesRun(4);
    assertThatTask(machine, "z").isIn(TaskState.ERROR).hasFailed("no %s");
    fails(() -> assertThatInstructions(failed).tellErred("y")).hasMessageContaining("no %s");
  }

  @Test
  void about_one_instruction() {
    assertThatInstruction(answer.get(0))
        .is(InstructionKind.GATHER_DEP)
        .isCausedBy("assign")
        .isAbout("x");
    fails(() -> assertThatInstruction(answer.get(0)).runs("x"))
        .hasMessageContaining("to be EXECUTE, but it is GATHER_DEP");
    fails(() -> assertThatInstruction(answer.get(0)).namesRun(3))
        .hasMessageContaining("to name the run [3], but it is []");
    fails(() -> assertThatInstruction(answer.get(0)).tellsScheduler())
        .hasMessageContaining("to be a message to the scheduler");
  }

  @Test
  void about_a_story() {
    assertThatStory(machine.story())
        .about("x")
        .goesThroughAmongOthers(TaskState.FETCH, TaskState.FLIGHT)
        .neverLandsIn(TaskState.MEMORY)
        .endsIn(TaskState.FLIGHT)
        .last()
        .isAbout("x")
        .comesFrom(TaskState.FETCH)
        .wasAskedFor(TaskState.FLIGHT)
        .landsIn(TaskState.FLIGHT)
        .isCausedBy("assign");
    assertThatStory(machine.story()).causedBy("nothing").isEmpty();
    fails(() -> assertThatStory(machine.story("x")).goesThrough(TaskState.MEMORY))
        .hasMessageContaining("Expected the story")
        .hasMessageContaining("x: fetch -> flight")
        .hasMessageContaining("to go through [memory], not [");
    fails(
            () ->
                assertThatStory(machine.story("x"))
                    .goesThroughAmongOthers(TaskState.FLIGHT, TaskState.FETCH))
        .hasMessageContaining("but after 1 of them there is no fetch");
    fails(() -> assertThatStory(List.of()).endsIn(TaskState.MEMORY))
        .hasMessageContaining("(nothing)")
        .hasMessageContaining("to end in memory");
    fails(() -> assertThatStory(machine.story()).says("for no reason"))
        .hasMessageContaining("to give the reason \"for no reason\"");
    fails(() -> assertThatLine(machine.story("x").get(0)).landsIn(TaskState.MEMORY))
        .hasMessageContaining("to land in memory, but it is ");
    fails(() -> assertThatLine(machine.story("x").get(0)).isDetour())
        .hasMessageContaining("to be a detour, but a row was taken");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> fails(ThrowingCallable assertion) {
    return assertThatThrownBy(assertion).isInstanceOf(AssertionError.class);
  }
}
