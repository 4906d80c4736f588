package io.github.workerfsm.sim.replay;

/** Hears how far a replay is. Called from all threads that replay. */
public interface ReplayProgress {
  /** So many more bytes of the files have been read. */
  void read(long bytes);
}
