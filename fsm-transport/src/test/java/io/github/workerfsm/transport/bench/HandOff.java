package io.github.workerfsm.transport.bench;

import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.owner.Mailbox;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/**
 * Letters from threads to one owner, through a bound of 1,024. The raw way is an {@link
 * ArrayBlockingQueue}, whose owner takes what there is one by one.
 */
final class HandOff implements Pair {
  private static final int CAPACITY = 1_024;

  private final int producers;
  private final int letters;

  /** What a producer or the owner does. */
  private interface Part {
    void run() throws InterruptedException;
  }

  HandOff(int producers, int letters) {
    this.producers = producers;
    this.letters = letters / producers * producers;
  }

  @Override
  public Goal[] goals() {
    return new Goal[] {
      new Goal(
          "hand-off, " + producers + (producers == 1 ? " producer" : " producers"),
          "letters/s",
          true,
          1)
    };
  }

  @Override
  public double[] raw() throws Exception {
    ArrayBlockingQueue<Object> queue = new ArrayBlockingQueue<>(CAPACITY);
    return rate(
        () -> {
          Object letter = new Object();
          for (int n = letters / producers; n > 0; n--) {
            queue.put(letter);
          }
        },
        () -> {
          for (int n = letters; n > 0; n--) {
            queue.take();
          }
        });
  }

  @Override
  public double[] ours() throws Exception {
    Mailbox<Object> mailbox = new Mailbox<>(CAPACITY);
    return rate(
        () -> {
          Object letter = new Object();
          Semaphore room = new Semaphore(0);
          for (int n = letters / producers; n > 0; n--) {
            while (mailbox.offer(letter) != Offer.ACCEPTED) {
              mailbox.whenRoom(room::release);
              room.acquire();
            }
          }
        },
        () -> {
          for (int n = letters; n > 0; ) {
            n -= mailbox.take().size();
          }
        });
  }

  private double[] rate(Part producer, Part owner) throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < producers; i++) {
      threads.add(thread(producer, go));
    }
    Thread last = thread(owner, go);
    long start = System.nanoTime();
    go.countDown();
    last.join();
    long nanos = System.nanoTime() - start;
    for (Thread thread : threads) {
      thread.join();
    }
    return new double[] {1e9 * letters / nanos};
  }

  private static Thread thread(Part part, CountDownLatch go) {
    Thread thread =
        new Thread(
            () -> {
              try {
                go.await();
                part.run();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    thread.start();
    return thread;
  }

  @Override
  public void close() {}
}
