package io.github.workerfsm.sim.explore.reference;

import static io.github.workerfsm.sim.explore.reference.Layout.*;

/**
 * What the scheduler does with one event. Each method changes a copy of the state in place; {@link
 * #end} lets go what nobody needs and sends every worker at most one message.
 *
 * <p>Keeps what is to be sent in fields from the start of a step to its end; one thread at a time.
 */
final class SchedulerSteps {

  private final Layout layout;
  private final Graph graph;

  /** The scheduler's word, grids taken out. */
  private long word;

  private int processing;
  private int held;
  private int thief;

  // To be sent.
  private int computeWorker;
  private int compute;
  private int stealWorker;
  private int steal;
  private int refreshWorker;
  private int refresh;
  private int free;
  private int removeReplica;
  private int removedWorker;

  SchedulerSteps(Layout layout, Graph graph) {
    this.layout = layout;
    this.graph = graph;
  }

  private void begin(long[] state) {
    word = state[0];
    processing = (int) word & GRID_MASK;
    held = (int) (word >>> HELD) & GRID_MASK;
    thief = (int) (word >>> THIEF) & GRID_MASK;
    compute = 0;
    steal = 0;
    refresh = 0;
    free = 0;
    removeReplica = 0;
    removedWorker = 0;
  }

  /** The initial state's own step: nothing has happened. */
  void start(long[] state) {
    begin(state);
    end(state);
  }

  /** The client stops wanting {@code t}, or wants it again; {@code budget} pays. */
  void want(long[] state, int t, int budget) {
    begin(state);
    word = (word ^ 1L << WANTED + t) - (1L << budget);
    end(state);
  }

  void assign(long[] state, int t, int w) {
    begin(state);
    processing |= 1 << t << SET * w;
    computeWorker = w;
    compute = t + 1;
    end(state);
  }

  /** Asks the worker that has {@code t} to give it back, for {@code w}. */
  void steal(long[] state, int t, int w) {
    begin(state);
    word -= 1L << STEALS;
    thief |= 1 << t << SET * w;
    stealWorker = column(processing, t);
    steal = t + 1;
    end(state);
  }

  /** The oldest message from {@code w} arrives. */
  void receive(long[] state, int w) {
    begin(state);
    int message = layout.outboxHead(state, w);
    layout.popOutbox(state, w);
    state[worker(w)] -= 1L << OUTBOX_LENGTH;
    int said = (message | message >>> ADDED | message >>> RELEASED) & SET_MASK;
    for (int rest = said; rest != 0; rest &= rest - 1) {
      heard(w, Integer.numberOfTrailingZeros(rest), message);
    }
    int answer = message >>> STEAL_ANSWER & SET_MASK;
    if (answer != 0) {
      stealAnswered(w, answer - 1 >> 1, (answer & 1) == 0);
    }
    refreshWorker = w;
    refresh = message >>> ASK & SET_MASK;
    end(state);
  }

  /** What the message says of task {@code q}. */
  private void heard(int w, int q, int message) {
    int task = (1 << q) * ALL_WORKERS;
    int here = 1 << q << SET * w;
    if ((message >>> FINISHED + q & 1) != 0) {
      if ((processing & here) != 0) {
        processing &= ~task;
        thief &= ~task;
        held |= here;
      } else if ((held & task) != 0) {
        held |= here;
      } else {
        free |= here;
      }
    }
    if ((message >>> ADDED + q & 1) != 0) {
      if ((held & task) != 0) {
        held |= here;
      } else {
        removeReplica |= here;
      }
    }
    if ((message >>> RELEASED + q & 1) != 0) {
      drop(w, q);
    }
  }

  /** {@code w} no longer has {@code q}. With the last replica its dependents are called back. */
  private void drop(int w, int q) {
    int here = 1 << q << SET * w;
    if ((held & here) == 0) {
      return;
    }
    held &= ~here;
    if ((held & (1 << q) * ALL_WORKERS) == 0) {
      int dependents = graph.dependents(q) * ALL_WORKERS;
      free |= processing & dependents;
      processing &= ~dependents;
      thief &= ~dependents;
    }
  }

  private void stealAnswered(int w, int q, boolean givenBack) {
    int task = (1 << q) * ALL_WORKERS;
    if ((thief & task) == 0 || (processing & 1 << q << SET * w) == 0) {
      return;
    }
    if (givenBack) {
      int to = column(thief, q);
      processing &= ~task;
      if ((word >>> TRUSTED + to & 1) != 0) {
        processing |= thief & task;
        computeWorker = to;
        compute = q + 1;
      }
    }
    thief &= ~task;
  }

  /** The scheduler notices that {@code w} is dead. */
  void notice(long[] state, int w) {
    begin(state);
    word &= ~(1L << TRUSTED + w);
    layout.clearOutbox(state, w);
    state[worker(w)] &= ~(7L << OUTBOX_LENGTH);
    for (int q = 0; q < graph.tasks; q++) {
      drop(w, q);
      int task = (1 << q) * ALL_WORKERS;
      if ((processing & 1 << q << SET * w) != 0) {
        processing &= ~task;
        thief &= ~task;
      }
    }
    removedWorker = w + 1;
    end(state);
  }

  /** The worker whose set in {@code grid} has {@code task}. */
  private static int column(int grid, int task) {
    return Integer.numberOfTrailingZeros(grid >>> task & ALL_WORKERS) >> 2;
  }

  private static int anyOf(int grid) {
    return (grid | grid >>> SET | grid >>> 2 * SET) & SET_MASK;
  }

  private void end(long[] state) {
    int wanted = (int) (word >>> WANTED) & SET_MASK;
    int unneeded =
        (graph.all & ~graph.needed(wanted, anyOf(processing), anyOf(held))) * ALL_WORKERS;
    free |= (processing | held) & unneeded;
    processing &= ~unneeded;
    held &= ~unneeded;
    thief &= ~unneeded;
    state[0] = word & -1L << WANTED | processing | (long) held << HELD | (long) thief << THIEF;
    for (int w = 0; w < layout.workers; w++) {
      if ((word >>> ALIVE + w & 1) != 0) {
        send(state, w);
      }
    }
  }

  private void send(long[] state, int w) {
    int message =
        (free >>> SET * w & SET_MASK) << FREE
            | (removeReplica >>> SET * w & SET_MASK) << REMOVE_REPLICA;
    int about = 0;
    if (compute != 0 && computeWorker == w) {
      message |= compute << COMPUTE;
      about = Graph.inputs(compute - 1);
    }
    if (steal != 0 && stealWorker == w) {
      message |= steal << STEAL;
    }
    if (refresh != 0 && refreshWorker == w) {
      message |= refresh << REFRESH;
      about |= refresh;
    }
    if (removedWorker != 0 && (word >>> TRUSTED + w & 1) != 0) {
      message |= removedWorker << REMOVED_WORKER;
    }
    if (message != 0) {
      long worker = state[worker(w)];
      message |= (held & about * ALL_WORKERS) << WHO_HAS;
      layout.pushInbox(state, w, inboxLength(worker), message);
      state[worker(w)] = worker + (1L << INBOX_LENGTH);
    }
  }
}
