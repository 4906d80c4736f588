package io.github.workerfsm.sim.explore.cluster;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.world.NetworkRules;
import io.github.workerfsm.sim.world.Ports;
import io.github.workerfsm.sim.world.ResumablePort;
import io.github.workerfsm.sim.world.SchedulerPort;
import io.github.workerfsm.sim.world.WorkerPort;
import io.github.workerfsm.worker.Settings;
import java.util.function.LongSupplier;

/** One thread's parties, which remember what they have answered. */
final class RememberingPorts implements Ports {
  private final Cluster cluster;
  private final ImmutableList<RememberingWorker> workers;
  private final RememberingScheduler scheduler;

  RememberingPorts(Cluster cluster, ClusterMemory memory) {
    this.cluster = cluster;
    ImmutableList.Builder<RememberingWorker> all = ImmutableList.builder();
    for (int w = 0; w < cluster.spec().workers().size(); w++) {
      all.add(
          new RememberingWorker(
              cluster.spec(),
              w,
              cluster.spec().settings(w),
              cluster.rules().workerRules(),
              memory));
    }
    this.workers = all.build();
    this.scheduler = new RememberingScheduler(cluster.spec(), cluster.schedulerRules(), memory);
  }

  /** Who knows which identifiers are in use elsewhere than at the scheduler. */
  void usedBy(LongSupplier others) {
    scheduler.usedBy(others);
  }

  /** Learns a state of one of the workers; false if no worker has such a state. */
  boolean rememberWorker(long number, byte[] image) {
    for (RememberingWorker worker : workers) {
      if (worker.remember(number, image)) {
        return true;
      }
    }
    return false;
  }

  /** Learns a state of the scheduler; false if that is not its number. */
  boolean rememberScheduler(long number, byte[] image) {
    return scheduler.remember(number, image);
  }

  ImmutableList<? extends ResumablePort> workers() {
    return workers;
  }

  ResumablePort party() {
    return scheduler;
  }

  @Override
  public WorkerPort worker(Settings settings) {
    RememberingWorker worker = workers.get(cluster.spec().addressed(settings.address()));
    worker.restart();
    return worker;
  }

  @Override
  public SchedulerPort scheduler() {
    scheduler.restart();
    return scheduler;
  }

  @Override
  public NetworkRules network() {
    return cluster.rules().network();
  }

  @Override
  public String stimulusId(int number) {
    return "world";
  }
}
