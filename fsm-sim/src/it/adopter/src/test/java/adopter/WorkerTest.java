package adopter;

import static io.github.workerfsm.sim.testkit.WorkerAssertions.*;

import io.github.workerfsm.diagrams.Drawing;
import io.github.workerfsm.diagrams.model.*;
import io.github.workerfsm.diagrams.render.Format;
import io.github.workerfsm.diagrams.table.TableView;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.task.*;
import io.github.workerfsm.worker.*;
import java.nio.file.*;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerTest {
  @Test
  void a_task_without_inputs_runs_at_once_and_doors_can_be_drawn() throws Exception {
    var machine = new WorkerStateMachine(Settings.at("tcp://10.0.0.1:4000").threads(1).build());
    TaskSpec sum = TaskSpec.of("sum").run(7).build();
    assertThatInstructions(machine.handle(new Event.ComputeTask("s-1", sum, List.of(), false))).run("sum");
    assertThatTask(machine, "sum").isIn(TaskState.EXECUTING);

    // region door-picture
    DiagramModel picture = DiagramModel.of(TableView.of(Door.MACHINE.table()), View.OVERVIEW);
    Files.write(Path.of("target/door.svg"), Drawing.bytes(picture, Format.SVG, ""));
    // endregion
  }
}
