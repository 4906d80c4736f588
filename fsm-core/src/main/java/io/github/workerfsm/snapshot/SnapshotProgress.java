package io.github.workerfsm.snapshot;

/** Hears how far a snapshot has got; is called every few thousand tasks and at the end. */
@FunctionalInterface
public interface SnapshotProgress {
  /** Tells nobody. */
  SnapshotProgress NONE = (done, total) -> {};

  /** So many of so many tasks have been written or read. */
  void tasks(int done, int total);
}
