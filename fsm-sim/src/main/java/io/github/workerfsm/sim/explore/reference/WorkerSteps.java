package io.github.workerfsm.sim.explore.reference;

import static io.github.workerfsm.sim.explore.reference.Layout.*;
import static io.github.workerfsm.sim.explore.reference.TaskStates.*;

/**
 * What a worker does with one event. Each method changes a copy of the state in place: it takes the
 * worker's word apart, does what the event says, and {@link #settle} runs the consequences to the
 * end, puts the word together and sends at most one message.
 *
 * <p>Sets are treated as a whole where the order of the tasks cannot matter, one by one where it
 * can.
 */
final class WorkerSteps {

  private final Layout layout;
  private final Graph graph;

  WorkerSteps(Layout layout, Graph graph) {
    this.layout = layout;
    this.graph = graph;
  }

  /** The oldest message to {@code w} arrives. */
  void deliver(long[] state, int w) {
    long word = state[worker(w)];
    int message = layout.inboxHead(state, w);
    layout.popInbox(state, w);
    word -= 1L << INBOX_LENGTH;
    int tasks = (int) word & 0xFFFF;
    int holders = (int) (word >>> HOLDERS) & GRID_MASK;
    int linked = (int) (word >>> LINKED) & SET_MASK;
    int say = 0;
    int release = message >>> FREE & SET_MASK;
    int others = GRID_MASK & ~(SET_MASK << SET * w);
    int whoHas = message >>> WHO_HAS & others;

    int remove = message >>> REMOVE_REPLICA & SET_MASK;
    if (remove != 0) {
      release |= remove & in(tasks, MEMORY) & ~inputs(linked & in(tasks, EXECUTING));
    }
    int steal = message >>> STEAL & 7;
    if (steal != 0) {
      int bit = 1 << steal - 1;
      if ((bit & (in(tasks, READY) | in(tasks, WAITING))) != 0) {
        say |= 2 * steal << STEAL_ANSWER;
        release |= bit;
      } else {
        say |= 2 * steal - 1 << STEAL_ANSWER;
      }
    }
    int gone = message >>> REMOVED_WORKER & 3;
    if (gone != 0) {
      holders &= ~(SET_MASK << SET * (gone - 1));
    }
    int refresh = message >>> REFRESH & SET_MASK;
    if (refresh != 0) {
      word &= ~(1L << ASKED);
      refresh &= ~in(tasks, ABSENT) & ~in(tasks, MEMORY);
      holders = learn(holders, whoHas, refresh);
      tasks = put(tasks, refresh & in(tasks, MISSING) & anyOf(holders), TaskStates.FETCH);
    }
    int compute = message & 7;
    if (compute != 0) {
      int t = compute - 1;
      switch (of(tasks, t)) {
        case WAITING, READY, EXECUTING -> {}
        case MEMORY -> say |= 1 << t;
        default -> {
          linked |= 1 << t;
          int local = compute(tasks, holders, t, whoHas);
          tasks = local & 0xFFFF;
          holders = local >>> HOLDERS;
        }
      }
    }
    settle(state, w, word, tasks, holders, linked, gathers(word), say, release);
  }

  /** The thread of {@code w} has ended. */
  void executed(long[] state, int w) {
    long word = state[worker(w)];
    int tasks = (int) word & 0xFFFF;
    int done = in(tasks, EXECUTING);
    int resumed = in(tasks, RESUMED_EXECUTING);
    int cancelled = in(tasks, CANCELLED_EXECUTING);
    tasks = put(tasks, done | resumed, MEMORY);
    tasks = put(tasks, cancelled, READY);
    settle(
        state,
        w,
        word,
        tasks,
        (int) (word >>> HOLDERS) & GRID_MASK,
        (int) (word >>> LINKED) & SET_MASK,
        gathers(word),
        done << FINISHED | resumed << ADDED,
        cancelled);
  }

  /**
   * A transfer from {@code peer} has ended.
   *
   * @param values the tasks whose values the peer sent
   * @param failed the network is at fault, and the peer is no longer counted on
   */
  void gathered(long[] state, int w, int peer, int values, boolean failed) {
    long word = state[worker(w)];
    int gathers = gathers(word);
    int asked = gathers >>> SET * peer & SET_MASK;
    gathers &= ~(SET_MASK << SET * peer);
    int tasks = (int) word & 0xFFFF;
    int holders = (int) (word >>> HOLDERS) & GRID_MASK;
    if (failed) {
      holders &= ~(SET_MASK << SET * peer);
    }
    int say = 0;
    int release = 0;
    for (int rest = asked; rest != 0; rest &= rest - 1) {
      int q = Integer.numberOfTrailingZeros(rest);
      int bit = 1 << q;
      int s = of(tasks, q);
      boolean got = (values & bit) != 0;
      if (s == CANCELLED_FLIGHT) {
        tasks = put(tasks, bit, MISSING);
        release |= bit;
      } else if (s == FLIGHT && got) {
        tasks = put(tasks, bit, MEMORY);
        say |= bit << ADDED;
      } else if (s == RESUMED_FLIGHT && got) {
        tasks = put(tasks, bit, MEMORY);
        say |= bit << FINISHED;
      } else if (s == RESUMED_FLIGHT) {
        int local = await(tasks, holders, q);
        tasks = local & 0xFFFF;
        holders = local >>> HOLDERS;
      } else {
        holders &= ~(bit << SET * peer);
        tasks = put(tasks, bit, TaskStates.FETCH);
      }
    }
    int linked = (int) (word >>> LINKED) & SET_MASK;
    settle(state, w, word, tasks, holders, linked, gathers, say, release);
  }

  /** {@code w} asks the scheduler who has the tasks that it misses. */
  void findMissing(long[] state, int w) {
    long word = state[worker(w)] | 1L << ASKED;
    int tasks = (int) word & 0xFFFF;
    settle(
        state,
        w,
        word,
        tasks,
        (int) (word >>> HOLDERS) & GRID_MASK,
        (int) (word >>> LINKED) & SET_MASK,
        gathers(word),
        in(tasks, MISSING) << ASK,
        0);
  }

  /** {@code w} dies. What it has sent is still on its way. */
  void die(long[] state, int w) {
    state[worker(w)] &= 7L << OUTBOX_LENGTH;
    layout.clearInbox(state, w);
  }

  private static int gathers(long word) {
    return (int) (word >>> GATHERS) & GRID_MASK;
  }

  /** The inputs of all of {@code which}. */
  private static int inputs(int which) {
    int inputs = 0;
    for (int rest = which; rest != 0; rest &= rest - 1) {
      inputs |= Graph.inputs(Integer.numberOfTrailingZeros(rest));
    }
    return inputs;
  }

  /** Tasks for which some holder is known. */
  private static int anyOf(int holders) {
    return (holders | holders >>> SET | holders >>> 2 * SET) & SET_MASK;
  }

  private static int learn(int holders, int whoHas, int which) {
    int places = which * ALL_WORKERS;
    return (holders & ~places) | (whoHas & places);
  }

  /**
   * The scheduler wants {@code t} computed, which is neither in memory nor about to be computed.
   */
  private static int compute(int tasks, int holders, int t, int whoHas) {
    int inputs = Graph.inputs(t);
    int known = put(tasks, inputs & in(tasks, ABSENT), TaskStates.RELEASED);
    int where = learn(holders, whoHas, inputs & ~in(known, MEMORY));
    return switch (of(known, t)) {
      case FLIGHT, CANCELLED_FLIGHT, RESUMED_FLIGHT ->
          put(known, 1 << t, RESUMED_FLIGHT) | where << HOLDERS;
      case CANCELLED_EXECUTING, RESUMED_EXECUTING ->
          put(known, 1 << t, EXECUTING) | where << HOLDERS;
      default -> await(known, where, t);
    };
  }

  /** {@code t} waits for its inputs, and those that are not here are to be fetched. */
  private static int await(int tasks, int holders, int t) {
    int states = put(tasks, 1 << t, WAITING);
    int where = holders & ~((1 << t) * ALL_WORKERS);
    for (int rest = Graph.inputs(t); rest != 0; rest &= rest - 1) {
      int d = Integer.numberOfTrailingZeros(rest);
      int bit = 1 << d;
      switch (of(states, d)) {
        case ABSENT, TaskStates.RELEASED, MISSING ->
            states = put(states, bit, (anyOf(where) & bit) != 0 ? TaskStates.FETCH : MISSING);
        case WAITING, READY -> {
          states = put(states, bit, MISSING);
          where &= ~(bit * ALL_WORKERS);
        }
        case EXECUTING, CANCELLED_EXECUTING -> states = put(states, bit, RESUMED_EXECUTING);
        case CANCELLED_FLIGHT, RESUMED_FLIGHT -> states = put(states, bit, FLIGHT);
        default -> {}
      }
    }
    return states | where << HOLDERS;
  }

  /**
   * Runs the consequences to the end and writes the worker's word.
   *
   * @param word what is not taken apart: whether it has asked, and the lengths of the channels
   * @param say what is to be sent so far
   * @param release set of tasks to let go
   */
  private void settle(
      long[] state,
      int w,
      long word,
      int tasksBefore,
      int holdersBefore,
      int linkedBefore,
      int gathersBefore,
      int sayBefore,
      int release) {
    int tasks = tasksBefore;
    int holders = holdersBefore;
    int linked = linkedBefore;
    int gathers = gathersBefore;
    int say = sayBefore;

    if ((release | in(tasks, TaskStates.RELEASED)) != 0) {
      int unneeded = 0;
      for (int q = graph.tasks - 1; q >= 0; q--) {
        int bit = 1 << q;
        int knownDependents = graph.dependents(q) & linked;
        int s = of(tasks, q);
        boolean go = (release & bit) != 0;
        if (!go
            && (unneeded & bit) != 0
            && (s == TaskStates.FETCH || s == MISSING || s == FLIGHT)) {
          go = (knownDependents & in(tasks, WAITING)) == 0;
        }
        if (go) {
          switch (s) {
            case EXECUTING, RESUMED_EXECUTING -> s = CANCELLED_EXECUTING;
            case FLIGHT, RESUMED_FLIGHT -> s = CANCELLED_FLIGHT;
            case WAITING, READY, TaskStates.FETCH, MISSING, MEMORY -> {
              if (s == MEMORY) {
                say |= bit << Layout.RELEASED;
              }
              s = TaskStates.RELEASED;
              holders &= ~(bit * ALL_WORKERS);
              if ((linked & bit) != 0) {
                unneeded |= Graph.inputs(q);
              }
            }
            default -> {}
          }
        }
        if (s == TaskStates.RELEASED && (knownDependents & ~in(tasks, ABSENT)) == 0) {
          s = ABSENT;
          holders &= ~(bit * ALL_WORKERS);
          linked &= ~bit;
        }
        tasks = put(tasks, bit, s);
      }
    }

    int memory = in(tasks, MEMORY);
    tasks = put(tasks, in(tasks, WAITING) & graph.supplied(memory), READY);
    holders &= ~(memory * ALL_WORKERS);

    int fetch = in(tasks, TaskStates.FETCH);
    if (fetch != 0) {
      int sources = anyOf(holders);
      tasks = put(tasks, fetch & ~sources, MISSING);
      fetch &= sources;
      for (int peer = 0; peer < layout.workers; peer++) {
        int from = holders >>> SET * peer & fetch;
        if (peer != w && from != 0 && (gathers >>> SET * peer & SET_MASK) == 0) {
          tasks = put(tasks, from, FLIGHT);
          gathers |= from << SET * peer;
          fetch &= ~from;
        }
      }
    }

    int ready = in(tasks, READY);
    if (ready != 0 && running(tasks) == 0) {
      tasks = put(tasks, ready & -ready, EXECUTING);
    }

    long rest = word & (1L << ASKED | 7L << INBOX_LENGTH | 7L << OUTBOX_LENGTH);
    if (say != 0) {
      layout.pushOutbox(state, w, outboxLength(word), say);
      rest += 1L << OUTBOX_LENGTH;
    }
    state[worker(w)] =
        rest
            | tasks
            | (long) holders << HOLDERS
            | (long) linked << LINKED
            | (long) gathers << GATHERS;
  }
}
