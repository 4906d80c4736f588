package io.github.workerfsm.sim.testkit.example;

import io.github.workerfsm.sim.scheduler.Scheduler;
import io.github.workerfsm.sim.testkit.SchedulerProperties;
import io.github.workerfsm.sim.world.LivePorts;
import io.github.workerfsm.sim.world.SchedulerPort;

/** The project's own scheduler, whatever goes wrong. */
// region project-scheduler
class ProjectSchedulerTest extends SchedulerProperties {
  @Override
  protected SchedulerPort scheduler() {
    return LivePorts.viewOf(new Scheduler());
  }
}
// endregion
