package io.github.workerfsm.transport.cleanup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that keeps the {@link CleanupLedger}: it watches the owners of leases, sends kills,
 * and sends them again. If it dies, another takes its place; the ledger survives it.
 *
 * <p>Thread-safe. {@link #stop} is idempotent and bounded.
 */
public final class Cleaner {
  private static final Logger LOG = LoggerFactory.getLogger(Cleaner.class);
  private static final long LOOK_NANOS = 20_000_000L;

  private final String name;
  private final Consumer<Kill> send;
  private final LongSupplier clock;
  private final CleanupLedger ledger;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<UUID, Thread> owners = new LinkedHashMap<>();
  private final List<Kill> toSend = new ArrayList<>();
  private final AtomicInteger lives = new AtomicInteger();
  private @Nullable Thread thread;
  private boolean stopped;

  /**
   * A cleaner at work.
   *
   * @param resend a kill that is not confirmed for so long is sent again
   * @param send takes a kill to its node; may fail, it is sent again
   * @param clock monotonic nanoseconds
   */
  public Cleaner(String name, Duration resend, Consumer<Kill> send, LongSupplier clock) {
    this.name = name;
    this.send = send;
    this.clock = clock;
    ledger = new CleanupLedger(resend.toNanos());
    begin();
  }

  /** Starts the thread; again, when the one before has died. */
  private void begin() {
    lock.lock();
    try {
      if (stopped) {
        return;
      }
      Thread next = new Thread(this::run, name + "-" + lives.incrementAndGet());
      next.setDaemon(true);
      next.setUncaughtExceptionHandler(
          (dead, why) -> {
            LOG.error("{} has died and is replaced", dead.getName(), why);
            begin();
          });
      thread = next;
      next.start();
    } finally {
      lock.unlock();
    }
  }

  /** Begins a lease, which ends with its owner's thread if nothing else ends it before. */
  public void open(UUID lease, Thread owner) {
    lock.lock();
    try {
      ledger.open(lease);
      owners.put(lease, owner);
    } finally {
      lock.unlock();
    }
  }

  /** See {@link CleanupLedger#register}. */
  public boolean register(UUID lease, String node, UUID ref) {
    lock.lock();
    try {
      return !stopped && ledger.register(lease, node, ref);
    } finally {
      lock.unlock();
    }
  }

  /** See {@link CleanupLedger#finished}. */
  public void finished(UUID lease, UUID ref) {
    lock.lock();
    try {
      ledger.finished(lease, ref);
    } finally {
      lock.unlock();
    }
  }

  /** See {@link CleanupLedger#end}. */
  public void end(UUID lease) {
    lock.lock();
    try {
      owners.remove(lease);
      toSend.addAll(ledger.end(lease, clock.getAsLong()));
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** See {@link CleanupLedger#confirmed}. */
  public void confirmed(String node, long number) {
    lock.lock();
    try {
      ledger.confirmed(node, number);
    } finally {
      lock.unlock();
    }
  }

  /** See {@link CleanupLedger#renewed}. */
  public void renewed(String node) {
    lock.lock();
    try {
      ledger.renewed(node);
    } finally {
      lock.unlock();
    }
  }

  /** See {@link CleanupLedger#orphanAgeNanos}. */
  public long orphanAgeNanos() {
    lock.lock();
    try {
      return ledger.orphanAgeNanos(clock.getAsLong());
    } finally {
      lock.unlock();
    }
  }

  /** Leases that have something to clean, or may come to. */
  public int leases() {
    lock.lock();
    try {
      return ledger.leases();
    } finally {
      lock.unlock();
    }
  }

  /** How often the thread has been started. */
  public int lives() {
    return lives.get();
  }

  /**
   * Ends the thread. What is not cleaned by then is left to the nodes, which see the connection
   * end.
   *
   * @return whether it has ended in time
   */
  public boolean stop(Duration atMost) {
    Thread last;
    lock.lock();
    try {
      stopped = true;
      changed.signalAll();
      last = thread;
    } finally {
      lock.unlock();
    }
    if (last == null || last == Thread.currentThread()) {
      return false;
    }
    try {
      last.join(Math.max(1, atMost.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !last.isAlive();
  }

  private void run() {
    while (true) {
      List<Kill> kills = next();
      if (kills == null) {
        return;
      }
      // Not under the lock, and no harm if it fails: what is not confirmed is sent again.
      kills.forEach(send);
    }
  }

  private @Nullable List<Kill> next() {
    lock.lock();
    try {
      if (toSend.isEmpty() && !stopped) {
        long unused = changed.awaitNanos(LOOK_NANOS);
      }
      if (stopped) {
        return null;
      }
      long now = clock.getAsLong();
      endWithOwners(now);
      toSend.addAll(ledger.tick(now));
      List<Kill> kills = List.copyOf(toSend);
      toSend.clear();
      return kills;
    } catch (InterruptedException e) {
      throw new IllegalStateException("a cleaner is not to be interrupted", e);
    } finally {
      lock.unlock();
    }
  }

  private void endWithOwners(long now) {
    List<UUID> over = new ArrayList<>();
    owners.forEach(
        (lease, owner) -> {
          if (!owner.isAlive()) {
            over.add(lease);
          }
        });
    for (UUID lease : over) {
      owners.remove(lease);
      toSend.addAll(ledger.end(lease, now));
    }
  }
}
