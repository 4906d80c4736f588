package io.github.workerfsm.sim.scheduler;

import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.ERRED;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.MEMORY;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.RELEASED;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.WAITING;

import io.github.workerfsm.task.Holder;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.worker.InventoryEntry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler that goes on where another has died, from the inventories of all workers and from
 * what clients still want.
 *
 * <h2>The protocol</h2>
 *
 * <ol>
 *   <li>The old scheduler is gone, and with it everything that was under way to it and from it.
 *       Workers go on: threads and transfers end, tasks that are ready start. What they would tell
 *       the scheduler is dropped.
 *   <li>The new one has an epoch, larger than that of every scheduler before it, of which its runs
 *       and requests are numbers: none of them can be mistaken for an older one.
 *   <li>It opens a connection to each worker, on which the worker first sends its inventory, taken
 *       at that moment, then whatever happens, as ever. Nothing of that is handled before all
 *       workers have been heard, or given up.
 *   <li>Clients state what they want, with the definitions of all that it needs.
 *   <li>Of all this the books are made, in one stimulus, whose messages are ordinary ones. A worker
 *       need not know that the scheduler is another.
 * </ol>
 *
 * <h2>What becomes of what is found</h2>
 *
 * <ul>
 *   <li>A value that somebody needs is in memory, with all its holders; others are freed.
 *   <li>A run, or an assignment that has not started, of a task that is needed and has its inputs,
 *       is adopted under its own number. Of several, one that a thread is at comes first, then the
 *       first worker's; the others are freed. So are those of tasks that wait again.
 *   <li>A failure that a worker keeps is one of the failures that are allowed.
 *   <li>Requests for stealing are void: whoever has the task keeps it, and what has been given up
 *       is nobody's, so that it is assigned anew.
 *   <li>Keys that no client needs are forgotten wherever they are known.
 *   <li>Values of which there is no definition and no copy are lost, and what needs them with them.
 * </ul>
 *
 * <p>Counters of what was bad luck (workers that died with a task, failures that nobody keeps)
 * start anew. A value is taken for that of the present definition of its key: who lets a key be
 * computed by another function has to let the old values go before.
 */
final class Reconstruction {
  private final SchedulerState scheduler;
  private final SchedulerEvent.Recover event;
  private final Inventories inventories = new Inventories();

  /** Keys that workers know and nobody needs, before anything was forgotten. */
  private final Set<String> strangers = new LinkedHashSet<>();

  private Reconstruction(SchedulerState scheduler, SchedulerEvent.Recover event) {
    this.scheduler = scheduler;
    this.event = event;
  }

  /** Throws, with one line, if there is no sense in it. */
  static void check(SchedulerState scheduler, SchedulerEvent.Recover event) {
    if (!scheduler.tasks.isEmpty() || !scheduler.workers.isEmpty()) {
      throw new IllegalArgumentException(
          "recover: the scheduler has tasks or workers already, expected a new one");
    }
    Set<WorkerId> seen = new LinkedHashSet<>();
    for (Attendance attendance : event.workers()) {
      if (!seen.add(attendance.worker())) {
        throw new IllegalArgumentException(
            "recover: worker " + attendance.worker() + " attends twice, expected once");
      }
    }
    // what has no definition was placed by a client, and is lost if no worker has it
    Set<String> placed = new LinkedHashSet<>(event.wanted());
    event.tasks().forEach(task -> placed.addAll(task.dependencies()));
    ClientHandlers.check(
        scheduler, new SchedulerEvent.Submit(event.tasks(), event.wanted()), placed);
  }

  static void recover(SchedulerState scheduler, SchedulerEvent.Recover event) {
    new Reconstruction(scheduler, event).run();
  }

  private void run() {
    scheduler.identities.epoch(event.epoch());
    register();
    define();
    want();
    inventories.each(this::takeStock);
    loseWhatNobodyHas();
    inventories.each(this::takeFailure);
    scheduler.settle();
    inventories.each(this::offerAdoption);
    refuseDoubtful();
    // values go last: they may be read by what is to be let go first
    List<Outgoing> values = scheduler.outbox.take();
    // those that need others before them: nothing is taken from a task that runs
    inventories.eachDependentsFirst(this::clear);
    scheduler.outbox.putLast(values);
    inventories.each(this::keepPromise);
    announceAbsent();
  }

  private void register() {
    for (Attendance attendance : event.workers()) {
      WorkerRecord worker =
          new WorkerRecord(
              attendance.worker(),
              attendance.inventory().threads(),
              attendance.inventory().resources(),
              scheduler.joins++);
      worker.status = attendance.inventory().running() ? WorkerStatus.RUNNING : WorkerStatus.PAUSED;
      scheduler.workers.put(worker.id(), worker);
      inventories.add(worker, attendance.inventory().entries());
    }
  }

  /** What clients have said; whoever knows a key has been told of it. */
  private void define() {
    for (TaskDefinition definition : event.tasks()) {
      TaskRecord task = known(definition.key());
      task.definition = definition;
      task.retriesLeft = definition.retries();
    }
    for (TaskDefinition definition : event.tasks()) {
      TaskRecord task = known(definition.key());
      definition.dependencies().forEach(input -> task.link(known(input)));
    }
    event.wanted().forEach(key -> known(key).wanted = true);
    inventories.each(
        (worker, entry) -> {
          TaskRecord task = scheduler.tasks.get(entry.key());
          if (task == null) {
            strangers.add(entry.key());
          } else {
            task.told.add(worker);
          }
        });
  }

  private TaskRecord known(String key) {
    return scheduler.tasks.computeIfAbsent(key, TaskRecord::new);
  }

  /** As if nothing had ever been computed. */
  private void want() {
    for (int i = event.wanted().size() - 1; i >= 0; i--) {
      TaskRecord task = known(event.wanted().get(i));
      if (task.state() == RELEASED) {
        scheduler.engine.recommend(task, WAITING);
      }
    }
    scheduler.settle();
    new ArrayList<>(scheduler.tasks.values())
        .stream().filter(task -> task.state() == RELEASED).forEach(scheduler::forgetIfLoose);
    scheduler.settle();
  }

  /** A value arrives; what only it needed, and itself if nobody needs it, is let go. */
  private void takeStock(WorkerRecord worker, InventoryEntry entry) {
    TaskRecord task = scheduler.tasks.get(entry.key());
    if (task == null || !entry.inMemory()) {
      return;
    }
    if (task.state() == MEMORY) {
      scheduler.addHolder(task, worker);
    } else {
      scheduler.engine.recommend(task, MEMORY, new OutcomeRules.Arrival(worker, entry.nbytes()));
      scheduler.settle();
    }
  }

  /**
   * Needed or not: what has been made of a lost value stays as long as somebody has it, and can
   * never be computed again.
   */
  private void loseWhatNobodyHas() {
    for (TaskRecord task : List.copyOf(scheduler.tasks.values())) {
      if (task.definition == null && (task.state() == WAITING || task.state() == RELEASED)) {
        ReleaseRules.cancelDependents(scheduler, task);
        scheduler.settle();
      }
    }
  }

  /** One of the failures that are allowed, if nobody is at another try. */
  private void takeFailure(WorkerRecord worker, InventoryEntry entry) {
    TaskRecord task = scheduler.tasks.get(entry.key());
    String failure = entry.failure();
    if (task == null || failure == null || task.state() != WAITING) {
      return;
    }
    task.erredOn.add(worker);
    if (inventories.anyAssigned(task.key())) {
      return;
    }
    if (task.retriesLeft > 0) {
      task.retriesLeft--;
    } else {
      scheduler.engine.recommend(task, ERRED, new OutcomeRules.Blame(failure, task.key()));
      scheduler.settle();
    }
  }

  /** Whether the task is wanted as it has been assigned there, and can be left there. */
  private void offerAdoption(WorkerRecord worker, InventoryEntry entry) {
    TaskRecord task = scheduler.tasks.get(entry.key());
    TaskSpec assignment = entry.assignment();
    if (task == null
        || assignment == null
        || !startable(task)
        || !isOf(assignment, task.definition)) {
      return;
    }
    boolean running = entry.holder() == Holder.THREAD;
    if (task.adopted == null || (running && !startedOn(task.adopted.worker(), task))) {
      task.adopted = new Adoption(worker, assignment.run(), entry.seceded());
    }
  }

  private boolean startable(TaskRecord task) {
    return scheduler.runnable.contains(task)
        || task.state() == WAITING && scheduler.policies.speculation();
  }

  private static boolean isOf(TaskSpec assignment, @Nullable TaskDefinition definition) {
    return definition != null
        && Objects.equals(assignment.payload(), definition.function())
        && assignment.dependencies().equals(definition.dependencies());
  }

  private boolean startedOn(WorkerRecord worker, TaskRecord task) {
    InventoryEntry entry = inventories.find(worker, task.key());
    return entry != null && entry.holder() == Holder.THREAD;
  }

  /**
   * A task cannot be left to a worker that computes an input of it in vain: it would start with
   * that, and the input be taken from under it.
   */
  private void refuseDoubtful() {
    boolean changed;
    do {
      changed = false;
      for (TaskRecord task : scheduler.tasks.values()) {
        Adoption adopted = task.adopted;
        if (adopted != null
            && task.inputs.stream().anyMatch(input -> computedInVain(input, adopted.worker()))) {
          task.adopted = null;
          changed = true;
        }
      }
    } while (changed);
  }

  private boolean computedInVain(TaskRecord task, WorkerRecord worker) {
    InventoryEntry entry = inventories.find(worker, task.key());
    return entry != null
        && entry.assignment() != null
        && (task.adopted == null || task.adopted.worker() != worker);
  }

  /** Tells the worker what is not to go on, and where to find what it looks for. */
  private void clear(WorkerRecord worker, InventoryEntry entry) {
    TaskRecord task = scheduler.tasks.get(entry.key());
    if (task == null) {
      if (strangers.contains(entry.key())) {
        scheduler.outbox.forget(worker, entry.key());
      }
      return;
    }
    boolean coming = task.state() != RELEASED && task.state() != ERRED;
    switch (entry.state()) {
      case WAITING_FOR_DEPENDENCIES, READY, CONSTRAINED, EXECUTING, LONG_RUNNING ->
          freeUnlessAdopted(worker, task);
      case RESCHEDULED -> {
        if (entry.assignment() != null) {
          freeUnlessAdopted(worker, task);
        } else if (!coming) {
          scheduler.outbox.free(worker, task.key());
        }
      }
      case FETCH, FLIGHT, MISSING -> {
        if (!coming) {
          scheduler.outbox.free(worker, task.key());
        }
      }
      case ERROR -> {
        if (!task.erredOn.contains(worker)) {
          scheduler.outbox.free(worker, task.key());
        }
      }
      // values have been told about when they arrived; nobody wants the others here
      case MEMORY, CANCELLED, RELEASED, NEW, FORGOTTEN -> {}
    }
  }

  /** What the worker does not look for by itself, or cannot find, it is told. */
  private void keepPromise(WorkerRecord worker, InventoryEntry entry) {
    TaskRecord task = scheduler.tasks.get(entry.key());
    if (task != null
        && task.state() == MEMORY
        && !task.whoHas.contains(worker)
        && (entry.promised() || entry.state() == TaskState.MISSING)) {
      scheduler.announce(task, worker);
    }
  }

  private void freeUnlessAdopted(WorkerRecord worker, TaskRecord task) {
    if (task.adopted == null || task.adopted.worker() != worker) {
      scheduler.outbox.free(worker, task.key());
    }
  }

  /** Workers that others know as holders, and that have not come back. */
  private void announceAbsent() {
    TreeSet<String> named = new TreeSet<>();
    inventories.each(
        (worker, entry) -> {
          named.addAll(entry.holders());
          if (entry.comingFrom() != null) {
            named.add(entry.comingFrom());
          }
        });
    for (String address : named) {
      if (scheduler.byAddress(address) == null) {
        scheduler.departed.add(address);
      }
    }
  }
}
