package io.github.workerfsm.sim.world;

/**
 * A thread that runs a task, or is about to.
 *
 * @param key position of the task
 * @param run the run that the assignment named
 * @param function what it computes
 * @param seceded whether it has left the slots
 * @param phase how far it is
 */
public record OpenRun(int key, long run, String function, boolean seceded, Phase phase) {
  /** How far a run is. */
  public enum Phase {
    /** The instruction has been given, its coroutine has not started. */
    SCHEDULED,
    /** A thread is at it. */
    RUNNING,
    /** It has found its task cancelled and is about to say so. */
    ANSWERING
  }

  OpenRun in(Phase next) {
    return new OpenRun(key, run, function, seceded, next);
  }

  OpenRun outsideOfSlots() {
    return new OpenRun(key, run, function, true, phase);
  }
}
