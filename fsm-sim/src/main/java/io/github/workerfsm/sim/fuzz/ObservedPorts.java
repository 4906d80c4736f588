package io.github.workerfsm.sim.fuzz;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.sim.scheduler.Outgoing;
import io.github.workerfsm.sim.scheduler.Scheduler;
import io.github.workerfsm.sim.scheduler.SchedulerEvent;
import io.github.workerfsm.sim.scheduler.WorkerId;
import io.github.workerfsm.sim.world.LivePorts;
import io.github.workerfsm.sim.world.NetworkRules;
import io.github.workerfsm.sim.world.Ports;
import io.github.workerfsm.sim.world.SchedulerPort;
import io.github.workerfsm.sim.world.WorkerPort;
import io.github.workerfsm.sim.world.WorldHash;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.Value;
import io.github.workerfsm.worker.Gauges;
import io.github.workerfsm.worker.Inventory;
import io.github.workerfsm.worker.Settings;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The real parties of a world, with what they are told and what they answer going into a {@link
 * Trail}, and what they reach into a {@link Coverage}.
 */
final class ObservedPorts implements Ports {
  private final LivePorts rules;
  private final Trail trail;
  private final Coverage coverage;

  ObservedPorts(LivePorts rules, Trail trail, Coverage coverage) {
    this.rules = rules;
    this.trail = trail;
    this.coverage = coverage;
  }

  @Override
  public WorkerPort worker(Settings settings) {
    WorkerStateMachine machine = new WorkerStateMachine(settings, rules.workerRules(), 0);
    machine.observe(coverage);
    return new ObservedWorker(LivePorts.viewOf(machine), trail, new WorkerSight(coverage));
  }

  @Override
  public SchedulerPort scheduler() {
    Scheduler scheduler = new Scheduler(rules.schedulerRules());
    return new ObservedScheduler(
        LivePorts.viewOf(scheduler), scheduler, trail, new SchedulerSight(coverage));
  }

  @Override
  public NetworkRules network() {
    return rules.network();
  }

  private record ObservedWorker(WorkerPort worker, Trail trail, WorkerSight sight)
      implements WorkerPort {
    @Override
    public List<Instruction> handle(Event event) {
      sight.before(worker, event);
      trail.add(WorldHash.of(event));
      List<Instruction> instructions = worker.handle(event);
      for (int i = 0; i < instructions.size(); i++) {
        trail.add(WorldHash.of(instructions.get(i)));
      }
      return instructions;
    }

    @Override
    public @Nullable Task task(String key) {
      return worker.task(key);
    }

    @Override
    public List<Task> tasks() {
      return worker.tasks();
    }

    @Override
    public boolean running() {
      return worker.running();
    }

    @Override
    public Inventory inventory() {
      return worker.inventory();
    }

    @Override
    public Gauges gauges() {
      return worker.gauges();
    }

    @Override
    public void check() {
      worker.check();
    }

    @Override
    public @Nullable Value value(String key) {
      return worker.value(key);
    }

    @Override
    public boolean asksForMissing() {
      return worker.asksForMissing();
    }
  }

  private record ObservedScheduler(
      SchedulerPort scheduler, Scheduler books, Trail trail, SchedulerSight sight)
      implements SchedulerPort {
    @Override
    public List<Outgoing> handle(SchedulerEvent event) {
      sight.before(books, event);
      trail.add(WorldHash.of(event));
      List<Outgoing> messages = scheduler.handle(event);
      trail.add(messages.size());
      return messages;
    }

    @Override
    public @Nullable String state(String key) {
      return scheduler.state(key);
    }

    @Override
    public @Nullable WorkerId processingOn(String key) {
      return scheduler.processingOn(key);
    }

    @Override
    public long run(String key) {
      return scheduler.run(key);
    }

    @Override
    public List<WorkerId> holders(String key) {
      return scheduler.holders(key);
    }

    @Override
    public @Nullable String function(String key) {
      return scheduler.function(key);
    }

    @Override
    public long counters(String key) {
      return scheduler.counters(key);
    }

    @Override
    public List<String> keys() {
      return scheduler.keys();
    }

    @Override
    public boolean registered(WorkerId worker) {
      return scheduler.registered(worker);
    }

    @Override
    public List<String> findings() {
      return scheduler.findings();
    }

    @Override
    public String fingerprint() {
      return scheduler.fingerprint();
    }
  }
}
