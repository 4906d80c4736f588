package io.github.workerfsm.sim.explore.reference;

/**
 * The states of four tasks in 16 bits, sliced: bit {@code 4 * plane + task} is bit {@code plane} of
 * the number of the task's state. All tasks in a state are then found, and any set of tasks is
 * moved, in a few operations without a loop.
 */
final class TaskStates {

  static final int ABSENT = 0;
  static final int RELEASED = 1;
  static final int WAITING = 2;
  static final int READY = 3;
  static final int FETCH = 4;
  static final int MISSING = 5;
  static final int MEMORY = 6;
  // 8 to 10: a transfer holds the task.
  static final int FLIGHT = 8;
  static final int CANCELLED_FLIGHT = 9;
  static final int RESUMED_FLIGHT = 10;
  // 12 to 14: the thread holds the task.
  static final int EXECUTING = 12;
  static final int CANCELLED_EXECUTING = 13;
  static final int RESUMED_EXECUTING = 14;

  private static final int ALL_PLANES = 0x1111;

  private TaskStates() {}

  /** The tasks that are in {@code state}. */
  static int in(int tasks, int state) {
    int equal = tasks ^ ~spread(state);
    equal &= equal >>> 8;
    return equal & (equal >>> 4) & 0xF;
  }

  /** The tasks that the thread holds. */
  static int running(int tasks) {
    return (tasks >>> 12) & (tasks >>> 8) & 0xF;
  }

  /** The states after {@code which}, a set of tasks, have moved to {@code state}. */
  static int put(int tasks, int which, int state) {
    int places = which * ALL_PLANES;
    return (tasks & ~places) | (places & spread(state));
  }

  /** The state of one task. */
  static int of(int tasks, int task) {
    int t = tasks >>> task;
    return (t & 1) | (t >>> 3 & 2) | (t >>> 6 & 4) | (t >>> 9 & 8);
  }

  /** Every task in {@code state}. */
  private static int spread(int state) {
    return (state & 1) * 0xF
        | (state >>> 1 & 1) * 0xF0
        | (state >>> 2 & 1) * 0xF00
        | (state >>> 3 & 1) * 0xF000;
  }
}
