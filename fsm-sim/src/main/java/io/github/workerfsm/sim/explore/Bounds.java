package io.github.workerfsm.sim.explore;

/**
 * Where an exploration stops although there is more.
 *
 * @param states no further level is begun once there are this many states
 * @param levels levels that are looked at, the initial state's own included
 * @param bytes of memory for visited states, frontier and traces; the liveness check needs more
 */
public record Bounds(long states, int levels, long bytes) {

  /** No bound at all. */
  public static final Bounds NONE = new Bounds(Long.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);

  /** As much memory as the JVM may have, but for a third, which is left to everything else. */
  public static Bounds ofHeap() {
    return NONE.withBytes(Runtime.getRuntime().maxMemory() / 3 * 2);
  }

  /** Refuses bounds below one. */
  public Bounds {
    require("states", states);
    require("levels", levels);
    require("bytes", bytes);
  }

  private static void require(String what, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "a bound of " + value + " " + what + ", and at least 1 was expected");
    }
  }

  public Bounds withStates(long most) {
    return new Bounds(most, levels, bytes);
  }

  public Bounds withLevels(int most) {
    return new Bounds(states, most, bytes);
  }

  public Bounds withBytes(long most) {
    return new Bounds(states, levels, most);
  }
}
