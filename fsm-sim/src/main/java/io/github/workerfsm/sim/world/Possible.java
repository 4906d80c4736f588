package io.github.workerfsm.sim.world;

import io.github.workerfsm.sim.scheduler.SchedulerTaskState;
import org.jspecify.annotations.Nullable;

/** Says whether something can happen in the present state, budgets apart. */
final class Possible {
  private final WorldState state;
  private final Exchange exchange;

  Possible(WorldState state, Exchange exchange) {
    this.state = state;
    this.exchange = exchange;
  }

  /** Why the choice cannot happen now; null when it can. */
  @Nullable String whyNot(Choice choice) {
    int w = choice.worker();
    if (!state.scheduled && needsScheduler(choice.kind())) {
      return "S is not there";
    }
    return switch (choice.kind()) {
      case ATTEND -> attend(w);
      case RECOVER -> recover();
      case SCHEDULER_DEATH -> null;
      case TO_WORKER -> {
        if (!state.connected(w) || state.toWorker.get(w).isEmpty()) {
          yield "no message is under way from S to " + name(w);
        }
        yield state.process[w] == WorldState.Process.HUNG ? name(w) + " does nothing" : null;
      }
      case TO_SCHEDULER ->
          state.toScheduler.get(w).isEmpty()
              ? "no message is under way from " + name(w) + " to S"
              : null;
      case RUN_START -> run(choice, OpenRun.Phase.SCHEDULED);
      case THREAD_SUCCESS -> success(choice);
      case THREAD_FAILURE, THREAD_RESCHEDULE -> run(choice, OpenRun.Phase.RUNNING);
      case ALREADY_CANCELLED -> run(choice, OpenRun.Phase.ANSWERING);
      case SECEDE -> secede(choice);
      case GATHER_START -> transfer(choice, OpenTransfer.Phase.SCHEDULED);
      case GATHER_OK, GATHER_PARTIAL, GATHER_BUSY, GATHER_FAIL, GATHER_BREAK -> answer(choice);
      case GATHER_NETFAIL -> networkFailure(choice);
      case RETRY_BUSY ->
          !state.alive(w) || (state.retries[w] >>> choice.peer() & 1) == 0
              ? name(w) + " does not wait for " + name(choice.peer())
              : null;
      case FIND_MISSING -> findMissing(w);
      case NOTICE ->
          state.registered[w] < 0
              ? "S does not count " + name(w) + " as a worker"
              : state.known(w) && state.process[w] != WorldState.Process.HUNG
                  ? name(w) + " is there and answers"
                  : null;
      case JOIN -> state.connected(w) ? name(w) + " is there already" : null;
      case DEATH -> state.connected(w) ? null : name(w) + " is not there";
      case HANG, RECONNECT, HEARTBEAT -> atWork(w);
      case LEAVE -> state.leaving[w] ? name(w) + " is leaving already" : atWork(w);
      case PAUSE ->
          atWork(w) == null && !exchange.worker(w).running()
              ? name(w) + " is paused already"
              : atWork(w);
      case UNPAUSE ->
          atWork(w) == null && exchange.worker(w).running()
              ? name(w) + " is not paused"
              : atWork(w);
      case LOSE_DATA, SCATTER -> atWork(w);
      case ACQUIRE, REMOVE -> atWork(w);
      case WANT, REDEFINE -> want(choice);
      case RELEASE -> release(choice);
      case STEAL -> steal(choice);
    };
  }

  /** What workers and clients do they do anyway, as far as nobody has to know of it at once. */
  private static boolean needsScheduler(ChoiceKind kind) {
    return switch (kind) {
      case TO_WORKER,
          TO_SCHEDULER,
          FIND_MISSING,
          NOTICE,
          LEAVE,
          PAUSE,
          UNPAUSE,
          SCHEDULER_DEATH,
          RECONNECT,
          HEARTBEAT,
          SCATTER,
          STEAL,
          ACQUIRE,
          REMOVE ->
          true;
      default -> false;
    };
  }

  private @Nullable String attend(int worker) {
    if (state.scheduled) {
      return "S is there already";
    }
    if (!state.alive(worker)) {
      return name(worker) + " is not there, or does nothing";
    }
    return state.heard[worker] == null ? null : name(worker) + " has been heard already";
  }

  private @Nullable String recover() {
    if (state.scheduled) {
      return "S is there already";
    }
    for (int w = 0; w < state.workers(); w++) {
      if (state.alive(w) && state.heard[w] == null) {
        return name(w) + " has not been heard yet";
      }
    }
    return null;
  }

  private @Nullable String atWork(int worker) {
    if (!state.alive(worker)) {
      return name(worker) + " is not there, or does nothing";
    }
    return state.known(worker) ? null : "S does not count " + name(worker) + " as a worker";
  }

  private @Nullable String run(Choice choice, OpenRun.Phase phase) {
    int w = choice.worker();
    int open = state.alive(w) ? state.findRun(w, choice.key(), choice.number()) : -1;
    if (open < 0) {
      return "no thread of " + name(w) + " runs " + key(choice.key());
    }
    OpenRun.Phase actual = state.runs.get(w).get(open).phase();
    return actual == phase
        ? null
        : "the run of " + key(choice.key()) + " on " + name(w) + " is " + label(actual);
  }

  private static String label(Enum<?> phase) {
    return phase.name().toLowerCase(java.util.Locale.ROOT);
  }

  /** A task that has submitted another one does not end while that one is under way. */
  private @Nullable String success(Choice choice) {
    String reason = run(choice, OpenRun.Phase.RUNNING);
    String awaited = state.spec.awaitedBy(choice.key());
    if (reason != null || awaited == null) {
      return reason;
    }
    String there = exchange.scheduler().state(awaited);
    SchedulerTaskState known = there == null ? null : SchedulerTaskState.byLabel(there);
    return known != null && known.needsInputs()
        ? key(choice.key()) + " waits for the result of " + awaited
        : null;
  }

  private @Nullable String secede(Choice choice) {
    String reason = run(choice, OpenRun.Phase.RUNNING);
    if (reason != null) {
      return reason;
    }
    int open = state.findRun(choice.worker(), choice.key(), choice.number());
    return state.runs.get(choice.worker()).get(open).seceded()
        ? key(choice.key()) + " has seceded already"
        : null;
  }

  private @Nullable OpenTransfer open(Choice choice) {
    int w = choice.worker();
    int open = state.alive(w) ? state.findTransfer(w, choice.peer()) : -1;
    return open < 0 ? null : state.transfers.get(w).get(open);
  }

  private String noTransfer(Choice choice) {
    return "no transfer to " + name(choice.worker()) + " from " + name(choice.peer()) + " is open";
  }

  private @Nullable String transfer(Choice choice, OpenTransfer.Phase phase) {
    OpenTransfer open = open(choice);
    if (open == null) {
      return noTransfer(choice);
    }
    return open.phase() == phase
        ? null
        : "the transfer to "
            + name(choice.worker())
            + " from "
            + name(choice.peer())
            + " is "
            + label(open.phase());
  }

  private @Nullable String answer(Choice choice) {
    String reason = transfer(choice, OpenTransfer.Phase.ASKED);
    OpenTransfer open = open(choice);
    if (reason != null || open == null) {
      return reason;
    }
    if (!state.answerable(open)) {
      return name(choice.peer()) + " does not answer";
    }
    if (choice.kind() == ChoiceKind.GATHER_PARTIAL) {
      for (String key : state.spec.names(choice.keys())) {
        if (!open.keys().contains(key)) {
          return name(choice.peer()) + " has not been asked for " + key;
        }
        if (exchange.worker(choice.peer()).value(key) == null) {
          return name(choice.peer()) + " does not hold " + key;
        }
      }
    }
    return null;
  }

  private @Nullable String networkFailure(Choice choice) {
    OpenTransfer open = open(choice);
    if (open == null) {
      return noTransfer(choice);
    }
    boolean timesOut = exchange.network().silentPeer() == NetworkRules.SilentPeer.TIMES_OUT;
    return switch (open.phase()) {
      case BROKEN -> null;
      case FORSAKEN -> timesOut ? null : "the answer of " + name(choice.peer()) + " is waited for";
      case SCHEDULED, ASKED -> "the connection to " + name(choice.peer()) + " has not failed";
    };
  }

  private @Nullable String findMissing(int w) {
    if (!state.alive(w) || !exchange.worker(w).asksForMissing()) {
      return "nothing is missing on " + name(w);
    }
    return exchange.asking(w) ? name(w) + " has asked and has no answer yet" : null;
  }

  private @Nullable String want(Choice choice) {
    long undefined = choice.keys() & -1L << state.spec.tasks().size();
    if (choice.keys() == 0 || undefined != 0) {
      return "these keys are not of the graph";
    }
    long placed = state.spec.closure(choice.keys()) & -1L << state.spec.tasks().size();
    for (String key : state.spec.names(placed)) {
      if (exchange.scheduler().state(key) == null) {
        return key + ", which they need, is not there";
      }
    }
    return null;
  }

  private @Nullable String release(Choice choice) {
    long others = choice.keys() & ~(state.wanted | state.kept);
    return choice.keys() == 0 || others != 0
        ? "no client wants " + String.join(", ", state.spec.names(others))
        : null;
  }

  private @Nullable String steal(Choice choice) {
    String key = key(choice.key());
    if (exchange.scheduler().processingOn(key) == null) {
      return key + " is not processing";
    }
    return atWork(choice.worker());
  }

  private String name(int worker) {
    return state.spec.workers().get(worker).name();
  }

  private String key(int key) {
    return state.spec.keys().get(key);
  }
}
