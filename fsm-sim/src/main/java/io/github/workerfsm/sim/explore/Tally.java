package io.github.workerfsm.sim.explore;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** What all threads of an exploration count together, and the word that they stop. */
final class Tally {

  private final AtomicLong expanded = new AtomicLong();
  private final AtomicLong transitions = new AtomicLong();
  private volatile boolean stopped;

  void add(long states, long steps) {
    expanded.addAndGet(states);
    transitions.addAndGet(steps);
  }

  void save(LongWriter out) throws IOException {
    out.put(expanded());
    out.put(transitions());
  }

  void load(LongReader in) throws IOException {
    expanded.set(in.get());
    transitions.set(in.get());
  }

  /** Threads end after the chunk that they have: there is no room, or one of them has failed. */
  void stop() {
    stopped = true;
  }

  boolean stopped() {
    return stopped;
  }

  long expanded() {
    return expanded.get();
  }

  long transitions() {
    return transitions.get();
  }
}
