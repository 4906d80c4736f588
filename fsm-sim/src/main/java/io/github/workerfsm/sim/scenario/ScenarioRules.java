package io.github.workerfsm.sim.scenario;

import io.github.workerfsm.sim.scheduler.SchedulerOverride;
import io.github.workerfsm.sim.scheduler.SchedulerRules;
import io.github.workerfsm.sim.world.LivePorts;
import io.github.workerfsm.sim.world.NetworkRules;
import io.github.workerfsm.worker.RuleOverride;
import io.github.workerfsm.worker.RuleSet;

/**
 * What everybody in a scenario goes by. Immutable.
 *
 * @param worker the rules of the workers
 * @param scheduler the rules of the scheduler
 * @param network the rules of event loop and network
 */
public record ScenarioRules(RuleSet worker, SchedulerRules scheduler, NetworkRules network) {
  /** Everybody as they should be. */
  public static final ScenarioRules CURRENT =
      new ScenarioRules(RuleSet.CURRENT, SchedulerRules.CURRENT, NetworkRules.CURRENT);

  /** These rules, but the workers go by the named rule set; overrides so far are dropped. */
  public ScenarioRules base(String name) {
    return new ScenarioRules(RuleSet.byName(name), scheduler, network);
  }

  /** These rules, but the workers go by another rule set. */
  public ScenarioRules with(RuleSet other) {
    return new ScenarioRules(other, scheduler, network);
  }

  /** These rules with a change for the workers, a name or a line that describes it. */
  public ScenarioRules worker(String override) {
    return new ScenarioRules(worker.with(RuleOverride.parse(override)), scheduler, network);
  }

  /** These rules with a change for the scheduler, a name or a line that describes it. */
  public ScenarioRules scheduler(String override) {
    return new ScenarioRules(worker, scheduler.with(SchedulerOverride.parse(override)), network);
  }

  /** These rules with one of the named changes for event loop and network. */
  public ScenarioRules network(String override) {
    return new ScenarioRules(worker, scheduler, network.with(override));
  }

  /**
   * These rules with the change that a line of a scenario's rules describes.
   *
   * @param party {@code base}, {@code worker}, {@code scheduler} or {@code network}
   * @param change a name or a line
   * @throws IllegalArgumentException that says what was wrong and what was expected
   */
  public ScenarioRules change(String party, String change) {
    return switch (party) {
      case "base" -> base(change);
      case "worker" -> worker(change);
      case "scheduler" -> scheduler(change);
      case "network" -> network(change);
      default ->
          throw new IllegalArgumentException(
              "found \"" + party + "\", expected base, worker, scheduler or network");
    };
  }

  /** The parties that go by these rules. */
  public LivePorts ports() {
    return new LivePorts(worker, scheduler, network);
  }
}
