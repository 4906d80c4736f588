package io.github.workerfsm.sim.testkit;

import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.story.StoryLine;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where assertions about worker machines begin. To be imported statically, beside those of AssertJ:
 *
 * <pre>{@code
 * assertThatTask(machine, "x").isIn(TaskState.FLIGHT).comesFrom("tcp://host-2:1");
 * assertThatInstructions(machine.handle(event)).run("y").tellNothing();
 * assertThatStory(machine.story("x")).goesThrough(FETCH, FLIGHT, MEMORY);
 * }</pre>
 *
 * <p>Every failure tells the whole: the task as it is, all instructions, the story.
 */
public final class WorkerAssertions {
  private WorkerAssertions() {}

  /** About one transition. */
  public static StoryLineAssert assertThatLine(@Nullable StoryLine line) {
    return new StoryLineAssert(line);
  }

  /** About transitions in their order. */
  public static StoryAssert assertThatStory(@Nullable List<StoryLine> story) {
    return new StoryAssert(story);
  }

  /** About one instruction. */
  public static InstructionAssert assertThatInstruction(@Nullable Instruction instruction) {
    return new InstructionAssert(instruction);
  }

  /** About what a machine answers. */
  public static InstructionsAssert assertThatInstructions(
      @Nullable List<? extends Instruction> instructions) {
    return new InstructionsAssert(instructions);
  }

  /** About a task, null when the machine does not know it. */
  public static TaskAssert assertThatTask(@Nullable Task task) {
    return new TaskAssert(task);
  }

  /** About the task that this machine has for the key; a failure tells its story. */
  public static TaskAssert assertThatTask(WorkerStateMachine machine, String key) {
    return new TaskAssert(machine.task(key)).ofMachine(machine, key);
  }
}
