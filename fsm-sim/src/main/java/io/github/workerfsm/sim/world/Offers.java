package io.github.workerfsm.sim.world;

import io.github.workerfsm.sim.scheduler.WorkerId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The choices of the present state, in a fixed order: messages, threads, transfers, timers,
 * workers, then the faults for which there is a budget, by kind, and each by position of worker,
 * peer and key.
 */
final class Offers {
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
    List<Choice> all = due();
    offers.clear();
    for (ChoiceKind kind : ChoiceKind.values()) {
      if (kind.fault() && state.budget[kind.ordinal()] > 0) {
        fault(kind);
      }
    }
    all.addAll(offers);
    return all;
  }

  /** Everything but faults. */
  List<Choice> due() {
    offers.clear();
    for (int w = 0; w < state.workers(); w++) {
      offer(Choice.at(ChoiceKind.TO_WORKER, w));
      offer(Choice.at(ChoiceKind.TO_SCHEDULER, w));
      offer(Choice.at(ChoiceKind.ATTEND, w));
    }
    offer(Choice.atScheduler(ChoiceKind.RECOVER));
    for (int w = 0; w < state.workers(); w++) {
      runs(w, ChoiceKind.RUN_START, ChoiceKind.THREAD_SUCCESS, ChoiceKind.ALREADY_CANCELLED);
      transfers(w, ChoiceKind.GATHER_START, ChoiceKind.GATHER_OK, ChoiceKind.GATHER_NETFAIL);
    }
    for (int w = 0; w < state.workers(); w++) {
      for (int peer = 0; peer < state.workers(); peer++) {
        offer(Choice.transfer(ChoiceKind.RETRY_BUSY, w, peer, 0));
      }
      offer(Choice.at(ChoiceKind.FIND_MISSING, w));
      offer(Choice.at(ChoiceKind.NOTICE, w));
      offer(Choice.at(ChoiceKind.UNPAUSE, w));
    }
    return new ArrayList<>(offers);
  }

  private void offer(Choice choice) {
    if (possible.whyNot(choice) == null) {
      offers.add(choice);
    }
  }

  private void runs(int worker, ChoiceKind... kinds) {
    for (ChoiceKind kind : kinds) {
      Fifo<OpenRun> runs = state.runs.get(worker);
      for (int i = 0; i < runs.size(); i++) {
        int key = runs.get(i).key();
        int number = 0;
        for (int j = 0; j < i; j++) {
          number += runs.get(j).key() == key ? 1 : 0;
        }
        offer(Choice.run(kind, worker, key, number));
      }
    }
  }

  private void transfers(int worker, ChoiceKind... kinds) {
    Fifo<OpenTransfer> transfers = state.transfers.get(worker);
    for (int i = 0; i < transfers.size(); i++) {
      for (ChoiceKind kind : kinds) {
        offer(Choice.transfer(kind, worker, transfers.get(i).peer(), 0));
      }
    }
  }

  private void fault(ChoiceKind kind) {
    switch (kind) {
      case THREAD_FAILURE, THREAD_RESCHEDULE, SECEDE -> eachWorker(w -> runs(w, kind));
      case GATHER_BUSY, GATHER_FAIL, GATHER_BREAK -> eachWorker(w -> transfers(w, kind));
      case GATHER_PARTIAL -> eachWorker(this::partialReplies);
      case JOIN, DEATH, HANG, LEAVE, PAUSE, RECONNECT, HEARTBEAT ->
          eachWorker(w -> offer(Choice.at(kind, w)));
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
                  if (w != state.spec.addressed(victim.address())) {
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
