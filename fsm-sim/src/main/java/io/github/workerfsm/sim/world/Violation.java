package io.github.workerfsm.sim.world;

/**
 * A property that does not hold.
 *
 * @param property its id, for example S4, A1 or L3
 * @param worker name of the worker, {@code S} for the scheduler, or empty for the whole
 * @param key the task, or empty
 * @param what what was found, in one line
 */
public record Violation(String property, String worker, String key, String what) {
  @Override
  public String toString() {
    return property
        + (worker.isEmpty() ? "" : " on " + worker)
        + (key.isEmpty() ? "" : " of " + key)
        + ": "
        + what;
  }
}
