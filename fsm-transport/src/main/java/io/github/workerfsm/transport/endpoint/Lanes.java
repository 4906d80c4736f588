package io.github.workerfsm.transport.endpoint;

import io.github.workerfsm.transport.Offer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded number of threads for handlers. Tasks with the same key run one after the other, in the
 * order in which they came; tasks with different keys, or none, run side by side.
 *
 * <h2>Why waiting handlers do not block the others</h2>
 *
 * <p>A handler may wait for something that only another message brings. If such a handler kept its
 * thread, as many of them as there are threads would wait for ever. So a thread that waits does not
 * count: as soon as tasks are ready and every counted thread is found waiting, the waiting ones are
 * struck off and spare threads take over; a thread that goes on counts again, and surplus threads
 * end with their task. The number of threads that <em>work</em> stays at the limit, give or take
 * the moment in which nobody has looked. With a key, a handler can only wait for messages of other
 * keys: those of its own come after it, as promised.
 *
 * <p>Thread-safe. {@link #stop} is idempotent, bounded, and allowed in every state and from every
 * thread.
 */
public final class Lanes {
  /** Threads that may wait at once, besides those that work. */
  public static final int MAX_WAITING = 256;

  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);
  private static final long LOOK_MILLIS = 5;
  private static final long REST_MILLIS = 1_000;
  private static final long IDLE_SECONDS = 10;
  private static final long SLOW_NANOS = 5_000_000_000L;

  private final String name;
  private final int threads;
  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition watch = lock.newCondition();
  private final Deque<Lane> ready = new ArrayDeque<>();
  private final Map<Object, Lane> keyed = new LinkedHashMap<>();
  private final Set<Hand> hands = new LinkedHashSet<>();
  private final List<Runnable> waitingForRoom = new ArrayList<>();
  private final Thread watcher;
  private int queued;
  private int counted;
  private int idle;
  private int numbers;
  private boolean closed;

  /** Tasks of one key, or one task without. */
  private static final class Lane {
    final @Nullable Object key;
    final Deque<Runnable> tasks = new ArrayDeque<>();

    Lane(@Nullable Object key) {
      this.key = key;
    }
  }

  /**
   * Lanes without threads yet.
   *
   * @param threads that work at once, 1 or more
   * @param capacity tasks that may wait for a thread, 1 or more
   */
  public Lanes(String name, int threads, int capacity) {
    if (threads < 1 || capacity < 1) {
      throw new IllegalArgumentException(
          threads + " threads and room for " + capacity + ", expected 1 or more of each");
    }
    this.name = name;
    this.threads = threads;
    this.capacity = capacity;
    watcher = new Thread(this::watch, name + "-watch");
    watcher.setDaemon(true);
    watcher.start();
  }

  /**
   * Hands a task over. Never blocks.
   *
   * @param key tasks with equal keys keep their order; null for none
   */
  public Offer submit(@Nullable Object key, Runnable task) {
    lock.lock();
    try {
      if (closed) {
        return Offer.CLOSED;
      }
      if (queued >= capacity) {
        return Offer.FULL;
      }
      queued++;
      enqueue(key, task);
      return Offer.ACCEPTED;
    } finally {
      lock.unlock();
    }
  }

  private void enqueue(@Nullable Object key, Runnable task) {
    Lane lane = key == null ? null : keyed.get(key);
    if (lane != null) {
      lane.tasks.add(task);
      return;
    }
    lane = new Lane(key);
    lane.tasks.add(task);
    if (key != null) {
      keyed.put(key, lane);
    }
    ready.add(lane);
    engage();
    watch.signal();
  }

  private void engage() {
    if (idle > 0) {
      work.signal();
    } else if (counted < threads && hands.size() < threads + MAX_WAITING) {
      Hand hand = new Hand(name + "-" + ++numbers);
      hands.add(hand);
      counted++;
      hand.start();
    }
  }

  /** Calls back once, as soon as there is room or the lanes are closed. It may not block. */
  public void whenRoom(Runnable retry) {
    lock.lock();
    try {
      if (!closed && queued >= capacity) {
        waitingForRoom.add(retry);
        return;
      }
    } finally {
      lock.unlock();
    }
    retry.run();
  }

  /** Threads that are there, waiting and idle ones included. */
  public int size() {
    lock.lock();
    try {
      return hands.size();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes no more tasks, runs those that were accepted, and ends the threads.
   *
   * @return whether all have ended in time; from a thread of these lanes it cannot be waited for,
   *     and the answer is false
   */
  public boolean stop(Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    List<Thread> ending;
    List<Runnable> retries;
    lock.lock();
    try {
      closed = true;
      work.signalAll();
      watch.signalAll();
      retries = List.copyOf(waitingForRoom);
      waitingForRoom.clear();
      ending = new ArrayList<>(hands);
    } finally {
      lock.unlock();
    }
    retries.forEach(Runnable::run);
    if (ending.contains(Thread.currentThread())) {
      return false;
    }
    ending.add(watcher);
    // The watcher ends last: after the spare threads as well, which may begin only now.
    return joined(ending, deadline);
  }

  private static boolean joined(List<Thread> ending, long deadline) {
    try {
      for (Thread thread : ending) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        thread.join(Math.max(1, left));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ending.stream().noneMatch(Thread::isAlive);
  }

  // ---- threads

  /** A thread of these lanes. What is not final is guarded by the lock. */
  private final class Hand extends Thread {
    private boolean waits;
    private boolean slow;
    private @Nullable Lane lane;
    private long sinceNanos;

    Hand(String name) {
      super(name);
      setDaemon(true);
    }

    @Override
    public void run() {
      lock.lock();
      try {
        for (Lane next = take(this); next != null; next = take(this)) {
          serve(next);
        }
      } finally {
        leave(this);
        lock.unlock();
      }
    }

    private void serve(Lane next) {
      Runnable task = next.tasks.remove();
      queued--;
      lane = next;
      slow = false;
      sinceNanos = System.nanoTime();
      List<Runnable> retries = List.copyOf(waitingForRoom);
      waitingForRoom.clear();
      lock.unlock();
      try {
        retries.forEach(Runnable::run);
        task.run();
      } catch (RuntimeException | Error e) {
        LOG.error("{}: a handler has failed", getName(), e);
      } finally {
        lock.lock();
        lane = null;
        goOn();
        release(next);
      }
    }

    private void goOn() {
      if (waits) {
        waits = false;
        counted++;
      }
    }
  }

  private void release(Lane lane) {
    if (!lane.tasks.isEmpty()) {
      ready.add(lane);
      engage();
    } else if (lane.key != null) {
      keyed.remove(lane.key);
    }
  }

  /** The next lane for a thread; null when the thread is to end. */
  private @Nullable Lane take(Hand hand) {
    long left = TimeUnit.SECONDS.toNanos(IDLE_SECONDS);
    while (counted <= threads) {
      Lane next = ready.poll();
      if (next != null) {
        return next;
      }
      if (closed && keyed.isEmpty() || left <= 0) {
        return null;
      }
      idle++;
      try {
        left = work.awaitNanos(left);
      } catch (InterruptedException e) {
        // An interrupt was meant for the handler that has just ended.
      } finally {
        idle--;
      }
    }
    return null;
  }

  private void leave(Hand hand) {
    counted--;
    hands.remove(hand);
    if (!ready.isEmpty()) {
      engage();
    }
    if (closed) {
      work.signalAll();
    }
    watch.signalAll();
  }

  // ---- the watcher

  private void watch() {
    lock.lock();
    try {
      long lookedNanos = System.nanoTime();
      while (!closed || !hands.isEmpty()) {
        long millis = ready.isEmpty() ? REST_MILLIS : LOOK_MILLIS;
        boolean signalled = watch.await(millis, TimeUnit.MILLISECONDS);
        long now = System.nanoTime();
        // Signals come with every task: they may hurry the watcher, and not keep it from looking.
        if (!signalled || now - lookedNanos >= TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)) {
          look(now);
          lookedNanos = now;
        }
      }
    } catch (InterruptedException e) {
      LOG.error("{}: the watcher was interrupted; waiting handlers block others from now on", name);
    } finally {
      lock.unlock();
    }
  }

  private void look(long now) {
    for (Hand hand : hands) {
      Lane lane = hand.lane;
      if (lane == null) {
        continue;
      }
      boolean still = isStill(hand);
      if (!ready.isEmpty() && still && !hand.waits) {
        hand.waits = true;
        counted--;
      } else if (!still) {
        hand.goOn();
      }
      if (!hand.slow && now - hand.sinceNanos >= SLOW_NANOS) {
        hand.slow = true;
        LOG.warn("{}: a handler has not ended for 5 s; key {}", hand.getName(), lane.key);
      }
    }
    for (int spare = ready.size(); spare > 0 && counted < threads; spare--) {
      int before = counted;
      engage();
      if (counted == before) {
        return;
      }
    }
  }

  private static boolean isStill(Thread thread) {
    Thread.State state = thread.getState();
    return state == Thread.State.WAITING
        || state == Thread.State.TIMED_WAITING
        || state == Thread.State.BLOCKED;
  }
}
