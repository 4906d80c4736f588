package io.github.workerfsm.worker;

import static io.github.workerfsm.worker.WorkerScript.needs;
import static io.github.workerfsm.worker.WorkerScript.worker;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.task.Resources;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.Value;
import java.util.List;
import java.util.Map;

/** A worker that has a task of every kind, and what happens to it next. */
final class FullWorker {
  private FullWorker() {}

  static WorkerStateMachine machine() {
    return worker(s -> s.threads(4).totalResources(Resources.of(Map.of("R", 1.5))))
        .compute(Assignment.of("seceded").run(1))
        .secede("seceded")
        .compute(Assignment.of("actor").actor().resource("R", 1))
        .compute(Assignment.of("constrained").resource("R", 1).priority(3, 0.5))
        .compute("failed")
        .threadFailure("failed")
        .compute(Assignment.of("cancelled").run(3).resource("R", 0.25))
        .free("cancelled")
        .compute(Assignment.of("again").run(4).needs("here"))
        .scatter("here")
        .free("again")
        .compute(Assignment.of("again").run(5).priority(9))
        .acquire(needs("suspect", "D", "E"))
        .gatherFailure("D")
        .acquire(needs("busy", "C"))
        .gatherBusy("C")
        .compute(
            Assignment.of("waiting").needs("flight", 5, "B").needs("missing").needs("busy", "C"))
        .send(
            new Event.ComputeTask(
                "promise",
                TaskSpec.of("later").dependencies(List.of("promised")).build(),
                List.of(new Event.Input("promised", 1, List.of(), true)),
                false))
        .compute(Assignment.of("z").needs("shared"))
        .compute(Assignment.of("a").needs("shared"))
        .pause()
        .compute(Assignment.of("ready").run(8).priority(2))
        .acquire(needs("wanted", "G", "H"))
        .compute(Assignment.of("user").priority(1).needs("wanted", "G"))
        .machine();
  }

  /** Events that every part of it answers. */
  static List<Event> later() {
    return List.of(
        new Event.Unpause("1"),
        new Event.ExecuteSuccess("2", "again", 4, new Value("1", 8, "int")),
        new Event.ExecuteSuccess("3", "actor", -1, new Value("2", 8, "int")),
        new Event.RetryBusyWorker("4", "C"),
        new Event.FreeKeys("5", List.of("waiting", "z", "cancelled")),
        new Event.RefreshWhoHas("6", List.of(new Event.Location("shared", List.of("B", "K")))),
        new Event.GatherNetworkFailure("7", "B", 5));
  }
}
