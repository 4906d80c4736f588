package io.github.workerfsm.observe;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.worker.Settings;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.ArrayList;
import java.util.List;

/** A machine with something to observe. */
final class Worker {
  final WorkerStateMachine machine =
      new WorkerStateMachine(Settings.at("tcp://10.0.0.1:4000").threads(1).build());

  /** Assigns a task whose inputs, of 64 bytes each, are held by a peer. */
  void assign(String key, String... inputs) {
    List<Event.Input> held = new ArrayList<>();
    for (String input : inputs) {
      held.add(new Event.Input(input, 64, List.of("tcp://10.0.0.2:4000")));
    }
    TaskSpec spec =
        TaskSpec.of(key).dependencies(List.of(inputs)).priority(Priority.of(0, 1, 7)).build();
    machine.handle(new Event.ComputeTask("assign-" + key, spec, held, false));
  }
}
