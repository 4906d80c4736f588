package io.github.workerfsm.transport.worker;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.Failure;
import io.github.workerfsm.transport.Offer;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Transfers and timers, as events of the machine: each gather-dep ends in exactly one of success,
 * busy, network failure and failure; a busy peer is asked again later; keys without a holder are
 * asked about regularly.
 *
 * <p>Thread-safe. Nothing here blocks.
 */
public final class EventLoop {
  private final String name;
  private final Transfers transfers;
  private final Consumer<Event> completions;
  private final Function<Event, Offer> events;
  private final Duration busyRetry;
  private final ScheduledThreadPoolExecutor timers;
  private final AtomicLong stimuli = new AtomicLong();

  /**
   * An event loop whose regular timers run.
   *
   * @param completions takes what the machine waits for; must not refuse
   * @param events takes what it does not wait for; may refuse, it comes again
   * @param busyRetry how long a busy peer is left alone
   * @param findMissing how often keys without a holder are asked about
   */
  public EventLoop(
      String name,
      Transfers transfers,
      Consumer<Event> completions,
      Function<Event, Offer> events,
      Duration busyRetry,
      Duration findMissing) {
    this.name = name;
    this.transfers = transfers;
    this.completions = completions;
    this.events = events;
    this.busyRetry = busyRetry;
    timers =
        new ScheduledThreadPoolExecutor(
            1,
            run -> {
              Thread thread = new Thread(run, name + "-timers");
              thread.setDaemon(true);
              return thread;
            });
    timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    long nanos = findMissing.toNanos();
    timers.scheduleWithFixedDelay(this::regularly, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  private void regularly() {
    transfers.tick();
    Offer offer = events.apply(new Event.FindMissing(stimulus("find-missing")));
    if (offer == Offer.CLOSED) {
      timers.shutdown();
    }
  }

  /** Brings values from a peer. */
  public void gather(Instruction.GatherDep instruction) {
    transfers
        .gather(instruction.worker(), instruction.toGather())
        .thenAccept(gathered -> completions.accept(event(instruction, gathered)));
  }

  private Event event(Instruction.GatherDep asked, Gathered gathered) {
    String worker = asked.worker();
    long nbytes = asked.totalNbytes();
    if (gathered instanceof Gathered.Values values) {
      return new Event.GatherSuccess(stimulus("gathered"), worker, nbytes, values.values());
    } else if (gathered instanceof Gathered.Busy) {
      return new Event.GatherBusy(stimulus("busy"), worker, nbytes);
    } else if (gathered instanceof Gathered.Unusable unusable) {
      return new Event.GatherFailure(
          stimulus("unusable"), worker, nbytes, Failure.of(unusable.why()));
    }
    return new Event.GatherNetworkFailure(stimulus("unreachable"), worker, nbytes);
  }

  /** Says after a while that a busy peer may be asked again. */
  public void retryLater(Instruction.RetryBusyWorkerLater instruction) {
    try {
      timers.schedule(
          () ->
              completions.accept(
                  new Event.RetryBusyWorker(stimulus("retry"), instruction.worker())),
          busyRetry.toNanos(),
          TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // The worker is closed; nobody waits.
    }
  }

  /** Ends the timers. Transfers end with their network. */
  public void stop() {
    timers.shutdownNow();
  }

  private String stimulus(String what) {
    return name + "-" + what + "-" + stimuli.incrementAndGet();
  }
}
