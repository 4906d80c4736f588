package io.github.workerfsm.sim.world;

import com.google.common.collect.ImmutableSet;
import io.github.workerfsm.check.InvariantViolation;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.sim.scheduler.Attendance;
import io.github.workerfsm.sim.scheduler.SchedulerEvent;
import io.github.workerfsm.sim.scheduler.WorkerId;
import io.github.workerfsm.task.Holder;
import io.github.workerfsm.task.Role;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.Value;
import io.github.workerfsm.worker.InventoryEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The safety properties S1 to S12, checked after every event: those of one machine and of the
 * scheduler by themselves, those between them here, S11 in {@link CounterCheck}.
 */
final class EventChecks {
  private final WorldState state;
  private final Exchange exchange;
  private final Set<Violation> found = new LinkedHashSet<>();
  private final CounterCheck counters;

  /** Runs of keys that have been executed, each in one long. */
  private long[] executed = new long[16];

  private int executions;
  private boolean invariants = true;

  private static final ImmutableSet<String> UNDER_WAY =
      ImmutableSet.of("waiting", "queued", "no-worker", "processing");

  EventChecks(WorldState state, Exchange exchange) {
    this.state = state;
    this.exchange = exchange;
    this.counters = new CounterCheck(state.spec, this);
  }

  /** What has been found so far, each once, in the order of finding. */
  List<Violation> found() {
    return new ArrayList<>(found);
  }

  boolean sound() {
    return found.isEmpty();
  }

  void clear() {
    found.clear();
  }

  /** Forgets what has been found and which runs have been executed: another state begins. */
  void forget() {
    if (!found.isEmpty()) {
      found.clear();
    }
    executions = 0;
  }

  /** Switches the invariants of the parties on or off; they cost most of the time. */
  void invariants(boolean on) {
    invariants = on;
  }

  void found(String property, int worker, String key, @Nullable String what) {
    found.add(
        new Violation(
            property, state.spec.workers().get(worker).name(), key, String.valueOf(what)));
  }

  void foundAtScheduler(String property, String key, String what) {
    found.add(new Violation(property, "S", key, what));
  }

  /** S10, before the run is noted. */
  void starting(int worker, Instruction.Execute execute) {
    if (state.findRun(worker, state.spec.keyPosition(execute.key()), 0) >= 0) {
      found("S10", worker, execute.key(), "a second thread starts it beside the first");
    }
    beside(worker, execute.key());
    if ((state.secured >>> state.spec.keyPosition(execute.key()) & 1) != 0
        && !cancelled(worker, execute.key())) {
      found("S12", worker, execute.key(), "it is run again, and is in memory since the recovery");
    }
    if (execute.run() != TaskSpec.NO_RUN && !note(execute)) {
      found("S10", worker, execute.key(), "run " + execute.run() + " is executed again");
    }
  }

  /** Whether this run of the key is executed for the first time. */
  private boolean note(Instruction.Execute execute) {
    long run = execute.run() << Byte.SIZE | state.spec.keyPosition(execute.key());
    for (int i = 0; i < executions; i++) {
      if (executed[i] == run) {
        return false;
      }
    }
    if (executions == executed.length) {
      executed = Arrays.copyOf(executed, executions * 2);
    }
    executed[executions++] = run;
    return true;
  }

  /** S10: of two live runs of a key one has been cancelled, or is being so. */
  private void beside(int worker, String key) {
    int position = state.spec.keyPosition(key);
    for (int other = 0; other < state.workers(); other++) {
      if (other != worker
          && state.scheduled
          && state.alive(other)
          && state.known(other)
          && state.findRun(other, position, 0) >= 0
          && !cancelled(other, key)
          && !cancelled(worker, key)) {
        String name = state.spec.workers().get(other).name();
        found("S10", worker, key, "it is run beside " + name + ", and neither is cancelled");
      }
    }
  }

  /** Whether it is not to be run there any more, and the worker knows or will hear of it. */
  private boolean cancelled(int worker, String key) {
    Task task = exchange.worker(worker).task(key);
    if (task == null || task.role() != Role.COMPUTE) {
      return true;
    }
    Fifo<Event> messages = state.toWorker.get(worker);
    for (int i = 0; i < messages.size(); i++) {
      Event message = messages.get(i);
      if (message instanceof Event.FreeKeys free && free.keys().contains(key)
          || message instanceof Event.ForgetKeys forget && forget.keys().contains(key)) {
        return true;
      }
    }
    return false;
  }

  void after(int worker, Event event, List<Instruction> instructions) {
    attribution(worker, event, instructions);
    invariants(worker);
  }

  /** S9 at the worker: what is reported of a run names that run. */
  private void attribution(int worker, Event event, List<Instruction> instructions) {
    String key = null;
    long run = TaskSpec.NO_RUN;
    if (event instanceof Event.ExecuteSuccess success) {
      key = success.key();
      run = success.run();
    } else if (event instanceof Event.ExecuteFailure failure) {
      key = failure.key();
      run = failure.run();
    }
    if (key == null || run == TaskSpec.NO_RUN) {
      return;
    }
    for (Instruction instruction : instructions) {
      long told = run;
      if (instruction instanceof Instruction.TaskFinished finished && finished.key().equals(key)) {
        told = finished.run();
      } else if (instruction instanceof Instruction.TaskErred erred && erred.key().equals(key)) {
        told = erred.run();
      }
      if (told != run) {
        found("S9", worker, key, "run " + run + " has ended, run " + told + " is reported");
      }
    }
  }

  /** The invariants of one worker, on its own and with what the world does for it. */
  void invariants(int worker) {
    if (!invariants) {
      return;
    }
    WorkerPort port = exchange.worker(worker);
    try {
      port.check();
    } catch (InvariantViolation e) {
      for (InvariantViolation.Finding finding : e.findings()) {
        found(finding.invariant().id(), worker, finding.key(), finding.what());
      }
    }
    threads(worker, port);
    for (int key = 0; key < state.spec.keys().size(); key++) {
      Task task = port.task(state.spec.keys().get(key));
      if (task != null) {
        holder(worker, task);
      }
    }
  }

  /** S4 and S8: as many threads as slots, and each behind a task that it holds. */
  private void threads(int worker, WorkerPort port) {
    Fifo<OpenRun> runs = state.runs.get(worker);
    int counted = 0;
    for (int i = 0; i < runs.size(); i++) {
      OpenRun run = runs.get(i);
      String key = state.spec.keys().get(run.key());
      counted += run.seceded() ? 0 : 1;
      Task task = port.task(key);
      if (task == null || task.holder() != Holder.THREAD) {
        found("S8", worker, key, "a thread runs it that does not hold it");
      } else if (run.seceded() && !task.seceded()) {
        found("S4", worker, key, "its thread has left the slots, and it still holds one");
      }
    }
    int slots = state.spec.workers().get(worker).threads();
    if (counted > slots) {
      found("S4", worker, "", counted + " threads run beside each other, of " + slots);
    }
  }

  private void holder(int worker, Task task) {
    switch (task.holder()) {
      case THREAD -> {
        if (state.findRun(worker, state.spec.keyPosition(task.key()), 0) < 0) {
          found("S4", worker, task.key(), "it holds a thread, and none runs it");
        }
      }
      case TRANSFER -> {
        if (!inTransfer(worker, task)) {
          found("S8", worker, task.key(), "it is in a transfer that nobody works at");
        }
      }
      case NONE -> {}
    }
  }

  private boolean inTransfer(int worker, Task task) {
    String from = task.comingFrom();
    int open = from == null ? -1 : state.findTransfer(worker, state.spec.addressed(from));
    return open >= 0;
  }

  private long inMemory() {
    long keys = 0;
    for (int key = 0; key < state.spec.keys().size(); key++) {
      keys |= exchange.scheduler().holders(state.spec.keys().get(key)).isEmpty() ? 0 : 1L << key;
    }
    return keys;
  }

  /**
   * S12: what is in memory on a living worker when a scheduler recovers is in memory for it, unless
   * nobody needs it; and until the scheduler knows that it is lost, or has let go of it, it is not
   * run again. What nobody takes over from a worker that leaves in order is lost when it is let go,
   * see {@link #letGo}.
   */
  private void secure(SchedulerEvent event) {
    if (event instanceof SchedulerEvent.Recover recover) {
      state.secured = inMemory();
      for (Attendance attendance : recover.workers()) {
        for (InventoryEntry entry : attendance.inventory().entries()) {
          String now = exchange.scheduler().state(entry.key());
          if (entry.inMemory() && UNDER_WAY.contains(String.valueOf(now))) {
            foundAtScheduler("S12", entry.key(), "a worker has it in memory, and it is " + now);
          }
        }
      }
    } else if (state.secured != 0
        && (event instanceof SchedulerEvent.Lost
            || event instanceof SchedulerEvent.Join
            || event instanceof SchedulerEvent.Release
            || letsGo(event))) {
      state.secured &= inMemory();
    }
  }

  /** The scheduler has let a worker go that leaves in order, whatever the stimulus was. */
  void letGo() {
    state.secured &= inMemory();
  }

  /** A result for whose sake inputs are let go, or news that a copy is gone. */
  private static boolean letsGo(SchedulerEvent event) {
    return event instanceof SchedulerEvent.FromWorker from
        && (from.message() instanceof Instruction.TaskFinished
            || from.message() instanceof Instruction.TaskErred
            || from.message() instanceof Instruction.ReleaseWorkerData);
  }

  void beforeScheduler(SchedulerEvent event) {
    if (invariants) {
      counters.before(exchange.scheduler(), event);
    }
  }

  void afterScheduler(SchedulerEvent event) {
    secure(event);
    if (event instanceof SchedulerEvent.FromWorker message
        && message.message() instanceof Instruction.TaskFinished finished) {
      acceptance(message.worker(), finished.key());
    }
    if (invariants) {
      counters.after(exchange.scheduler(), event);
      for (String finding : exchange.scheduler().findings()) {
        foundAtScheduler("S1", "", finding);
      }
    }
  }

  /** S9 at the scheduler: what it takes for the value of a task is what the task computes. */
  private void acceptance(WorkerId from, String key) {
    int worker = state.spec.addressed(from.address());
    SchedulerPort scheduler = exchange.scheduler();
    String function = scheduler.function(key);
    if (function == null
        || worker < 0
        || !state.alive(worker)
        || !scheduler.holders(key).contains(from)) {
      return;
    }
    Value value = exchange.worker(worker).value(key);
    if (value != null
        && value.payload() instanceof Product product
        && !product.function().equals(function)) {
      foundAtScheduler(
          "S9", key, "a value of " + product.function() + " is taken for one of " + function);
    }
  }
}
