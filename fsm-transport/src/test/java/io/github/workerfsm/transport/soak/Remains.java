package io.github.workerfsm.transport.soak;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * What this process holds at a moment.
 *
 * @param threads that are alive
 * @param descriptors files and sockets that are open; -1 where the system does not say
 * @param heapBytes of objects, after a collection
 * @param directBytes of buffers outside of the heap
 */
record Remains(int threads, int descriptors, long heapBytes, long directBytes) {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  static Remains now() {
    return new Remains(
        THREADS.getThreadCount(),
        openDescriptors(),
        heapAfterCollection(),
        io.netty.util.internal.PlatformDependent.usedDirectMemory());
  }

  /** Open files and sockets, that of the look itself left out. */
  static int openDescriptors() {
    if (!Files.isDirectory(DESCRIPTORS)) {
      return -1;
    }
    try (Stream<Path> open = Files.list(DESCRIPTORS)) {
      return (int) open.count() - 1;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static long heapAfterCollection() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  /** Waits for a condition, looking at it a hundred times a second; whether it came in time. */
  static boolean await(long seconds, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    CountDownLatch never = new CountDownLatch(1);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline || never.await(10, TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return true;
  }

  /** Milliseconds of CPU that each thread but this one uses while so many seconds pass. */
  static TreeMap<String, Double> busyMillis(int seconds) throws InterruptedException {
    TreeMap<Long, Long> before = new TreeMap<>();
    for (long id : THREADS.getAllThreadIds()) {
      before.put(id, THREADS.getThreadCpuTime(id));
    }
    CountDownLatch never = new CountDownLatch(1);
    boolean unused = never.await(seconds, TimeUnit.SECONDS);
    TreeMap<String, Double> busy = new TreeMap<>();
    before.forEach(
        (id, nanos) -> {
          var info = THREADS.getThreadInfo(id);
          long now = THREADS.getThreadCpuTime(id);
          if (info != null && now >= 0 && id != Thread.currentThread().getId()) {
            busy.merge(info.getThreadName(), (now - nanos) / 1e6, Double::sum);
          }
        });
    return busy;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d threads, %d descriptors, heap %.1f MiB, buffers %.1f MiB",
        threads,
        descriptors,
        heapBytes / 1048576.0,
        directBytes / 1048576.0);
  }
}
