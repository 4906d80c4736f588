package io.github.workerfsm.sim.world;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.sim.scheduler.Outgoing;
import io.github.workerfsm.sim.scheduler.Scheduler;
import io.github.workerfsm.sim.scheduler.SchedulerEvent;
import io.github.workerfsm.sim.scheduler.SchedulerRules;
import io.github.workerfsm.sim.scheduler.SchedulerTask;
import io.github.workerfsm.sim.scheduler.SchedulerWorker;
import io.github.workerfsm.sim.scheduler.StealEntry;
import io.github.workerfsm.sim.scheduler.TaskDefinition;
import io.github.workerfsm.sim.scheduler.WorkerId;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.worker.Gauges;
import io.github.workerfsm.worker.Inventory;
import io.github.workerfsm.worker.RuleSet;
import io.github.workerfsm.worker.Settings;
import io.github.workerfsm.worker.TransitionObserver;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The real machines and the simulated scheduler.
 *
 * @param workerRules what the workers go by
 * @param schedulerRules what the scheduler goes by
 * @param network what event loop and network go by
 */
public record LivePorts(RuleSet workerRules, SchedulerRules schedulerRules, NetworkRules network)
    implements Ports {
  /** Everybody as they should be. */
  public static final LivePorts CURRENT =
      new LivePorts(RuleSet.CURRENT, SchedulerRules.CURRENT, NetworkRules.CURRENT);

  @Override
  public WorkerPort worker(Settings settings) {
    return new LiveWorker(new WorkerStateMachine(settings, workerRules, 0));
  }

  @Override
  public SchedulerPort scheduler() {
    return new LiveScheduler(new Scheduler(schedulerRules));
  }

  /** A worker as a world sees it. */
  public static WorkerPort viewOf(WorkerStateMachine machine) {
    return new LiveWorker(machine);
  }

  /** The same parties, of whose moves the observer hears. */
  public Ports observed(TransitionObserver observer) {
    return observed(settings -> observer);
  }

  /**
   * The same parties, each worker with an observer of its own.
   *
   * @param observers asked whenever a worker starts
   */
  public Ports observed(Function<Settings, TransitionObserver> observers) {
    return new Ports() {
      @Override
      public WorkerPort worker(Settings settings) {
        WorkerStateMachine machine = new WorkerStateMachine(settings, workerRules, 0);
        machine.observe(observers.apply(settings));
        return new LiveWorker(machine);
      }

      @Override
      public SchedulerPort scheduler() {
        return LivePorts.this.scheduler();
      }

      @Override
      public NetworkRules network() {
        return network;
      }
    };
  }

  /** The scheduler as a world sees it. */
  public static SchedulerPort viewOf(Scheduler scheduler) {
    return new LiveScheduler(scheduler);
  }

  private record LiveWorker(WorkerStateMachine machine) implements WorkerPort {
    @Override
    public List<Instruction> handle(Event event) {
      return machine.handle(event);
    }

    @Override
    public @Nullable Task task(String key) {
      return machine.task(key);
    }

    @Override
    public List<Task> tasks() {
      return machine.tasks();
    }

    @Override
    public boolean running() {
      return machine.running();
    }

    @Override
    public Gauges gauges() {
      return machine.gauges();
    }

    @Override
    public void check() {
      machine.check();
    }

    @Override
    public boolean asksForMissing() {
      return machine.asksForHolders();
    }

    @Override
    public Inventory inventory() {
      return machine.inventory();
    }
  }

  private record LiveScheduler(Scheduler scheduler) implements SchedulerPort {
    @Override
    public List<Outgoing> handle(SchedulerEvent event) {
      return scheduler.handle(event);
    }

    @Override
    public @Nullable String state(String key) {
      SchedulerTask task = scheduler.task(key);
      return task == null ? null : task.state().label();
    }

    @Override
    public @Nullable WorkerId processingOn(String key) {
      SchedulerTask task = scheduler.task(key);
      return task == null ? null : task.processingOn();
    }

    @Override
    public long run(String key) {
      SchedulerTask task = scheduler.task(key);
      return task == null ? TaskSpec.NO_RUN : task.run();
    }

    @Override
    public List<WorkerId> holders(String key) {
      SchedulerTask task = scheduler.task(key);
      return task == null ? List.of() : task.whoHas();
    }

    @Override
    public @Nullable String function(String key) {
      SchedulerTask task = scheduler.task(key);
      TaskDefinition definition = task == null ? null : task.definition();
      return definition == null ? null : definition.function();
    }

    @Override
    public long counters(String key) {
      SchedulerTask task = scheduler.task(key);
      return task == null
          ? UNCOUNTED
          : (long) task.suspicious() << Integer.SIZE | task.retriesLeft();
    }

    @Override
    public List<String> keys() {
      return scheduler.keys();
    }

    @Override
    public boolean registered(WorkerId worker) {
      return scheduler.worker(worker) != null;
    }

    @Override
    public List<String> findings() {
      return scheduler.check();
    }

    @Override
    public String fingerprint() {
      StringBuilder text = new StringBuilder();
      for (SchedulerTask task : scheduler.tasks()) {
        text.append(task.key()).append(' ').append(task.state().label());
        text.append(task.definition()).append(task.wanted()).append(task.waitingOn());
        text.append(task.processingOn()).append(task.longRunning()).append(task.whoHas());
        text.append(task.erredOn()).append("; ");
      }
      for (SchedulerWorker worker : scheduler.workers()) {
        text.append(worker.id()).append(worker.status());
      }
      for (StealEntry steal : scheduler.steals()) {
        text.append(steal.key()).append(steal.victim()).append(steal.thief());
      }
      return text.toString();
    }
  }
}
