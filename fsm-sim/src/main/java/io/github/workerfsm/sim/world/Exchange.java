package io.github.workerfsm.sim.world;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.check.IllegalEventException;
import io.github.workerfsm.check.MachineFailedException;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.event.EventKind;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.sim.scheduler.Outgoing;
import io.github.workerfsm.sim.scheduler.SchedulerEvent;
import io.github.workerfsm.table.EndlessChainException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Hands events to workers and stimuli to the scheduler, and puts what they answer where it belongs:
 * channels, threads, transfers, timers.
 */
final class Exchange {
  private final WorldState state;
  private final Ports ports;
  private final NetworkRules network;
  private final @Nullable WorkerPort[] workers;
  private SchedulerPort scheduler;
  private final EventChecks checks;

  Exchange(WorldState state, Ports ports) {
    this.state = state;
    this.ports = ports;
    this.network = ports.network();
    this.workers = new @Nullable WorkerPort[state.workers()];
    this.scheduler = ports.scheduler();
    this.checks = new EventChecks(state, this);
  }

  SchedulerPort scheduler() {
    return scheduler;
  }

  NetworkRules network() {
    return network;
  }

  /**
   * Whether a question of the worker for holders, or the answer, is under way. Of keys that the
   * scheduler does not know the answer is to let go of them.
   */
  boolean asking(int worker) {
    Fifo<Instruction.ToScheduler> questions = state.toScheduler.get(worker);
    for (int i = 0; i < questions.size(); i++) {
      if (questions.get(i) instanceof Instruction.RequestRefreshWhoHas) {
        return true;
      }
    }
    Fifo<Event> answers = state.toWorker.get(worker);
    for (int i = 0; i < answers.size(); i++) {
      switch (answers.get(i).kind()) {
        case REFRESH_WHO_HAS, FREE_KEYS, FORGET_KEYS -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  EventChecks checks() {
    return checks;
  }

  /** The worker, which has to be there. */
  WorkerPort worker(int worker) {
    return Objects.requireNonNull(workers[worker]);
  }

  /** Puts a party in the place of a worker; null where there is none. */
  void seat(int worker, @Nullable WorkerPort port) {
    workers[worker] = port;
  }

  String nextStimulus() {
    return ports.stimulusId(state.stimuli++);
  }

  void start(int worker) {
    WorkerSpec spec = state.spec.workers().get(worker);
    workers[worker] = ports.worker(state.spec.settings(worker));
    state.process[worker] = WorldState.Process.ALIVE;
    state.incarnation[worker]++;
    state.registered[worker] = state.incarnation[worker];
    state.silent[worker] = false;
    state.unserved[worker] = 0;
    tell(new SchedulerEvent.Join(state.id(worker), spec.threads(), spec.resources()));
  }

  /** Hands an event to the worker; a machine that has stopped does not hear it. */
  void feed(int worker, Event event) {
    if (!state.alive(worker)) {
      return;
    }
    List<Instruction> instructions;
    try {
      instructions = worker(worker).handle(event);
    } catch (IllegalEventException e) {
      checks.found(completion(event.kind()) ? "S8" : "S7", worker, "", e.getMessage());
      return;
    } catch (MachineFailedException e) {
      boolean endless =
          e.getCause() instanceof EndlessChainException
              || e.getCause() instanceof StackOverflowError;
      checks.found(endless ? "L6" : "S7", worker, "", e.getMessage());
      state.process[worker] = WorldState.Process.STOPPED;
      return;
    }
    for (Instruction instruction : instructions) {
      carryOut(worker, instruction);
    }
    checks.after(worker, event, instructions);
  }

  private static boolean completion(EventKind kind) {
    return switch (kind) {
      case EXECUTE_SUCCESS,
          EXECUTE_FAILURE,
          RESCHEDULE,
          SECEDE,
          GATHER_SUCCESS,
          GATHER_BUSY,
          GATHER_NETWORK_FAILURE,
          GATHER_FAILURE ->
          true;
      default -> false;
    };
  }

  private void carryOut(int worker, Instruction instruction) {
    if (instruction instanceof Instruction.ToScheduler message) {
      if (state.onStream(worker)) {
        state.toScheduler.get(worker).add(message);
      }
    } else if (instruction instanceof Instruction.Execute execute) {
      execute(worker, execute);
    } else if (instruction instanceof Instruction.GatherDep gather) {
      gather(worker, gather);
    } else if (instruction instanceof Instruction.RetryBusyWorkerLater later) {
      state.retries[worker] |= 1L << state.spec.addressed(later.worker());
    }
  }

  private void execute(int worker, Instruction.Execute execute) {
    checks.starting(worker, execute);
    boolean looks = network.runStart() == NetworkRules.RunStart.ANSWERS_ALREADY_CANCELLED;
    state
        .runs
        .get(worker)
        .add(
            new OpenRun(
                state.spec.keyPosition(execute.key()),
                execute.run(),
                String.valueOf(execute.spec().payload()),
                false,
                looks ? OpenRun.Phase.SCHEDULED : OpenRun.Phase.RUNNING));
  }

  private void gather(int worker, Instruction.GatherDep gather) {
    int peer = state.spec.addressed(gather.worker());
    if (peer < 0) {
      checks.found("S7", worker, "", "is told to ask " + gather.worker() + ", which never was");
      return;
    }
    boolean drops = network.gatherStart() == NetworkRules.GatherStart.DROPS_WHAT_IS_NOT_IN_FLIGHT;
    OpenTransfer transfer =
        new OpenTransfer(
            peer,
            Choice.NONE,
            ImmutableList.copyOf(gather.toGather()),
            gather.totalNbytes(),
            OpenTransfer.Phase.SCHEDULED);
    state.transfers.get(worker).add(drops ? transfer : sent(transfer));
  }

  /** The transfer once its request is sent, which happens now. */
  OpenTransfer sent(OpenTransfer transfer) {
    int peer = transfer.peer();
    OpenTransfer.Phase phase =
        switch (state.process[peer]) {
          case ABSENT -> OpenTransfer.Phase.BROKEN;
          case HUNG, STOPPED -> OpenTransfer.Phase.FORSAKEN;
          case ALIVE -> OpenTransfer.Phase.ASKED;
        };
    return new OpenTransfer(
        peer, state.incarnation[peer], transfer.keys(), transfer.totalNbytes(), phase);
  }

  /** The scheduler is gone; the one that comes after it knows nothing yet. */
  void endScheduler() {
    state.scheduled = false;
    state.epoch++;
    state.secured = 0;
    scheduler = ports.scheduler();
    for (int w = 0; w < state.workers(); w++) {
      state.toWorker.get(w).clear();
      state.toScheduler.get(w).clear();
      state.silent[w] = false;
    }
  }

  /**
   * Hands a stimulus to the scheduler; what it sends to processes that are gone is lost. Without a
   * scheduler nobody hears it: what matters is said again once there is one.
   */
  void tell(SchedulerEvent event) {
    if (!state.scheduled) {
      return;
    }
    long irreplaceable = irreplaceable();
    checks.beforeScheduler(event);
    List<Outgoing> messages;
    try {
      messages = scheduler.handle(event);
    } catch (RuntimeException e) {
      checks.foundAtScheduler("S7", "", event.getClass().getSimpleName() + ": " + e.getMessage());
      return;
    }
    for (Outgoing message : messages) {
      int worker = state.spec.addressed(message.to().address());
      if (worker >= 0
          && state.connected(worker)
          && state.incarnation[worker] == message.to().incarnation()) {
        send(worker, message.message());
      }
    }
    letLeave();
    cancelWhatCannotBe(irreplaceable);
    checks.afterScheduler(event);
  }

  private void send(int worker, Event message) {
    Fifo<Event> channel = state.toWorker.get(worker);
    int overtaken = 0;
    if (network.holderAnswers() == NetworkRules.HolderAnswers.OVERTAKEN
        && message.kind() != EventKind.REFRESH_WHO_HAS) {
      while (overtaken < channel.size()
          && channel.get(channel.size() - 1 - overtaken).kind() == EventKind.REFRESH_WHO_HAS) {
        overtaken++;
      }
    }
    channel.add(message);
    int firstOvertaken = channel.size() - 1 - overtaken;
    for (int i = 0; i < overtaken; i++) {
      channel.add(channel.remove(firstOvertaken));
    }
  }

  /**
   * The wanted tasks that the scheduler knows and that nobody can compute again, as bits: a placed
   * value that they need has been lost, and may have been placed anew since.
   */
  private long irreplaceable() {
    WorldSpec spec = state.spec;
    long tasks = 0;
    if (spec.tasks().size() < spec.keys().size()) {
      for (int task = 0; task < spec.tasks().size(); task++) {
        String key = spec.keys().get(task);
        boolean lone = scheduler.state(key) != null && scheduler.function(key) == null;
        tasks |= lone ? 1L << task : 0;
      }
    }
    return tasks & state.wanted;
  }

  /**
   * When a value is gone that clients have placed, the scheduler forgets what needs it, and tells
   * them: they no longer wait for that. So it does when the last copy is gone of a value that was
   * made of one.
   */
  private void cancelWhatCannotBe(long irreplaceable) {
    WorldSpec spec = state.spec;
    for (int task = 0; irreplaceable >>> task != 0; task++) {
      boolean was = (irreplaceable >>> task & 1) != 0;
      if (was && scheduler.state(spec.keys().get(task)) == null) {
        state.wanted &= ~(1L << task);
      }
    }
    for (int key = spec.tasks().size(); key < spec.keys().size(); key++) {
      if (scheduler.state(spec.keys().get(key)) == null) {
        for (int task = 0; task < spec.tasks().size(); task++) {
          boolean needsIt = (spec.closure(1L << task) >>> key & 1) != 0;
          if (needsIt && scheduler.state(spec.keys().get(task)) == null) {
            state.wanted &= ~(1L << task);
          }
        }
        state.kept &= ~(1L << key);
      }
    }
  }

  /** Whoever waits to be let go, and has been, ends. */
  private void letLeave() {
    for (int w = 0; w < state.workers(); w++) {
      if (state.leaving[w] && !scheduler.registered(state.id(w))) {
        state.registered[w] = -1;
        end(w);
        checks.letGo();
      }
    }
  }

  /** The process is gone: what it has sent, been sent and done is lost. */
  void end(int worker) {
    state.process[worker] = WorldState.Process.ABSENT;
    workers[worker] = null;
    state.heard[worker] = null;
    state.toWorker.get(worker).clear();
    state.toScheduler.get(worker).clear();
    state.runs.get(worker).clear();
    state.transfers.get(worker).clear();
    state.retries[worker] = 0;
    state.leaving[worker] = false;
    breakTransfersFrom(worker, OpenTransfer.Phase.BROKEN);
  }

  /** Changes how the requests stand that the worker has been sent. */
  void breakTransfersFrom(int peer, OpenTransfer.Phase phase) {
    for (int w = 0; w < state.workers(); w++) {
      Fifo<OpenTransfer> open = state.transfers.get(w);
      for (int i = 0; i < open.size(); i++) {
        if (open.get(i).peer() == peer && open.get(i).phase() != OpenTransfer.Phase.SCHEDULED) {
          open.set(i, open.get(i).in(phase));
        }
      }
    }
  }
}
