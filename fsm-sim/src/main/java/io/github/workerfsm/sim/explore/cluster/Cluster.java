package io.github.workerfsm.sim.explore.cluster;

import io.github.workerfsm.sim.explore.Finding;
import io.github.workerfsm.sim.scheduler.SchedulerRules;
import io.github.workerfsm.sim.world.Identifiers;
import io.github.workerfsm.sim.world.LivePorts;
import io.github.workerfsm.sim.world.RestChecks;
import io.github.workerfsm.sim.world.Violation;
import io.github.workerfsm.sim.world.World;
import io.github.workerfsm.sim.world.WorldHash;
import io.github.workerfsm.sim.world.WorldSpec;
import io.github.workerfsm.worker.TransitionObserver;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is explored: a world with its budget of faults, and the rules that its parties go by.
 *
 * @param spec the world
 * @param rules of workers, scheduler and network
 */
public record Cluster(WorldSpec spec, LivePorts rules) {

  /** Refuses what is too large to be explored, and machines that cannot be put back. */
  public Cluster {
    require("tasks", spec.keys().size(), Identifiers.KEYS);
    require("workers", spec.workers().size(), Identifiers.KEYS);
    if (rules.workerRules().rememberBeyondState()) {
      throw new IllegalArgumentException(
          "machines under the rules "
              + rules.workerRules().name()
              + " remember what no image has, and rules whose machines can be put back in a state"
              + " were expected");
    }
  }

  private static void require(String what, int number, int most) {
    if (number > most) {
      throw new IllegalArgumentException(
          "a cluster with " + number + " " + what + ", and at most " + most + " were expected");
    }
  }

  /** Gives instances of one model, one for each thread, that share what they remember. */
  public Supplier<ClusterModel> models() {
    return models(null);
  }

  /**
   * The same, watched.
   *
   * @param observer hears of every move of a worker, from any thread; once for each state of a
   *     worker and event, however many states of the cluster have it in common (twice when two
   *     threads come to it at the same time); null for none
   */
  public Supplier<ClusterModel> models(@Nullable TransitionObserver observer) {
    ClusterMemory memory = new ClusterMemory(new ClusterSymbols(spec), observer);
    return () -> new ClusterModel(this, memory);
  }

  /** The property that is violated: the invariant, or what does not hold of the state at rest. */
  public String property(Finding finding) {
    String invariant = finding.invariant();
    if (invariant != null) {
      return invariant;
    }
    World world = World.of(spec, rules);
    ClusterModel.choices(finding.actions()).forEach(world::apply);
    return RestChecks.atRest(world).stream().findFirst().map(Violation::property).orElse("L4");
  }

  /**
   * What decides which states there are, in one line: besides {@link #toString} the table of the
   * workers, the rules of the network where they are not the usual ones, and a digest of all that
   * is said of tasks, workers and what there is at the start.
   */
  public String identity() {
    List<String> network = rules.network().differences();
    return this
        + ", table "
        + rules.workerRules().table().fingerprint()
        + (network.isEmpty() ? "" : ", network with " + String.join(", ", network))
        + ", world "
        + HexFormat.of().toHexDigits(WorldHash.of(content()));
  }

  private String content() {
    List<String> awaited =
        IntStream.range(0, spec.keys().size())
            .mapToObj(key -> String.valueOf(spec.awaitedBy(key)))
            .toList();
    return List.of(spec.workers(), spec.tasks(), spec.keys(), spec.memory(), spec.wants(), awaited)
        .toString();
  }

  /** In one line: workers, tasks, faults, rules. */
  @Override
  public String toString() {
    return "cluster of "
        + spec.workers().stream()
            .map(worker -> worker.name() + "(" + worker.threads() + ")")
            .collect(Collectors.joining(" "))
        + ", graph "
        + GraphText.print(spec.tasks())
        + ", faults "
        + spec.budget()
        + ", workers by "
        + rules.workerRules().name()
        + ", scheduler by "
        + rules.schedulerRules().name();
  }

  SchedulerRules schedulerRules() {
    return rules.schedulerRules();
  }
}
