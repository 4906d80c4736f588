package io.github.workerfsm.sim.world;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.scheduler.WorkerId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The choices of the present state, in a fixed order: messages, threads, transfers, timers,
 * workers, then the faults for which there is a budget, by kind, and each by position of worker,
 * peer and key.
 */
final class Offers {
  private static final ImmutableList<ChoiceKind> FAULTS =
      Arrays.stream(ChoiceKind.values())
          .filter(ChoiceKind::fault)
          .collect(ImmutableList.toImmutableList());

  private final WorldState state;
  private final Exchange exchange;
  private final Possible possible;
  private final List<Choice> offers = new ArrayList<>();

  Offers(WorldState state, Exchange exchange, Possible possible) {
    this.state = state;
    this.exchange = exchange;
    this.possible = possible;
  }

  /** Everything that can happen now; the caller's to keep. */
  List<Choice> all() {
    offers.clear();
    collectDue();
    for (ChoiceKind kind : FAULTS) {
      if (state.budget[kind.ordinal()] > 0) {
        fault(kind);
      }
    }
    return new ArrayList<>(offers);
  }

  /** Every fault of the kind, budgets apart. */
  List<Choice> faults(ChoiceKind kind) {
    offers.clear();
    fault(kind);
    return new ArrayList<>(offers);
  }

  /** Everything but faults. */
  List<Choice> due() {
    offers.clear();
    collectDue();
    return new ArrayList<>(offers);
  }

  private void collectDue() {
    for (int w = 0; w < state.workers(); w++) {
      if (!state.toWorker.get(w).isEmpty()) {
        offer(Choice.at(ChoiceKind.TO_WORKER, w));
      }
      if (!state.toScheduler.get(w).isEmpty()) {
        offer(Choice.at(ChoiceKind.TO_SCHEDULER, w));
      }
      if (!state.scheduled) {
        offer(Choice.at(ChoiceKind.ATTEND, w));
      }
    }
    if (!state.scheduled) {
      offer(Choice.atScheduler(ChoiceKind.RECOVER));
    }
    for (int w = 0; w < state.workers(); w++) {
      if (!state.runs.get(w).isEmpty()) {
        runs(w, OpenRun.Phase.SCHEDULED, ChoiceKind.RUN_START);
        runs(w, OpenRun.Phase.RUNNING, ChoiceKind.THREAD_SUCCESS);
        runs(w, OpenRun.Phase.ANSWERING, ChoiceKind.ALREADY_CANCELLED);
      }
      if (!state.transfers.get(w).isEmpty()) {
        transfers(w);
      }
    }
    for (int w = 0; w < state.workers(); w++) {
      timers(w);
    }
  }

  /** What cannot be is not asked about: to say why it cannot takes longest of all. */
  private void timers(int w) {
    boolean alive = state.alive(w);
    for (int peer = 0; state.retries[w] >>> peer != 0; peer++) {
      if ((state.retries[w] >>> peer & 1) != 0) {
        offer(Choice.transfer(ChoiceKind.RETRY_BUSY, w, peer, 0));
      }
    }
    if (alive && exchange.worker(w).asksForMissing()) {
      offer(Choice.at(ChoiceKind.FIND_MISSING, w));
    }
    if (!alive || !state.known(w)) {
      offer(Choice.at(ChoiceKind.NOTICE, w));
    }
    if (alive && !exchange.worker(w).running()) {
      offer(Choice.at(ChoiceKind.UNPAUSE, w));
    }
  }

  private void offer(Choice choice) {
    if (possible.whyNot(choice) == null) {
      offers.add(choice);
    }
  }

  private void runs(int worker, OpenRun.Phase phase, ChoiceKind kind) {
    Fifo<OpenRun> runs = state.runs.get(worker);
    for (int i = 0; i < runs.size(); i++) {
      OpenRun run = runs.get(i);
      if (run.phase() == phase) {
        int number = 0;
        for (int j = 0; j < i; j++) {
          number += runs.get(j).key() == run.key() ? 1 : 0;
        }
        offer(Choice.run(kind, worker, run.key(), number));
      }
    }
  }

  private void transfers(int worker) {
    Fifo<OpenTransfer> transfers = state.transfers.get(worker);
    for (int i = 0; i < transfers.size(); i++) {
      int peer = transfers.get(i).peer();
      ChoiceKind kind =
          switch (transfers.get(i).phase()) {
            case SCHEDULED -> ChoiceKind.GATHER_START;
            case ASKED -> state.spec.workers().get(peer).answer();
            case BROKEN, FORSAKEN -> ChoiceKind.GATHER_NETFAIL;
          };
      offer(Choice.transfer(kind, worker, peer, 0));
    }
  }

  private void answers(int worker, ChoiceKind kind) {
    Fifo<OpenTransfer> transfers = state.transfers.get(worker);
    for (int i = 0; i < transfers.size(); i++) {
      if (transfers.get(i).phase() == OpenTransfer.Phase.ASKED) {
        offer(Choice.transfer(kind, worker, transfers.get(i).peer(), 0));
      }
    }
  }

  private void fault(ChoiceKind kind) {
    switch (kind) {
      case THREAD_FAILURE, THREAD_RESCHEDULE, SECEDE ->
          eachWorker(w -> runs(w, OpenRun.Phase.RUNNING, kind));
      case GATHER_BUSY, GATHER_FAIL, GATHER_BREAK -> eachWorker(w -> answers(w, kind));
      case GATHER_PARTIAL -> eachWorker(this::partialReplies);
      case DEATH, HANG, LEAVE, RECONNECT -> eachWorker(w -> losses(kind, w));
      case JOIN, PAUSE, HEARTBEAT -> eachWorker(w -> offer(Choice.at(kind, w)));
      case SCHEDULER_DEATH -> offer(Choice.atScheduler(kind));
      case WANT, REDEFINE -> wants(kind);
      case RELEASE -> eachKey(state.wanted, k -> offer(Choice.keys(kind, Choice.NONE, 1L << k)));
      case SCATTER ->
          eachKey(
              -1L << state.spec.tasks().size(),
              k -> eachWorker(w -> offer(Choice.key(kind, w, k))));
      case STEAL -> steals();
      case REMOVE -> held();
      case LOSE_DATA -> {}
      case ACQUIRE -> acquisitions();
      default -> throw new IllegalStateException(kind + " is no fault");
    }
  }

  /** The last worker stays: a cluster without one delivers nothing, whatever the rules. */
  private void losses(ChoiceKind kind, int worker) {
    for (int other = 0; other < state.workers(); other++) {
      if (other != worker && state.alive(other) && state.known(other) && !state.leaving[other]) {
        offer(Choice.at(kind, worker));
        return;
      }
    }
  }

  private void eachWorker(IntConsumer each) {
    for (int w = 0; w < state.workers(); w++) {
      each.accept(w);
    }
  }

  private void eachKey(long keys, IntConsumer each) {
    for (int k = 0; k < state.spec.keys().size(); k++) {
      if ((keys >>> k & 1) != 0) {
        each.accept(k);
      }
    }
  }

  /** Nothing, and, of several values, all but one. */
  private void partialReplies(int worker) {
    Fifo<OpenTransfer> transfers = state.transfers.get(worker);
    for (int i = 0; i < transfers.size(); i++) {
      OpenTransfer transfer = transfers.get(i);
      long held = 0;
      if (state.answerable(transfer)) {
        for (String key : transfer.keys()) {
          boolean there = exchange.worker(transfer.peer()).value(key) != null;
          held |= there ? 1L << state.spec.keyPosition(key) : 0;
        }
      }
      offerPartial(worker, transfer, 0);
      long all = held;
      if (Long.bitCount(all) > 1) {
        eachKey(all, k -> offerPartial(worker, transfer, all & ~(1L << k)));
      }
    }
  }

  private void offerPartial(int worker, OpenTransfer transfer, long keys) {
    offer(Choice.transfer(ChoiceKind.GATHER_PARTIAL, worker, transfer.peer(), keys));
  }

  private void wants(ChoiceKind kind) {
    eachKey(
        state.spec.wants() & ~state.wanted,
        k -> offer(Choice.want(1L << k, kind == ChoiceKind.WANT ? 0 : state.function[k] + 1)));
  }

  private void steals() {
    eachKey(
        (1L << state.spec.tasks().size()) - 1,
        k -> {
          WorkerId victim = exchange.scheduler().processingOn(state.spec.keys().get(k));
          if (victim != null) {
            eachWorker(
                w -> {
                  if (state.alive(w) && w != state.spec.addressed(victim.address())) {
                    offer(Choice.key(ChoiceKind.STEAL, w, k));
                  }
                });
          }
        });
  }

  private void held() {
    eachKey(
        -1L,
        k -> {
          for (WorkerId holder : exchange.scheduler().holders(state.spec.keys().get(k))) {
            int w = state.spec.addressed(holder.address());
            offer(Choice.keys(ChoiceKind.REMOVE, w, 1L << k));
          }
        });
  }

  private void acquisitions() {
    eachKey(
        -1L,
        k -> {
          List<WorkerId> holders = exchange.scheduler().holders(state.spec.keys().get(k));
          if (!holders.isEmpty()) {
            eachWorker(
                w -> {
                  if (!holders.contains(state.id(w))) {
                    offer(Choice.keys(ChoiceKind.ACQUIRE, w, 1L << k));
                  }
                });
          }
        });
  }
}
