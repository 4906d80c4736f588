package io.github.workerfsm.sim.explore.reference;

import static io.github.workerfsm.sim.explore.reference.Layout.*;

import io.github.workerfsm.sim.explore.Model;
import io.github.workerfsm.sim.explore.Sink;
import io.github.workerfsm.sim.explore.Standing;
import java.util.Arrays;

/**
 * A scheduler, 2 or 3 workers with one thread each, 2 to 4 tasks, channels of a few batched
 * messages, and budgets of faults. One step is one event handled by one party to its end. The
 * numbers of states and steps are those of the Promela and the TLA+ text of the same model.
 */
public final class ReferenceModel implements Model {

  private static final int READY_WITHOUT_INPUTS = 0;

  private final ReferenceParameters parameters;
  private final Layout layout;
  private final Graph graph;
  private final WorkerSteps workerSteps;
  private final SchedulerSteps schedulerSteps;
  private final WorkerSwap workerSwap;
  private final int workers;
  private final int tasks;
  private final int words;

  public ReferenceModel(ReferenceParameters parameters) {
    this.parameters = parameters;
    this.workers = parameters.workers();
    this.tasks = parameters.tasks();
    this.layout = new Layout(workers, parameters.channel());
    this.graph = new Graph(tasks);
    this.workerSteps = new WorkerSteps(layout, graph);
    this.schedulerSteps = new SchedulerSteps(layout, graph);
    this.workerSwap = new WorkerSwap(layout);
    this.words = layout.words();
  }

  @Override
  public int words() {
    return words;
  }

  @Override
  public void initial(long[] out) {
    Arrays.fill(out, 0, words, 0);
    long all = (1L << workers) - 1;
    out[0] =
        (long) graph.sinks << WANTED
            | all << ALIVE
            | all << TRUSTED
            | (long) parameters.steals() << STEALS
            | (long) parameters.releases() << RELEASES
            | (long) parameters.rerequests() << REREQUESTS
            | (long) parameters.deaths() << DEATHS
            | (long) parameters.gatherFailures() << GATHER_FAILURES;
    schedulerSteps.start(out);
  }

  @Override
  public void successors(long[] state, Sink sink) {
    long scheduler = state[0];
    boolean listens = true;
    for (int w = 0; w < workers; w++) {
      listens &= inboxLength(state[worker(w)]) < parameters.channel();
    }
    for (int w = 0; w < workers; w++) {
      ofWorker(state, scheduler, w, sink);
      if (listens) {
        heardFromWorker(state, scheduler, w, sink);
      }
    }
    if (listens) {
      ofScheduler(state, scheduler, sink);
      ofClient(state, scheduler, sink);
    }
  }

  /**
   * A message to a worker that can do nothing else, and whose values stay the same. While workers
   * may still die it must not answer: what a worker has sent outlives it.
   */
  @Override
  public boolean ample(long[] state, Sink sink) {
    for (int w = 0; w < workers; w++) {
      if (alone(state, w)) {
        long worker = state[worker(w)];
        long[] next = copy(state, sink);
        workerSteps.deliver(next, w);
        long after = next[worker(w)];
        boolean answers = outboxLength(after) != outboxLength(worker);
        boolean mayDie = (state[0] >>> DEATHS & 7) != 0;
        if (memory(worker) == memory(after) && !(answers && mayDie)) {
          sink.add(Step.DELIVER.action(w, 0));
          return true;
        }
      }
    }
    return false;
  }

  private boolean alone(long[] state, int w) {
    long worker = state[worker(w)];
    int states = (int) worker & 0xFFFF;
    return inboxLength(worker) > 0
        && outboxLength(worker) < parameters.channel()
        && (state[0] >>> ALIVE + w & 1) != 0
        && TaskStates.running(states) == 0
        && TaskStates.in(states, TaskStates.MISSING) == 0
        && (worker >>> GATHERS & GRID_MASK) == 0;
  }

  private static int memory(long worker) {
    return TaskStates.in((int) worker & 0xFFFF, TaskStates.MEMORY);
  }

  private void ofWorker(long[] state, long scheduler, int w, Sink sink) {
    long worker = state[worker(w)];
    boolean alive = (scheduler >>> ALIVE + w & 1) != 0;
    if (outboxLength(worker) < parameters.channel()) {
      if (inboxLength(worker) > 0) {
        workerSteps.deliver(copy(state, sink), w);
        sink.add(Step.DELIVER.action(w, 0));
      }
      int states = (int) worker & 0xFFFF;
      if (TaskStates.running(states) != 0) {
        workerSteps.executed(copy(state, sink), w);
        sink.add(Step.EXECUTED.action(w, 0));
      }
      if (alive && (worker >>> ASKED & 1) == 0 && TaskStates.in(states, TaskStates.MISSING) != 0) {
        workerSteps.findMissing(copy(state, sink), w);
        sink.add(Step.FIND_MISSING.action(w, 0));
      }
      if ((worker >>> GATHERS & GRID_MASK) != 0) {
        ofTransfers(state, scheduler, w, sink);
      }
    }
    if (alive && (scheduler >>> DEATHS & 7) != 0 && (scheduler >>> ALIVE & 7 & ~(1L << w)) != 0) {
      long[] next = copy(state, sink);
      next[0] = scheduler - (1L << DEATHS) & ~(1L << ALIVE + w);
      workerSteps.die(next, w);
      sink.add(Step.DIE.action(w, 0));
    }
  }

  private void ofTransfers(long[] state, long scheduler, int w, Sink sink) {
    int gathers = (int) (state[worker(w)] >>> GATHERS) & GRID_MASK;
    for (int peer = 0; peer < workers; peer++) {
      if ((gathers >>> SET * peer & SET_MASK) != 0) {
        boolean alive = (scheduler >>> ALIVE + peer & 1) != 0;
        if (alive) {
          int values = TaskStates.in((int) state[worker(peer)] & 0xFFFF, TaskStates.MEMORY);
          workerSteps.gathered(copy(state, sink), w, peer, values, false);
          sink.add(Step.GATHERED.action(w, peer));
        }
        if (!alive || (scheduler >>> GATHER_FAILURES & 7) != 0) {
          long[] next = copy(state, sink);
          if (alive) {
            next[0] = scheduler - (1L << GATHER_FAILURES);
          }
          workerSteps.gathered(next, w, peer, 0, true);
          sink.add((alive ? Step.GATHER_FAILED : Step.PEER_DEAD).action(w, peer));
        }
      }
    }
  }

  private void heardFromWorker(long[] state, long scheduler, int w, Sink sink) {
    if (outboxLength(state[worker(w)]) > 0) {
      schedulerSteps.receive(copy(state, sink), w);
      sink.add(Step.RECEIVE.action(w, 0));
    }
    boolean alive = (scheduler >>> ALIVE + w & 1) != 0;
    boolean trusted = (scheduler >>> TRUSTED + w & 1) != 0;
    if (trusted && !alive) {
      schedulerSteps.notice(copy(state, sink), w);
      sink.add(Step.NOTICE.action(w, 0));
    }
  }

  private void ofScheduler(long[] state, long scheduler, Sink sink) {
    int processing = anyOf(scheduler, PROCESSING);
    int held = anyOf(scheduler, HELD);
    int wanted = (int) (scheduler >>> WANTED) & SET_MASK;
    int assignable =
        graph.needed(wanted, processing, held) & ~processing & ~held & graph.supplied(held);
    for (int rest = assignable; rest != 0; rest &= rest - 1) {
      int t = Integer.numberOfTrailingZeros(rest);
      for (int w = 0; w < workers; w++) {
        if ((scheduler >>> TRUSTED + w & 1) != 0) {
          schedulerSteps.assign(copy(state, sink), t, w);
          sink.add(Step.ASSIGN.action(t, w));
        }
      }
    }
    if ((scheduler >>> STEALS & 7) == 0) {
      return;
    }
    for (int rest = processing & ~anyOf(scheduler, THIEF); rest != 0; rest &= rest - 1) {
      int t = Integer.numberOfTrailingZeros(rest);
      for (int w = 0; w < workers; w++) {
        if ((scheduler >>> TRUSTED + w & 1) != 0
            && (scheduler >>> PROCESSING + SET * w + t & 1) == 0) {
          schedulerSteps.steal(copy(state, sink), t, w);
          sink.add(Step.STEAL.action(t, w));
        }
      }
    }
  }

  private void ofClient(long[] state, long scheduler, Sink sink) {
    int wanted = (int) (scheduler >>> WANTED) & SET_MASK;
    if ((scheduler >>> RELEASES & 7) != 0) {
      for (int rest = wanted; rest != 0; rest &= rest - 1) {
        int t = Integer.numberOfTrailingZeros(rest);
        schedulerSteps.want(copy(state, sink), t, RELEASES);
        sink.add(Step.RELEASE.action(t, 0));
      }
    }
    if ((scheduler >>> REREQUESTS & 7) != 0) {
      for (int rest = graph.sinks & ~wanted; rest != 0; rest &= rest - 1) {
        int t = Integer.numberOfTrailingZeros(rest);
        schedulerSteps.want(copy(state, sink), t, REREQUESTS);
        sink.add(Step.REREQUEST.action(t, 0));
      }
    }
  }

  private static int anyOf(long scheduler, int grid) {
    int columns = (int) (scheduler >>> grid) & GRID_MASK;
    return (columns | columns >>> SET | columns >>> 2 * SET) & SET_MASK;
  }

  private long[] copy(long[] state, Sink sink) {
    long[] next = sink.next();
    System.arraycopy(state, 0, next, 0, words);
    return next;
  }

  @Override
  public String identity() {
    return "reference model, " + parameters;
  }

  @Override
  public String label(int action) {
    return Step.label(action);
  }

  @Override
  public boolean fault(int action) {
    return Step.of(action).fault();
  }

  /** The goal: the scheduler knows a holder of every task that the client wants. */
  @Override
  public Standing standing(long[] state) {
    int wanted = (int) (state[0] >>> WANTED) & SET_MASK;
    if ((wanted & ~anyOf(state[0], HELD)) == 0) {
      return Standing.GOAL;
    }
    for (int w = 0; w < workers; w++) {
      long worker = state[worker(w)];
      if (inboxLength(worker) == parameters.channel()
          || outboxLength(worker) == parameters.channel()) {
        return Standing.JAMMED;
      }
    }
    return Standing.WAITING;
  }

  /**
   * With two workers, the lesser of the state and its mirror image.
   *
   * @throws UnsupportedOperationException with three: they are not alike, see {@link WorkerSwap}
   */
  @Override
  public void canonical(long[] state) {
    if (workers != 2) {
      throw new UnsupportedOperationException(
          "symmetry with " + workers + " workers, and 2 were expected: ties look at names");
    }
    workerSwap.least(state);
  }

  @Override
  public int violated(long[] state) {
    for (int w = 0; w < workers; w++) {
      int states = (int) state[worker(w)] & 0xFFFF;
      int ready = TaskStates.in(states, TaskStates.READY);
      if ((ready & ~graph.supplied(TaskStates.in(states, TaskStates.MEMORY))) != 0) {
        return READY_WITHOUT_INPUTS;
      }
    }
    return NONE;
  }

  @Override
  public String invariant(int number) {
    return "a ready task has its inputs in memory";
  }
}
