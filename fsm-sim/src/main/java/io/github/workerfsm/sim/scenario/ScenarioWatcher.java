package io.github.workerfsm.sim.scenario;

import io.github.workerfsm.sim.world.LivePorts;
import io.github.workerfsm.sim.world.Ports;
import io.github.workerfsm.sim.world.Violation;
import io.github.workerfsm.sim.world.World;
import java.util.Collection;

/** Sees a scenario while it is played. Nothing is done unless a method is overridden. */
public interface ScenarioWatcher {
  /** Sees nothing. */
  ScenarioWatcher NONE = new ScenarioWatcher() {};

  /** The parties that are played with: these, or others that do the same and can be observed. */
  default Ports ports(LivePorts ports) {
    return ports;
  }

  /** The world has been opened; nothing of the script has happened. */
  default void begun(World world) {}

  /** Something has happened. */
  default void happened(World world, TimelineEntry entry) {}

  /** Everything due has happened, and these properties do not hold; everything is released now. */
  default void rested(World world, Collection<Violation> violations) {}
}
