package io.github.workerfsm.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.worker.Settings;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A worker machine in a program of somebody else, as the README shows it. */
class EmbeddingTest {
  private final List<String> done = new ArrayList<>();

  @Test
  void a_machine_is_told_what_has_happened_and_says_what_to_do() {
    // spotless:off
    // region embed
    var machine = new WorkerStateMachine(Settings.at("tcp://10.0.0.1:4000").threads(4).build());

    TaskSpec sum = TaskSpec.of("sum").dependencies(List.of("x")).priority(Priority.of(0, 1, 7)).build();
    Event assigned = new Event.ComputeTask(
        "stimulus-1", sum, List.of(new Event.Input("x", 64, List.of("tcp://10.0.0.2:4000"))), false);

    for (Instruction instruction : machine.handle(assigned)) {
      if (instruction instanceof Instruction.GatherDep gather) {
        fetch(gather.worker(), gather.toGather());  // ends in an event: GatherSuccess, GatherBusy, ...
      } else if (instruction instanceof Instruction.Execute execute) {
        start(execute.key());                       // ends in an event: ExecuteSuccess, ExecuteFailure, ...
      } else {
        tellScheduler(instruction);
      }
    }
    List<?> story = machine.story("x");   // what happened to x, and why
    String why = machine.explain("x");    // where it is, what it waits for, and what could move it
    machine.check();                      // every invariant that one worker can see
    // endregion
    // spotless:on

    assertThat(done).containsExactly("fetch [x] from tcp://10.0.0.2:4000");
    assertThat(story).hasSize(2);
    assertThat(why).contains("flight");
  }

  private void fetch(String worker, List<String> keys) {
    done.add("fetch " + keys + " from " + worker);
  }

  private void start(String key) {
    done.add("start " + key);
  }

  private void tellScheduler(Instruction instruction) {
    done.add("tell " + instruction);
  }
}
