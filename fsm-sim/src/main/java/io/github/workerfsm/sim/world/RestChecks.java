package io.github.workerfsm.sim.world;

import io.github.workerfsm.sim.scheduler.WorkerId;
import io.github.workerfsm.task.Holder;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a world at rest: agreement A1 and A2, liveness L1, L2, L3, and L5 once nothing
 * is wanted any more.
 */
public final class RestChecks {
  private final World world;
  private final WorldSpec spec;
  private final List<Violation> found = new ArrayList<>();

  private RestChecks(World world) {
    this.world = world;
    this.spec = world.spec();
  }

  /** What does not hold of a world in which nothing but faults can happen. */
  public static List<Violation> atRest(World world) {
    RestChecks checks = new RestChecks(world);
    checks.wanted();
    checks.agreement();
    checks.eachWorker();
    return checks.found;
  }

  /**
   * What does not hold of a world that does not come to rest. L1 can be judged; and agreement, if
   * only timers disturb the rest: nothing is under way that would bring it about.
   */
  public static List<Violation> restless(World world) {
    RestChecks checks = new RestChecks(world);
    checks.wanted();
    if (world.dueChoices().stream().allMatch(due -> isTimer(due.kind()))) {
      checks.agreement();
    }
    return checks.found;
  }

  private static boolean isTimer(ChoiceKind kind) {
    return kind == ChoiceKind.RETRY_BUSY || kind == ChoiceKind.FIND_MISSING;
  }

  /** What is left of a world in which nothing is wanted any more. */
  public static List<Violation> afterRelease(World world) {
    RestChecks checks = new RestChecks(world);
    for (String key : world.scheduler().keys()) {
      checks.add("L5", "S", key, "nobody wants it, and it is " + world.scheduler().state(key));
    }
    for (int w = 0; w < checks.spec.workers().size(); w++) {
      WorkerPort port = world.worker(w);
      if (port != null && world.state().known(w)) {
        for (Task task : port.tasks()) {
          checks.add(
              "L5", checks.name(w), task.key(), "nobody wants it, and it is " + StateText.of(task));
        }
      }
    }
    return checks.found;
  }

  private void add(String property, String worker, String key, String what) {
    found.add(new Violation(property, worker, key, what));
  }

  private String name(int worker) {
    return spec.workers().get(worker).name();
  }

  private void wanted() {
    for (String key : spec.names(world.wanted())) {
      String state = world.scheduler().state(key);
      if (!"memory".equals(state) && !"erred".equals(state)) {
        add("L1", "", key, "is wanted, and is " + new WorldText(world).schedulerState(key));
      }
    }
  }

  /** A1 and A2, from both sides. */
  private void agreement() {
    for (String key : world.scheduler().keys()) {
      books(key);
    }
    for (int w = 0; w < spec.workers().size(); w++) {
      WorkerPort port = world.worker(w);
      if (port != null && world.state().known(w)) {
        for (Task task : port.tasks()) {
          reality(w, task);
        }
      }
    }
  }

  /** What the scheduler believes of workers. */
  private void books(String key) {
    WorkerId on = world.scheduler().processingOn(key);
    if (on != null && !toCompute(task(on, key))) {
      String there = task(on, key) == null ? "unknown" : StateText.of(task(on, key));
      add("A1", spec.nameOf(on.address()), key, "S: it is to be computed there; there: " + there);
    }
    for (WorkerId holder : world.scheduler().holders(key)) {
      Task task = task(holder, key);
      if (task == null || task.state() != TaskState.MEMORY) {
        add(
            "A2",
            spec.nameOf(holder.address()),
            key,
            "S: it is in memory there; there: " + StateText.of(task));
      }
    }
  }

  private @Nullable Task task(WorkerId id, String key) {
    int w = spec.addressed(id.address());
    WorkerPort port = w < 0 ? null : world.worker(w);
    return port == null || !world.state().id(w).equals(id) ? null : port.task(key);
  }

  private static boolean toCompute(@Nullable Task task) {
    if (task == null) {
      return false;
    }
    return switch (task.state()) {
      case WAITING_FOR_DEPENDENCIES, READY, CONSTRAINED, EXECUTING, LONG_RUNNING -> true;
      case RESCHEDULED -> task.holder() == Holder.TRANSFER;
      default -> false;
    };
  }

  private void eachWorker() {
    for (int w = 0; w < spec.workers().size(); w++) {
      WorkerPort port = world.worker(w);
      if (port == null || !world.state().known(w)) {
        continue;
      }
      for (Task task : port.tasks()) {
        worker(w, task);
      }
      var gauges = port.gauges();
      if (gauges.executing() + gauges.longRunning() > 0) {
        add("L2", name(w), "", gauges.executing() + gauges.longRunning() + " tasks hold threads");
      }
      if (gauges.transferCount() > 0) {
        add("L2", name(w), "", gauges.transferCount() + " transfers are open");
      }
    }
  }

  /** What workers have, and the scheduler does not believe. */
  private void reality(int w, Task task) {
    String key = task.key();
    WorkerId self = world.state().id(w);
    WorkerId on = world.scheduler().processingOn(key);
    if (toCompute(task) && !self.equals(on)) {
      add("A1", name(w), key, "there: it is " + StateText.of(task) + "; S: not assigned there");
    }
    if (task.state() == TaskState.MEMORY && !world.scheduler().holders(key).contains(self)) {
      add("A2", name(w), key, "there: it is in memory; S: not held there");
    }
  }

  private void worker(int w, Task task) {
    String key = task.key();
    if (task.state() == TaskState.CANCELLED || task.state() == TaskState.RESCHEDULED) {
      add("L3", name(w), key, "it stays " + StateText.of(task));
    }
    if (task.holder() != Holder.NONE) {
      add("L2", name(w), key, "it is held for ever, " + StateText.of(task));
      if (task.holder() == Holder.TRANSFER) {
        boolean open = world.transfers(w).size() > 0;
        add("S8", name(w), key, open ? "its transfer never ends" : "its transfer has ended");
      }
    }
  }
}
