package io.github.workerfsm.sim.world;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;

/**
 * Sets of identifiers that are in use, as the bits of a long: of each of 7 keys 8 runs, then 8
 * requests for stealing. An explorer takes the lowest that nobody refers to, so that the number of
 * states is finite although the number of runs is not.
 */
public final class Identifiers {
  /** Keys that there is room for. */
  public static final int KEYS = 7;

  private static final int PER_KEY = 8;
  private static final String STEAL = "steal-";

  private Identifiers() {}

  /** The run of the key; nothing for -1, no run. */
  public static long ofRun(int key, long run) {
    if (run < 0) {
      return 0;
    }
    if (run >= PER_KEY) {
      throw new IllegalArgumentException("run " + run + ", expected less than " + PER_KEY);
    }
    return 1L << key * PER_KEY + run;
  }

  /** The request for stealing with this id. */
  public static long ofSteal(String id) {
    int number = id.charAt(id.length() - 1) - '0';
    return 1L << KEYS * PER_KEY + number;
  }

  /** All runs of the key. */
  public static long runsOf(int key) {
    return 0xFFL << key * PER_KEY;
  }

  /** All requests for stealing. */
  public static long steals() {
    return 0xFFL << KEYS * PER_KEY;
  }

  /** The lowest run of the key that is not among {@code used}. */
  public static long freeRun(long used, int key) {
    return free(used >>> key * PER_KEY, "runs of one key");
  }

  /** The id of a request for stealing that is not among {@code used}. */
  public static String freeSteal(long used) {
    return STEAL + free(used >>> KEYS * PER_KEY, "requests for stealing");
  }

  private static int free(long used, String what) {
    int lowest = Long.numberOfTrailingZeros(~used & 0xFF);
    if (lowest >= PER_KEY) {
      throw new IllegalStateException(
          "there are more than " + PER_KEY + " " + what + " at a time, expected fewer");
    }
    return lowest;
  }

  static long of(WorldSpec spec, Event message) {
    if (message instanceof Event.ComputeTask compute) {
      return ofRun(spec.keyPosition(compute.spec().key()), compute.spec().run());
    }
    return message instanceof Event.StealRequest ? ofSteal(message.stimulusId()) : 0;
  }

  static long of(WorldSpec spec, Instruction.ToScheduler message) {
    if (message instanceof Instruction.TaskFinished m) {
      return ofRun(spec.keyPosition(m.key()), m.run());
    } else if (message instanceof Instruction.TaskErred m) {
      return ofRun(spec.keyPosition(m.key()), m.run());
    } else if (message instanceof Instruction.Reschedule m) {
      return ofRun(spec.keyPosition(m.key()), m.run());
    } else if (message instanceof Instruction.LongRunning m) {
      return ofRun(spec.keyPosition(m.key()), m.run());
    }
    return message instanceof Instruction.StealResponse ? ofSteal(message.stimulusId()) : 0;
  }
}
