package io.github.workerfsm.sim.explore.reference;

/** Which task needs which, as sets: 0 before 1 and 2, both before 3, as far as there are tasks. */
final class Graph {

  private static final int[] INPUTS = {0, 1, 1, 6};

  final int tasks;

  /** All tasks. */
  final int all;

  /** The tasks that no other needs: what the client wants at first. */
  final int sinks;

  private final int[] dependents = new int[4];

  /** By the set of tasks whose values are here: the tasks that have all their inputs. */
  private final int[] supplied = new int[16];

  /** By wanted, processing and held sets: the tasks that are needed. */
  private final byte[] needed = new byte[16 * 16 * 16];

  Graph(int tasks) {
    this.tasks = tasks;
    this.all = (1 << tasks) - 1;
    int without = 0;
    for (int t = 0; t < tasks; t++) {
      for (int d = 0; d < tasks; d++) {
        if ((INPUTS[d] >>> t & 1) != 0) {
          dependents[t] |= 1 << d;
        }
      }
      if (dependents[t] == 0) {
        without |= 1 << t;
      }
    }
    this.sinks = without;
    for (int set = 0; set < 16; set++) {
      for (int t = 0; t < tasks; t++) {
        if ((INPUTS[t] & ~set) == 0) {
          supplied[set] |= 1 << t;
        }
      }
    }
    for (int i = 0; i < needed.length; i++) {
      needed[i] = (byte) need(i & 15, i >>> 4 & 15, i >>> 8);
    }
  }

  /** Whatever nobody needs is let go, dependents first: this decides what is needed. */
  private int need(int wanted, int processing, int held) {
    int need = 0;
    int busy = processing;
    int released = all & ~processing & ~held;
    for (int q = tasks - 1; q >= 0; q--) {
      int bit = 1 << q;
      if ((wanted & bit) != 0 || (dependents[q] & (busy | (released & need))) != 0) {
        need |= bit;
      } else {
        busy &= ~bit;
        released |= bit;
      }
    }
    return need;
  }

  static int inputs(int task) {
    return INPUTS[task];
  }

  int dependents(int task) {
    return dependents[task];
  }

  int supplied(int values) {
    return supplied[values];
  }

  int needed(int wanted, int processing, int held) {
    return needed[wanted | processing << 4 | held << 8];
  }
}
