package io.github.workerfsm.sim.world;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.sim.scheduler.Attendance;
import io.github.workerfsm.sim.scheduler.SchedulerEvent;
import io.github.workerfsm.sim.scheduler.TaskDefinition;
import io.github.workerfsm.task.Failure;
import io.github.workerfsm.task.Holder;
import io.github.workerfsm.task.Role;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.task.Value;
import io.github.workerfsm.worker.Inventory;
import java.util.Arrays;

/** Lets a possible choice happen. */
final class Acts {
  /** Bytes of every value. */
  static final long NBYTES = 1;

  private static final double SECONDS_IN_SLOT = 1;

  private final WorldState state;
  private final Exchange exchange;

  Acts(WorldState state, Exchange exchange) {
    this.state = state;
    this.exchange = exchange;
  }

  void perform(Choice choice) {
    int w = choice.worker();
    switch (choice.kind()) {
      case TO_WORKER -> toWorker(w);
      case TO_SCHEDULER ->
          exchange.tell(
              new SchedulerEvent.FromWorker(state.id(w), state.toScheduler.get(w).removeFirst()));
      case ATTEND -> state.heard[w] = exchange.worker(w).inventory();
      case RECOVER -> recover();
      case RUN_START -> startRun(choice);
      case THREAD_SUCCESS -> succeed(choice);
      case THREAD_FAILURE -> fail(choice);
      case THREAD_RESCHEDULE, ALREADY_CANCELLED -> reschedule(choice);
      case SECEDE -> secede(choice);
      case GATHER_START -> startGather(choice);
      case GATHER_OK, GATHER_PARTIAL, GATHER_BUSY, GATHER_FAIL, GATHER_NETFAIL -> answer(choice);
      case GATHER_BREAK -> breakRequest(choice);
      case RETRY_BUSY -> {
        state.retries[w] &= ~(1L << choice.peer());
        exchange.feed(
            w,
            new Event.RetryBusyWorker(exchange.nextStimulus(), state.spec.address(choice.peer())));
      }
      case FIND_MISSING -> exchange.feed(w, new Event.FindMissing(exchange.nextStimulus()));
      case NOTICE -> notice(w);
      case JOIN -> join(w);
      case DEATH -> exchange.end(w);
      case HANG -> {
        state.process[w] = WorldState.Process.HUNG;
        exchange.breakTransfersFrom(w, OpenTransfer.Phase.FORSAKEN);
      }
      case LEAVE -> leave(w);
      case PAUSE -> pause(w, true);
      case UNPAUSE -> pause(w, false);
      case LOSE_DATA -> state.unserved[w] |= 1L << choice.key();
      case SCHEDULER_DEATH -> exchange.endScheduler();
      case RECONNECT -> reconnect(w);
      case HEARTBEAT -> heartbeat(w);
      case WANT, REDEFINE -> submit(choice.keys(), choice.number());
      case RELEASE -> release(choice.keys());
      case SCATTER -> scatter(choice);
      case STEAL -> exchange.tell(new SchedulerEvent.Steal(key(choice.key()), state.id(w)));
      case ACQUIRE -> exchange.tell(new SchedulerEvent.Acquire(state.id(w), names(choice.keys())));
      case REMOVE -> exchange.tell(new SchedulerEvent.Remove(state.id(w), names(choice.keys())));
    }
  }

  private void toWorker(int worker) {
    Event message = state.toWorker.get(worker).removeFirst();
    exchange.feed(worker, message);
    if (message instanceof Event.RemoveWorker removed
        && exchange.network().removedPeer() == NetworkRules.RemovedPeer.CONNECTIONS_CLOSED) {
      int peer = state.spec.addressed(removed.worker());
      int open = peer < 0 ? -1 : state.findTransfer(worker, peer);
      if (open >= 0 && forsaken(state.transfers.get(worker).get(open))) {
        setTransfer(worker, open, OpenTransfer.Phase.BROKEN);
      }
    }
  }

  private boolean forsaken(OpenTransfer transfer) {
    return transfer.phase() != OpenTransfer.Phase.SCHEDULED && !state.answerable(transfer);
  }

  private void setTransfer(int worker, int open, OpenTransfer.Phase phase) {
    Fifo<OpenTransfer> transfers = state.transfers.get(worker);
    transfers.set(open, transfers.get(open).in(phase));
  }

  private void startRun(Choice choice) {
    int open = state.findRun(choice.worker(), choice.key(), choice.number());
    Fifo<OpenRun> runs = state.runs.get(choice.worker());
    Task task = exchange.worker(choice.worker()).task(key(choice.key()));
    boolean cancelled = task != null && task.role() == Role.NONE && task.holder() == Holder.THREAD;
    runs.set(open, runs.get(open).in(cancelled ? OpenRun.Phase.ANSWERING : OpenRun.Phase.RUNNING));
  }

  private OpenRun take(Choice choice) {
    int open = state.findRun(choice.worker(), choice.key(), choice.number());
    return state.runs.get(choice.worker()).remove(open);
  }

  private void succeed(Choice choice) {
    OpenRun run = take(choice);
    String key = key(run.key());
    Value value = new Value(new Product(key, run.function(), run.run()), NBYTES, run.function());
    exchange.feed(
        choice.worker(), new Event.ExecuteSuccess(exchange.nextStimulus(), key, run.run(), value));
  }

  private void fail(Choice choice) {
    OpenRun run = take(choice);
    String key = key(run.key());
    exchange.feed(
        choice.worker(),
        new Event.ExecuteFailure(
            exchange.nextStimulus(), key, run.run(), Failure.of(key + " has failed")));
  }

  private void reschedule(Choice choice) {
    OpenRun run = take(choice);
    exchange.feed(
        choice.worker(), new Event.Reschedule(exchange.nextStimulus(), key(run.key()), run.run()));
  }

  private void secede(Choice choice) {
    Fifo<OpenRun> runs = state.runs.get(choice.worker());
    int open = state.findRun(choice.worker(), choice.key(), choice.number());
    OpenRun run = runs.get(open);
    runs.set(open, run.outsideOfSlots());
    exchange.feed(
        choice.worker(),
        new Event.Secede(exchange.nextStimulus(), key(run.key()), run.run(), SECONDS_IN_SLOT));
  }

  private void startGather(Choice choice) {
    int w = choice.worker();
    int open = state.findTransfer(w, choice.peer());
    Fifo<OpenTransfer> transfers = state.transfers.get(w);
    OpenTransfer transfer = transfers.get(open);
    ImmutableList.Builder<String> kept = ImmutableList.builder();
    for (String key : transfer.keys()) {
      Task task = exchange.worker(w).task(key);
      if (task != null && task.state() == TaskState.FLIGHT) {
        kept.add(key);
      }
    }
    ImmutableList<String> asked = kept.build();
    if (asked.isEmpty()) {
      transfers.remove(open);
    } else {
      transfers.set(open, exchange.sent(transfer.of(asked)));
    }
    exchange.checks().invariants(w);
  }

  private void answer(Choice choice) {
    int w = choice.worker();
    OpenTransfer transfer = state.transfers.get(w).remove(state.findTransfer(w, choice.peer()));
    String peer = state.spec.address(choice.peer());
    long nbytes = transfer.totalNbytes();
    String id = exchange.nextStimulus();
    exchange.feed(
        w,
        switch (choice.kind()) {
          case GATHER_BUSY -> new Event.GatherBusy(id, peer, nbytes);
          case GATHER_NETFAIL -> new Event.GatherNetworkFailure(id, peer, nbytes);
          case GATHER_FAIL ->
              new Event.GatherFailure(id, peer, nbytes, Failure.of("the values cannot be read"));
          default -> new Event.GatherSuccess(id, peer, nbytes, reply(transfer, choice));
        });
  }

  private ImmutableMap<String, Value> reply(OpenTransfer transfer, Choice choice) {
    ImmutableMap.Builder<String, Value> reply = ImmutableMap.builder();
    WorkerPort peer = exchange.worker(transfer.peer());
    for (String key : transfer.keys()) {
      int position = state.spec.keyPosition(key);
      boolean offered =
          choice.kind() == ChoiceKind.GATHER_OK
              ? state.serves(transfer.peer(), position)
              : (choice.keys() >>> position & 1) != 0;
      Value value = peer.value(key);
      if (offered && value != null) {
        reply.put(key, value);
      }
    }
    return reply.buildOrThrow();
  }

  private void breakRequest(Choice choice) {
    boolean closes = exchange.network().brokenRequest() == NetworkRules.BrokenRequest.CLOSES;
    setTransfer(
        choice.worker(),
        state.findTransfer(choice.worker(), choice.peer()),
        closes ? OpenTransfer.Phase.BROKEN : OpenTransfer.Phase.FORSAKEN);
  }

  private void notice(int worker) {
    SchedulerEvent.Lost lost = new SchedulerEvent.Lost(state.registeredId(worker));
    if (state.known(worker)) {
      state.toWorker.get(worker).clear();
      state.toScheduler.get(worker).clear();
    }
    state.registered[worker] = -1;
    exchange.tell(lost);
  }

  private void join(int worker) {
    if (state.registered[worker] >= 0) {
      notice(worker);
    }
    exchange.start(worker);
  }

  /** The process ends when the scheduler has let it go, which may take a while. */
  private void leave(int worker) {
    state.leaving[worker] = true;
    exchange.tell(new SchedulerEvent.Leave(state.id(worker)));
  }

  private void pause(int worker, boolean paused) {
    String id = exchange.nextStimulus();
    exchange.feed(worker, paused ? new Event.Pause(id) : new Event.Unpause(id));
    exchange.tell(new SchedulerEvent.Paused(state.id(worker), paused));
  }

  private void reconnect(int worker) {
    switch (exchange.network().brokenStream()) {
      case WORKER_ENDS -> exchange.end(worker);
      case SENDER_STAYS_STOPPED -> state.silent[worker] = true;
    }
  }

  private void heartbeat(int worker) {
    ImmutableList.Builder<String> executing = ImmutableList.builder();
    Fifo<OpenRun> runs = state.runs.get(worker);
    for (int i = 0; i < runs.size(); i++) {
      executing.add(key(runs.get(i).key()));
    }
    exchange.tell(new SchedulerEvent.Heartbeat(state.id(worker), executing.build()));
  }

  /** A client submits what it wants; what was kept for that is no longer kept for its own sake. */
  void submit(long wanted, int function) {
    long all = state.spec.closure(wanted);
    ImmutableList.Builder<TaskDefinition> tasks = ImmutableList.builder();
    long inputs = 0;
    for (int i = 0; i < state.spec.tasks().size(); i++) {
      if ((all >>> i & 1) != 0) {
        if ((wanted >>> i & 1) != 0) {
          state.function[i] = function;
        }
        TaskDefinition task = defined(i);
        tasks.add(task);
        for (String input : task.dependencies()) {
          inputs |= 1L << state.spec.keyPosition(input);
        }
      }
    }
    exchange.tell(new SchedulerEvent.Submit(tasks.build(), names(wanted)));
    state.wanted |= wanted;
    long placed = -1L << state.spec.tasks().size();
    long letGo = state.kept & inputs & ~state.wanted & ~placed;
    state.kept &= ~letGo & ~state.wanted;
    if (letGo != 0) {
      exchange.tell(new SchedulerEvent.Release(names(letGo)));
    }
  }

  /** The task as it was last submitted: another function is told by a number after its name. */
  private TaskDefinition defined(int key) {
    TaskDefinition task = state.spec.task(key);
    int function = state.function[key];
    return function == 0
        ? task
        : new TaskDefinition(
            task.key(),
            task.dependencies(),
            task.function() + function,
            task.priority(),
            task.resources(),
            task.workers(),
            task.retries());
  }

  /**
   * Clients say again what they want, and which of the values that they have placed they have not
   * let go of; of one that they have been told is lost they take no note if it turns up.
   */
  private void recover() {
    ImmutableList.Builder<Attendance> attendances = ImmutableList.builder();
    for (int w = 0; w < state.workers(); w++) {
      Inventory inventory = state.heard[w];
      state.registered[w] = inventory == null ? -1 : state.incarnation[w];
      if (inventory != null) {
        attendances.add(new Attendance(state.id(w), inventory));
      }
    }
    long wanted = state.wanted | state.kept;
    long needed = state.spec.closure(wanted);
    ImmutableList.Builder<TaskDefinition> tasks = ImmutableList.builder();
    for (int i = 0; i < state.spec.tasks().size(); i++) {
      if ((needed >>> i & 1) != 0) {
        tasks.add(defined(i));
      }
    }
    state.scheduled = true;
    Arrays.fill(state.heard, null);
    exchange.tell(
        new SchedulerEvent.Recover(state.epoch, attendances.build(), tasks.build(), names(wanted)));
    for (int w = 0; w < state.workers(); w++) {
      if (state.leaving[w]) {
        exchange.tell(new SchedulerEvent.Leave(state.id(w)));
      }
    }
  }

  private void release(long keys) {
    state.wanted &= ~keys;
    state.kept &= ~keys;
    exchange.tell(new SchedulerEvent.Release(names(keys)));
  }

  /** The client keeps what it has placed until it lets go of everything. */
  private void scatter(Choice choice) {
    int w = choice.worker();
    state.kept |= 1L << choice.key();
    String key = key(choice.key());
    Value value = new Value(new Product(key, "client", TaskSpec.NO_RUN), NBYTES, "client");
    exchange.tell(new SchedulerEvent.Scattered(state.id(w), key, NBYTES));
    exchange.feed(
        w, new Event.UpdateData(exchange.nextStimulus(), ImmutableMap.of(key, value), false));
  }

  private ImmutableList<String> names(long keys) {
    return ImmutableList.copyOf(state.spec.names(keys));
  }

  private String key(int position) {
    return state.spec.keys().get(position);
  }
}
