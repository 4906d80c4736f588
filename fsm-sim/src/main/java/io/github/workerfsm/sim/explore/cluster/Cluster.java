package io.github.workerfsm.sim.explore.cluster;

import io.github.workerfsm.sim.scheduler.SchedulerRules;
import io.github.workerfsm.sim.world.Identifiers;
import io.github.workerfsm.sim.world.LivePorts;
import io.github.workerfsm.sim.world.WorldHash;
import io.github.workerfsm.sim.world.WorldSpec;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is explored: a world with its budget of faults, and the rules that its parties go by.
 *
 * @param spec the world
 * @param rules of workers, scheduler and network
 */
public record Cluster(WorldSpec spec, LivePorts rules) {

  /** Refuses what is too large to be explored. */
  public Cluster {
    require("tasks", spec.keys().size(), Identifiers.KEYS);
    require("workers", spec.workers().size(), Identifiers.KEYS);
  }

  private static void require(String what, int number, int most) {
    if (number > most) {
      throw new IllegalArgumentException(
          "a cluster with " + number + " " + what + ", and at most " + most + " were expected");
    }
  }

  /** Gives instances of one model, one for each thread, that share what they remember. */
  public Supplier<ClusterModel> models() {
    ClusterMemory memory = new ClusterMemory(new ClusterSymbols(spec));
    return () -> new ClusterModel(this, memory);
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
