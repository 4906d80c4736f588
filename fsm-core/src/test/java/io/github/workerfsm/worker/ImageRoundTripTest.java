package io.github.workerfsm.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever can make a difference to a worker comes back from an image, and counts as before. */
class ImageRoundTripTest {
  private final ImageCodec codec = new ImageCodec();

  @Test
  void everything_comes_back() {
    WorkerStateMachine machine = FullWorker.machine();
    WorkerStateMachine twin = restored(machine);
    assertThat(twin.image(codec)).isEqualTo(machine.image(codec));
    assertThat(twin.tasks())
        .extracting(Task::key)
        .isEqualTo(machine.tasks().stream().map(Task::key).toList());
    for (Task task : machine.tasks()) {
      Task other = twin.task(task.key());
      assertThat(other.state()).isEqualTo(task.state());
      assertThat(other.holder()).isEqualTo(task.holder());
      assertThat(other.waitingFor()).isEqualTo(task.waitingFor());
      assertThat(other.value()).isEqualTo(task.value());
      assertThat(other.suspicion()).isEqualTo(task.suspicion());
    }
    assertThat(twin.gauges().executing()).isEqualTo(machine.gauges().executing());
    twin.check();
  }

  @Test
  void the_restored_worker_answers_as_the_other() {
    WorkerStateMachine machine = FullWorker.machine();
    WorkerStateMachine twin = restored(machine);
    for (Event event : FullWorker.later()) {
      assertThat(twin.handle(event).toString()).isEqualTo(machine.handle(event).toString());
      assertThat(twin.image(codec)).isEqualTo(machine.image(codec));
    }
  }

  @Test
  void one_machine_can_be_one_and_the_other_in_turn() {
    WorkerStateMachine full = FullWorker.machine();
    WorkerStateMachine little = new WorkerStateMachine(full.settings());
    little.handle(new Event.ComputeTask("s", TaskSpec.of("x").build(), List.of(), false));
    byte[] imageOfFull = full.image(codec);
    byte[] imageOfLittle = little.image(codec);
    for (int turn = 0; turn < 2; turn++) {
      little.become(imageOfFull, codec);
      assertThat(little.image(codec)).isEqualTo(imageOfFull);
      little.check();
      little.become(imageOfLittle, codec);
      assertThat(little.image(codec)).isEqualTo(imageOfLittle);
      little.check();
    }
  }

  private WorkerStateMachine restored(WorkerStateMachine machine) {
    return WorkerStateMachine.restore(
        machine.settings(),
        RuleSet.CURRENT,
        WorkerStateMachine.STORY_LINES,
        machine.image(codec),
        codec);
  }
}
