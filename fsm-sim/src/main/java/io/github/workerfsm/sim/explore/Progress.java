package io.github.workerfsm.sim.explore;

/**
 * How far an exploration is.
 *
 * @param states distinct states seen
 * @param transitions steps taken
 * @param frontier states seen and not yet expanded
 * @param depth levels begun, the initial state's own included
 * @param bytes of visited states
 * @param statesPerSecond since the last progress, by the clock that the caller handed in
 */
public record Progress(
    long states, long transitions, long frontier, int depth, long bytes, double statesPerSecond) {

  /** Is told how far an exploration is, on the thread that called it. */
  @FunctionalInterface
  public interface Listener {
    void progress(Progress progress);
  }
}
