package io.github.workerfsm.sim.testkit.example;

import static io.github.workerfsm.sim.testkit.WorkerAssertions.assertThatInstructions;
import static io.github.workerfsm.sim.testkit.WorkerAssertions.assertThatStory;
import static io.github.workerfsm.sim.testkit.WorkerAssertions.assertThatTask;

import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.task.Holder;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.task.Value;
import io.github.workerfsm.worker.Settings;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a test of a machine reads like. */
class StoryAssertionsTest {
  private static final String PEER = "tcp://10.0.0.2:4000";

  // region story-assertions
  @Test
  void a_task_runs_when_its_input_has_arrived() {
    WorkerStateMachine machine =
        new WorkerStateMachine(Settings.at("tcp://10.0.0.1:4000").threads(1).build());
    TaskSpec y = TaskSpec.of("y").dependencies(List.of("x")).run(7).build();
    Event.Input x = new Event.Input("x", 8, List.of(PEER));

    assertThatInstructions(machine.handle(new Event.ComputeTask("assign-y", y, List.of(x), false)))
        .gather(PEER, "x")
        .run()
        .tellNothing();
    assertThatTask(machine, "y").isIn(TaskState.WAITING_FOR_DEPENDENCIES).waitsFor("x");
    assertThatTask(machine, "x").isHeldBy(Holder.TRANSFER).comesFrom(PEER);

    Value value = new Value(42, 8, "int");
    assertThatInstructions(
            machine.handle(
                new Event.GatherSuccess("x-is-here", PEER, 8, ImmutableMap.of("x", value))))
        .announce("x")
        .run("y");
    assertThatStory(machine.story("x"))
        .goesThrough(TaskState.FETCH, TaskState.FLIGHT, TaskState.MEMORY);
    assertThatStory(machine.story("x-is-here"))
        .about("y")
        .goesThrough(TaskState.READY, TaskState.EXECUTING)
        .last()
        .comesFrom(TaskState.READY);
  }
  // endregion
}
