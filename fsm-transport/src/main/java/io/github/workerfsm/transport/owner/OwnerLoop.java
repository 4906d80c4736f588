package io.github.workerfsm.transport.owner;

import io.github.workerfsm.check.IllegalEventException;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * The one thread that owns a machine. Everybody else tells it events or asks it questions through
 * the {@link Mailbox}; what the machine wants done goes out through the {@link Dispatcher}.
 *
 * <p>Letters are taken in batches and handled one by one; instructions leave after each letter, so
 * that an input is still here when its consumer is started, and the dispatcher is flushed once a
 * batch. An event that the machine refuses is told to the listener and changes nothing. A defect of
 * the machine or the dispatcher stops the loop for good.
 *
 * <p>Thread-safe. {@link #stop} is idempotent, bounded, and allowed in every state and from every
 * thread, the owner's included.
 */
public final class OwnerLoop {
  private final WorkerStateMachine machine;
  private final Dispatcher dispatcher;
  private final OwnerListener listener;
  private final Mailbox<Object> mailbox;
  private final Thread thread;
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicLong handled = new AtomicLong();
  private final AtomicInteger lost = new AtomicInteger();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder full = new LongAdder();
  private final LongAdder closed = new LongAdder();

  /**
   * A loop that is not running yet. From {@link #start} on, the machine belongs to its thread.
   *
   * @param name of the thread
   * @param capacity letters that may wait, see {@link Mailbox}
   */
  public OwnerLoop(
      String name,
      WorkerStateMachine machine,
      int capacity,
      Dispatcher dispatcher,
      OwnerListener listener) {
    this.machine = machine;
    this.dispatcher = dispatcher;
    this.listener = listener;
    mailbox = new Mailbox<>(capacity);
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  /**
   * Starts the thread. Letters may be handed in before.
   *
   * @throws IllegalStateException when called twice, or after {@link #stop}
   */
  public void start() {
    if (!started.compareAndSet(false, true)) {
      throw new IllegalStateException("the loop " + thread.getName() + " cannot be started again");
    }
    thread.start();
  }

  /** Hands in an event that comes unasked: from the scheduler, or a timer. */
  public Offer tell(Event event) {
    return counted(mailbox.offer(event));
  }

  private Offer counted(Offer offer) {
    switch (offer) {
      case ACCEPTED -> accepted.increment();
      case FULL -> full.increment();
      case CLOSED -> closed.increment();
    }
    return offer;
  }

  /** Hands in the completion of something that the machine has asked for: never full. */
  public Offer tellOwed(Event completion) {
    return counted(mailbox.offerOwed(completion));
  }

  /** Calls back once there is room, see {@link Mailbox#whenRoom}. */
  public void whenRoom(Runnable retry) {
    mailbox.whenRoom(retry);
  }

  /**
   * Asks the machine something, in its turn among the events. The question reads and does not
   * change; it may not block.
   *
   * @return the answer, completed in the owner's thread; fails with {@link
   *     RejectedExecutionException} when the mailbox is full or closed, or the loop has stopped
   *     before its turn
   */
  public <A> CompletableFuture<A> ask(Function<WorkerStateMachine, A> question) {
    Question<A> letter = new Question<>(question, new CompletableFuture<>());
    Offer offer = counted(mailbox.offer(letter));
    if (offer != Offer.ACCEPTED) {
      letter.reject("the mailbox of " + thread.getName() + " is " + offer);
    }
    return letter.answer;
  }

  /**
   * Takes no more letters, handles those that were accepted, and ends the thread.
   *
   * @param atMost how long to wait for that; the loop goes on ending after it
   * @return whether the loop has ended; false at once when the owner's thread stops itself, for it
   *     ends after the letter in hand
   */
  public boolean stop(Duration atMost) {
    mailbox.close();
    if (started.compareAndSet(false, true)) {
      abandon(mailbox.takeNow());
      return true;
    }
    if (Thread.currentThread() == thread) {
      return false;
    }
    return joined(atMost);
  }

  private boolean joined(Duration atMost) {
    try {
      // A join of 0 ms would wait for ever.
      thread.join(Math.max(1, atMost.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return hasEnded();
  }

  /** Whether the thread has ended, by {@link #stop} or by a defect. */
  public boolean hasEnded() {
    return mailbox.isClosed() && !thread.isAlive();
  }

  /** Letters handled so far, refused ones included. */
  public long handled() {
    return handled.get();
  }

  /** Letters that were accepted and will never be handled; 0 unless the loop failed. */
  public int lost() {
    return lost.get();
  }

  /** Letters that were accepted: handled, lost, or waiting. */
  public long accepted() {
    return accepted.sum();
  }

  /** Letters that were refused because there was no room. */
  public long refusedFull() {
    return full.sum();
  }

  /** Letters that were refused because the mailbox was closed. */
  public long refusedClosed() {
    return closed.sum();
  }

  /** Letters that may wait. */
  public int capacity() {
    return mailbox.capacity();
  }

  /** Letters that wait; a reading of one moment. */
  public int depth() {
    return mailbox.size();
  }

  private void run() {
    List<Object> batch = List.of();
    int next = 0;
    try {
      while (true) {
        batch = nextBatch();
        if (batch.isEmpty()) {
          return;
        }
        for (next = 0; next < batch.size(); ) {
          Object letter = batch.get(next++);
          handled.incrementAndGet();
          handle(letter);
        }
        dispatcher.flush();
      }
    } catch (RuntimeException | Error e) {
      mailbox.close();
      abandon(batch.subList(next, batch.size()));
      abandon(mailbox.takeNow());
      listener.failed(e, lost.get());
    }
  }

  /** An interrupt is not how this thread is stopped: it is forgotten. */
  private List<Object> nextBatch() {
    while (true) {
      try {
        return mailbox.take();
      } catch (InterruptedException e) {
        // Only close() ends the loop; otherwise an interrupt that was meant for a task would.
      }
    }
  }

  private void handle(Object letter) {
    if (letter instanceof Question<?> question) {
      question.put(machine);
      return;
    }
    Event event = (Event) letter;
    List<Instruction> instructions;
    try {
      instructions = machine.handle(event);
    } catch (IllegalEventException e) {
      listener.refused(event, e);
      return;
    }
    for (Instruction instruction : instructions) {
      dispatcher.dispatch(instruction, machine);
    }
  }

  private void abandon(List<Object> letters) {
    for (Object letter : letters) {
      lost.incrementAndGet();
      if (letter instanceof Question<?> question) {
        question.reject(thread.getName() + " has stopped");
      }
    }
  }

  private record Question<A>(
      Function<WorkerStateMachine, A> question, CompletableFuture<A> answer) {
    void put(WorkerStateMachine machine) {
      A said;
      try {
        said = question.apply(machine);
      } catch (RuntimeException e) {
        answer.completeExceptionally(e);
        return;
      }
      answer.complete(said);
    }

    void reject(String why) {
      answer.completeExceptionally(new RejectedExecutionException(why));
    }
  }
}
