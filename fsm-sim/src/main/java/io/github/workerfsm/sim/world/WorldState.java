package io.github.workerfsm.sim.world;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.sim.scheduler.WorkerId;
import io.github.workerfsm.worker.Inventory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the world itself remembers, apart from what workers and scheduler do: small arrays by
 * position of the worker, lists of things that do not change. Cheap to copy, so that an explorer
 * can go back.
 */
final class WorldState {
  /** What a worker's process is. */
  enum Process {
    /** Not there. */
    ABSENT,
    /** There, and at work. */
    ALIVE,
    /** There, but it does nothing any more; its connections are open. */
    HUNG,
    /** There, but its machine has stopped on a defect: it hears messages and does nothing. */
    STOPPED
  }

  final WorldSpec spec;
  final Process[] process;

  /** Of the process, -1 before the first. */
  final int[] incarnation;

  /** The incarnation that the scheduler counts as one of its workers, or -1. */
  final int[] registered;

  /** Whether what the worker sends is lost. */
  final boolean[] silent;

  /** Whether the process waits to be let go. */
  final boolean[] leaving;

  /** Keys that the worker no longer serves, as bits. */
  final long[] unserved;

  /** Peers that are to be asked again after a while, as bits. */
  final long[] retries;

  /** What a new scheduler that has not begun has heard of each worker; null where nothing. */
  final @Nullable Inventory[] heard;

  final List<Fifo<Event>> toWorker = new ArrayList<>();
  final List<Fifo<Instruction.ToScheduler>> toScheduler = new ArrayList<>();
  final List<Fifo<OpenRun>> runs = new ArrayList<>();
  final List<Fifo<OpenTransfer>> transfers = new ArrayList<>();

  /** How often each fault may still happen, by ordinal of the kind; never more than in all. */
  final int[] budget;

  /** How many faults may still happen in all. */
  int faults;

  /** What each key was last submitted to compute; 0 is the function of the graph. */
  final int[] function;

  /** Keys that a client wants, as bits. */
  long wanted;

  /** Keys in memory at the start that are kept until a submission needs them, as bits. */
  long kept;

  /** Whether there is a scheduler at work. */
  boolean scheduled = true;

  /** Keys that a new scheduler has found in memory, and that have not been lost since, as bits. */
  long secured;

  /** Schedulers that have died. */
  int epoch;

  /** Counts stimuli, for their ids. */
  int stimuli;

  WorldState(WorldSpec spec) {
    this.spec = spec;
    int workers = spec.workers().size();
    process = new Process[workers];
    Arrays.fill(process, Process.ABSENT);
    incarnation = new int[workers];
    Arrays.fill(incarnation, -1);
    registered = incarnation.clone();
    silent = new boolean[workers];
    leaving = new boolean[workers];
    unserved = new long[workers];
    retries = new long[workers];
    heard = new @Nullable Inventory[workers];
    budget = spec.budget().toArray();
    faults = spec.budget().total();
    limitBudget();
    function = new int[spec.keys().size()];
    for (int i = 0; i < workers; i++) {
      toWorker.add(new Fifo<>());
      toScheduler.add(new Fifo<>());
      runs.add(new Fifo<>());
      transfers.add(new Fifo<>());
    }
  }

  /** Makes this state equal to the other, of the same specification. */
  void copyFrom(WorldState other) {
    System.arraycopy(other.process, 0, process, 0, process.length);
    System.arraycopy(other.incarnation, 0, incarnation, 0, incarnation.length);
    System.arraycopy(other.registered, 0, registered, 0, registered.length);
    System.arraycopy(other.silent, 0, silent, 0, silent.length);
    System.arraycopy(other.leaving, 0, leaving, 0, leaving.length);
    System.arraycopy(other.unserved, 0, unserved, 0, unserved.length);
    System.arraycopy(other.retries, 0, retries, 0, retries.length);
    System.arraycopy(other.heard, 0, heard, 0, heard.length);
    System.arraycopy(other.budget, 0, budget, 0, budget.length);
    System.arraycopy(other.function, 0, function, 0, function.length);
    for (int i = 0; i < process.length; i++) {
      toWorker.get(i).copyFrom(other.toWorker.get(i));
      toScheduler.get(i).copyFrom(other.toScheduler.get(i));
      runs.get(i).copyFrom(other.runs.get(i));
      transfers.get(i).copyFrom(other.transfers.get(i));
    }
    faults = other.faults;
    wanted = other.wanted;
    kept = other.kept;
    scheduled = other.scheduled;
    secured = other.secured;
    epoch = other.epoch;
    stimuli = other.stimuli;
  }

  /** Takes one of the kind from the budget, if there is one. */
  void spend(ChoiceKind kind) {
    if (budget[kind.ordinal()] > 0) {
      budget[kind.ordinal()]--;
      if (faults != Integer.MAX_VALUE) {
        faults--;
        limitBudget();
      }
    }
  }

  private void limitBudget() {
    for (int i = 0; i < budget.length; i++) {
      budget[i] = Math.min(budget[i], faults);
    }
  }

  int workers() {
    return process.length;
  }

  boolean alive(int worker) {
    return process[worker] == Process.ALIVE;
  }

  /** Whether there is a process with open connections. */
  boolean connected(int worker) {
    return process[worker] != Process.ABSENT;
  }

  /** Whether what the worker sends gets to a scheduler, now or once it has begun. */
  boolean onStream(int worker) {
    return !silent[worker] && (scheduled || heard[worker] != null);
  }

  /** The process as the scheduler names it. */
  WorkerId id(int worker) {
    return new WorkerId(spec.address(worker), incarnation[worker]);
  }

  /** The process that the scheduler knows. */
  WorkerId registeredId(int worker) {
    return new WorkerId(spec.address(worker), registered[worker]);
  }

  /** Whether the scheduler counts the present process as one of its workers. */
  boolean known(int worker) {
    return connected(worker) && registered[worker] == incarnation[worker];
  }

  /** Position in the list of the {@code number}-th live run of the key on the worker, or -1. */
  int findRun(int worker, int key, int number) {
    Fifo<OpenRun> open = runs.get(worker);
    int left = number;
    for (int i = 0; i < open.size(); i++) {
      if (open.get(i).key() == key && left-- == 0) {
        return i;
      }
    }
    return -1;
  }

  /** Position in the list of the open transfer to the worker from the peer, or -1. */
  int findTransfer(int worker, int peer) {
    Fifo<OpenTransfer> open = transfers.get(worker);
    for (int i = 0; i < open.size(); i++) {
      if (open.get(i).peer() == peer) {
        return i;
      }
    }
    return -1;
  }

  /** Whether the one that was asked is still there and able to answer. */
  boolean answerable(OpenTransfer transfer) {
    return transfer.phase() == OpenTransfer.Phase.ASKED
        && process[transfer.peer()] == Process.ALIVE
        && incarnation[transfer.peer()] == transfer.incarnation();
  }

  boolean serves(int worker, int key) {
    return (unserved[worker] >>> key & 1) == 0;
  }
}
