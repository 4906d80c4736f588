package io.github.workerfsm.worker;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.Resources;
import io.github.workerfsm.task.TaskSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the scheduler says when it assigns a task, put together piece by piece. */
final class Assignment {
  private final String key;
  private final List<Event.Input> inputs = new ArrayList<>();
  private final Map<String, Double> resources = new LinkedHashMap<>();
  private Priority priority = Priority.of(0, 0, 0);
  private long run = TaskSpec.NO_RUN;
  private boolean actor;

  private Assignment(String key) {
    this.key = key;
  }

  static Assignment of(String key) {
    return new Assignment(key);
  }

  /** One byte of {@code input}, held by the given peers. */
  Assignment needs(String input, String... holders) {
    return needs(input, 1, holders);
  }

  Assignment needs(String input, long nbytes, String... holders) {
    inputs.add(new Event.Input(input, nbytes, List.of(holders)));
    return this;
  }

  Assignment resource(String name, double amount) {
    resources.put(name, amount);
    return this;
  }

  /** Smaller runs first. */
  Assignment priority(double... elements) {
    priority = Priority.of(elements);
    return this;
  }

  Assignment run(long identity) {
    run = identity;
    return this;
  }

  Assignment actor() {
    actor = true;
    return this;
  }

  TaskSpec spec() {
    TaskSpec.Builder spec =
        TaskSpec.of(key)
            .dependencies(inputs.stream().map(Event.Input::key).toList())
            .priority(priority)
            .resources(Resources.of(resources));
    return (run == TaskSpec.NO_RUN ? spec : spec.run(run)).build();
  }

  Event.ComputeTask event(String stimulusId) {
    return new Event.ComputeTask(stimulusId, spec(), inputs, actor);
  }
}
