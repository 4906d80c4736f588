package io.github.workerfsm.worker;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.check.Invariant;
import io.github.workerfsm.check.InvariantViolation.Finding;
import io.github.workerfsm.task.Failure;
import io.github.workerfsm.task.Holder;
import io.github.workerfsm.task.Role;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.task.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Checks every invariant that one worker can see, on the state between two events. Reads everything
 * and changes nothing; costs time in proportion to tasks and links.
 *
 * <p>Rule sets that take a scattered value although a thread or a transfer holds the task leave a
 * claim on a task with an outcome, and rule sets that leave a task alone whose input is let go have
 * it wait for what is not on its way, or run without it, and rule sets that only note an
 * announcement have missing tasks with a holder; only there, these are not findings.
 */
final class InvariantCheck {
  private static final double ROUNDING = 1e-9;
  private static final ImmutableList<TaskState> STATES = ImmutableList.copyOf(TaskState.values());

  private final WorkerState worker;
  private final boolean heldOutcomes;
  private final boolean inputsLeft;
  private final boolean holdersNoted;
  private final List<Finding> findings = new ArrayList<>();
  private final int[] population = new int[STATES.size()];
  private final Map<String, Double> held = new TreeMap<>();
  private int executing;
  private int longRunning;
  private int inTransfer;
  private long nbytes;

  /** What every task of the table is marked with, so that a link is checked without a look-up. */
  private final int mark;

  private InvariantCheck(WorkerState worker) {
    this.worker = worker;
    this.mark = worker.newMark();
    this.inputsLeft = worker.policies.lostInput() == Policies.LostInput.LEFT;
    this.holdersNoted = worker.policies.announcedHolders() == Policies.AnnouncedHolders.NOTED;
    this.heldOutcomes = worker.policies.scatterOntoHeld() == Policies.ScatterOntoHeld.TAKE;
  }

  /** What is broken, in the order of keys and addresses; empty when nothing is. */
  static List<Finding> findings(WorkerState worker) {
    InvariantCheck check = new InvariantCheck(worker);
    worker.tasks.forEach(check::enter);
    check.rest(worker.tasks::forEach, worker.transfers::forEach);
    return check.findings.isEmpty() ? List.of() : inOrder(worker);
  }

  /**
   * The same for a worker whose table has just been made of these very tasks, which therefore are
   * in it; going through them in the order in which they lie in memory is the fastest.
   */
  static List<Finding> findings(WorkerState worker, Consumer<Consumer<TaskNode>> restored) {
    InvariantCheck check = new InvariantCheck(worker);
    restored.accept(task -> task.place(check.mark));
    check.rest(restored, worker.transfers::forEach);
    return check.findings.isEmpty() ? List.of() : inOrder(worker);
  }

  /** Sorting takes longer than checking, and is of no use where nothing is found. */
  private static List<Finding> inOrder(WorkerState worker) {
    InvariantCheck check = new InvariantCheck(worker);
    List<TaskNode> tasks = worker.tasks.sorted();
    tasks.forEach(check::enter);
    check.rest(tasks::forEach, worker.transfers.sorted()::forEach);
    return check.findings;
  }

  private void rest(Consumer<Consumer<TaskNode>> tasks, Consumer<Consumer<Peer>> peers) {
    tasks.accept(this::task);
    peers.accept(this::peer);
    totals();
  }

  private void enter(TaskNode task) {
    boolean there = worker.tasks.get(task.key()) == task;
    require(task, Invariant.IDENTITY, there, "not in the table");
    if (there) {
      task.place(mark);
    }
  }

  private boolean known(TaskNode task) {
    return task.place() == mark;
  }

  private void task(TaskNode task) {
    population[task.state().ordinal()]++;
    identity(task);
    facts(task);
    claims(task);
    values(task);
    membership(task);
    waits(task);
  }

  private void identity(TaskNode task) {
    for (Edge edge = task.firstInput(); edge != null; edge = task.inputAfter(edge)) {
      if (!known(edge.input)) {
        found(task, Invariant.IDENTITY, "its input " + edge.input + " is not in the table");
      }
    }
    int waiters = 0;
    for (Edge edge = task.firstConsumer; edge != null; edge = task.consumerAfter(edge)) {
      waiters += edge.claims() ? 1 : 0;
      if (!known(edge.consumer)) {
        found(task, Invariant.IDENTITY, "its dependent " + edge.consumer + " is not in the table");
      }
    }
    if (waiters != task.waiters) {
      found(task, Invariant.IDENTITY, "counts " + task.waiters + " waiters, has " + waiters);
    }
  }

  /** The state is a function of role, holder and value. */
  private void facts(TaskNode task) {
    Role role = task.role();
    Holder holder = task.holder();
    boolean agrees =
        switch (task.state()) {
          case WAITING_FOR_DEPENDENCIES, READY, CONSTRAINED ->
              role == Role.COMPUTE && holder == Holder.NONE;
          case EXECUTING -> role == Role.COMPUTE && holder == Holder.THREAD && !task.seceded();
          case LONG_RUNNING -> role == Role.COMPUTE && holder == Holder.THREAD && task.seceded();
          case FETCH, MISSING -> role == Role.FETCH && holder == Holder.NONE;
          case FLIGHT -> role == Role.FETCH && holder == Holder.TRANSFER;
          case CANCELLED -> role == Role.NONE && holder != Holder.NONE;
          case RESCHEDULED ->
              role == Role.FETCH && holder == Holder.THREAD
                  || role == Role.COMPUTE && holder == Holder.TRANSFER;
          case MEMORY, ERROR -> heldOutcomes || holder == Holder.NONE;
          case RELEASED -> role == Role.NONE && holder == Holder.NONE;
          case NEW, FORGOTTEN -> false;
        };
    if (!agrees) {
      found(
          task,
          Invariant.FACTS,
          "role " + role + " and holder " + holder + " do not go with the state");
    }
    require(
        task,
        Invariant.FACTS,
        heldOutcomes || !task.done(),
        "its completion has been handled and is still noted");
  }

  private void claims(TaskNode task) {
    if (task.holder() == Holder.THREAD) {
      executing += task.seceded() ? 0 : 1;
      longRunning += task.seceded() ? 1 : 0;
      TaskSpec started = task.running();
      if (started != null && !started.resources().isEmpty()) {
        started.resources().amounts().forEach((n, amount) -> held.merge(n, amount, Double::sum));
      }
    } else if (task.holder() == Holder.TRANSFER) {
      inTransfer++;
      Transfer transfer = task.transfer();
      require(
          task,
          Invariant.CLAIMS,
          transfer != null
              && transfer.peer().transfer == transfer
              && List.of(transfer.tasks()).contains(task),
          "is in no open transfer");
    }
  }

  private void values(TaskNode task) {
    boolean inMemory = task.state() == TaskState.MEMORY;
    boolean failed = task.state() == TaskState.ERROR;
    if (inMemory != task.content instanceof Value || failed != task.content instanceof Failure) {
      found(task, Invariant.VALUES, "what is stored does not go with the state: " + task.content);
    }
    if (inMemory) {
      nbytes += task.nbytes;
      require(task, Invariant.VALUES, task.nbytes >= 0, "the size of its value is not known");
    }
    boolean reads =
        switch (task.state()) {
          case READY, CONSTRAINED -> true;
          // a run that was cancelled and wanted again has read its inputs long ago
          case EXECUTING, LONG_RUNNING -> task.running() == task.spec;
          default -> false;
        };
    if (reads) {
      for (Edge edge = task.firstInput(); edge != null; edge = task.inputAfter(edge)) {
        if (!inputsLeft && edge.input.state() != TaskState.MEMORY) {
          found(task, Invariant.VALUES, "its input " + edge.input + " is not in memory");
        }
      }
    }
  }

  private void membership(TaskNode task) {
    TaskState state = task.state();
    require(
        task,
        Invariant.MEMBERSHIP,
        (state == TaskState.READY) == worker.slots.ready.contains(task)
            && (state == TaskState.CONSTRAINED) == worker.slots.constrained.contains(task),
        "is in the wrong queue for a thread");
    require(
        task,
        Invariant.MEMBERSHIP,
        (state == TaskState.MISSING) == (worker.missing.get(task.key()) == task),
        "and the keys that are asked about disagree");
    require(
        task,
        Invariant.MEMBERSHIP,
        holdersNoted || state != TaskState.FETCH || task.located(),
        "no holder is known");
    require(
        task,
        Invariant.MEMBERSHIP,
        holdersNoted || state != TaskState.MISSING || !task.located(),
        "a holder is known");
    require(
        task,
        Invariant.MEMBERSHIP,
        !task.promised() || !task.located() && state != TaskState.MEMORY,
        "a holder is promised although one is known");
    for (Replica replica = task.firstReplica; replica != null; replica = replica.nextOfTask) {
      if ((state == TaskState.FETCH) != replica.peer.contains(task)) {
        found(task, Invariant.MEMBERSHIP, "is wrongly in or out of the queue of " + replica.peer);
      }
      if (worker.transfers.find(replica.peer.address()) != replica.peer) {
        found(task, Invariant.IDENTITY, "its holder " + replica.peer + " is not among the peers");
      }
      require(
          task,
          Invariant.IDENTITY,
          !replica.peer.address().equals(worker.settings().address()),
          "this worker is noted as its holder");
    }
  }

  private void waits(TaskNode task) {
    int awaited = 0;
    for (Edge edge = task.firstInput(); edge != null; edge = task.inputAfter(edge)) {
      if (edge.awaited()) {
        awaited++;
      }
      if (task.state() == TaskState.WAITING_FOR_DEPENDENCIES) {
        if (!inputsLeft && edge.awaited() == (edge.input.state() == TaskState.MEMORY)) {
          found(
              task,
              Invariant.WAITING,
              (edge.awaited() ? "waits" : "does not wait") + " for its input " + edge.input);
        }
        if (!inputsLeft && edge.awaited() && !onItsWay(edge.input.state())) {
          found(task, Invariant.WAITING, "waits for " + edge.input + ", which is not on its way");
        }
      }
    }
    if (awaited != task.waitingFor) {
      found(
          task, Invariant.WAITING, "counts " + task.waitingFor + " missing inputs, has " + awaited);
    }
    if ((task.state() == TaskState.WAITING_FOR_DEPENDENCIES) != awaited > 0) {
      found(task, Invariant.WAITING, "waits for " + awaited + " inputs");
    }
  }

  private static boolean onItsWay(TaskState state) {
    return switch (state) {
      case WAITING_FOR_DEPENDENCIES,
          READY,
          CONSTRAINED,
          EXECUTING,
          LONG_RUNNING,
          RESCHEDULED,
          FETCH,
          MISSING,
          FLIGHT ->
          true;
      case NEW, MEMORY, ERROR, CANCELLED, RELEASED, FORGOTTEN -> false;
    };
  }

  private void peer(Peer peer) {
    int queued = 0;
    Replica replica = peer.firstReplica;
    while (replica != null) {
      queued += replica.queueEntry == TaskQueue.OUT ? 0 : 1;
      if (!known(replica.task)) {
        found(Invariant.IDENTITY, replica + " is of no known task");
      }
      replica = peer.replicaAfter(replica);
    }
    if (queued != peer.size() || (queued > 0 && !peer.listed)) {
      found(
          Invariant.MEMBERSHIP,
          "queue of " + peer + " has " + peer.size() + " tasks, " + queued + " are marked");
    }
    Transfer transfer = peer.transfer;
    if (transfer != null && !heldOutcomes) {
      for (TaskNode task : transfer.tasks()) {
        require(task, Invariant.CLAIMS, task.transfer() == transfer, "has left its open transfer");
      }
    }
  }

  private void totals() {
    int tasks = 0;
    for (TaskState state : STATES) {
      int there = population[state.ordinal()];
      tasks += there;
      int counted = worker.population(state);
      if (state != TaskState.FORGOTTEN && there != counted) {
        found(
            Invariant.MEMBERSHIP,
            counted + " tasks are counted in " + state.label() + ", there are " + there);
      }
    }
    require(Invariant.MEMBERSHIP, tasks == worker.tasks.size(), "the table miscounts its tasks");
    require(
        Invariant.MEMBERSHIP,
        worker.slots.ready.size() == worker.population(TaskState.READY)
            && worker.slots.constrained.size() == worker.population(TaskState.CONSTRAINED)
            && worker.missing.size() == worker.population(TaskState.MISSING),
        "a queue has tasks that are in another state");
    require(
        Invariant.SLOTS,
        executing == worker.slots.executing() && longRunning == worker.slots.longRunning(),
        "tasks on threads are miscounted");
    if (executing > worker.slots.allowed()) {
      found(Invariant.SLOTS, executing + " tasks hold one of " + worker.slots.allowed() + " slots");
    }
    require(
        Invariant.CLAIMS,
        inTransfer == worker.transfers.claimed(),
        "tasks in transfers are miscounted");
    if (nbytes != worker.nbytes) {
      found(Invariant.VALUES, worker.nbytes + " bytes are counted in memory, there are " + nbytes);
    }
    if (!heldOutcomes) {
      resources();
    }
  }

  private void resources() {
    worker
        .slots
        .resources
        .available()
        .forEach(
            (name, available) -> {
              double total = worker.slots.resources.total().amounts().getOrDefault(name, 0.0);
              double sum = available + held.getOrDefault(name, 0.0);
              if (available <= -ROUNDING || Math.abs(sum - total) >= ROUNDING) {
                found(
                    Invariant.RESOURCES,
                    "of resource "
                        + name
                        + " there are "
                        + available
                        + " free and "
                        + held.getOrDefault(name, 0.0)
                        + " held, of "
                        + total);
              }
            });
  }

  private void require(Invariant invariant, boolean holds, String what) {
    if (!holds) {
      found(invariant, what);
    }
  }

  private void require(TaskNode task, Invariant invariant, boolean holds, String what) {
    if (!holds) {
      found(task, invariant, what);
    }
  }

  private void found(Invariant invariant, String what) {
    findings.add(new Finding(invariant, "", what));
  }

  private void found(TaskNode task, Invariant invariant, String what) {
    findings.add(new Finding(invariant, task.toString(), what));
  }
}
