package io.github.workerfsm.sim.testkit;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.scheduler.TaskDefinition;
import io.github.workerfsm.sim.world.Ports;
import io.github.workerfsm.sim.world.WorkerSpec;
import io.github.workerfsm.sim.world.WorldSpec;
import java.util.stream.Collectors;

/**
 * A world, and which of the choices that it offers are taken: abstract until somebody walks. Plain
 * data, which shrinks; the same plan can be walked with different schedulers and rules.
 *
 * @param spec the world at the start
 * @param steps each selects one of the choices that are offered when its turn comes, by remainder
 */
public record WorldPlan(WorldSpec spec, ImmutableList<Integer> steps) {
  /** Walks it with these parties. */
  public WorldWalk walk(Ports ports) {
    return WorldWalk.of(this, ports);
  }

  /** The world in one line: {@code 2 workers A:1 B:2; tasks x, y<x; wanted y; faults none}. */
  public String world() {
    return spec.workers().size()
        + " workers "
        + spec.workers().stream().map(WorldPlan::text).collect(Collectors.joining(" "))
        + "; tasks "
        + spec.tasks().stream().map(WorldPlan::text).collect(Collectors.joining(", "))
        + "; wanted "
        + String.join(" ", spec.names(spec.wants()))
        + "; faults "
        + spec.budget();
  }

  private static String text(WorkerSpec worker) {
    return worker.name() + ":" + worker.threads() + (worker.present() ? "" : "(absent)");
  }

  private static String text(TaskDefinition task) {
    return task.key()
        + (task.dependencies().isEmpty() ? "" : "<" + String.join("&", task.dependencies()));
  }

  @Override
  public String toString() {
    return world() + "; steps " + steps;
  }
}
