package io.github.workerfsm.sim.bench;

/**
 * How fast a machine handles a trace.
 *
 * @param trace the name of the trace
 * @param stimuli events in it
 * @param transitions that a machine carries out in one pass
 * @param seconds CPU seconds of one pass, the median of several runs
 * @param warmUp passes before the measured ones
 */
public record Measurement(
    String trace, long stimuli, long transitions, double seconds, long warmUp) {
  /** Events that are handled in one second of CPU time. */
  public double stimuliPerCpuSecond() {
    return stimuli / seconds;
  }

  /** Transitions that are carried out in one second of CPU time. */
  public double transitionsPerCpuSecond() {
    return transitions / seconds;
  }
}
