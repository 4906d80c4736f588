package io.github.workerfsm.sim.scheduler;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/**
 * The simulated scheduler: one stimulus in, messages to workers out, in a documented order.
 *
 * <h2>The order of messages</h2>
 *
 * <p>First answers, frees and forgets, in the order of what causes them. Then assignments: tasks
 * for which no worker was there, then tasks that have become runnable, then queued ones, each group
 * by priority and key. Then copies that a leaving worker hands over. Last the news that a worker
 * has gone, to the others in the order of joining. To one worker, frees of several keys that follow
 * each other are one message.
 *
 * <h2>Freeing and forgetting</h2>
 *
 * <p>A free says that nothing of a key is wanted on a worker any more; a forget says in addition
 * that the scheduler does not know the key any more, so that the worker's metadata may go. The
 * scheduler forgets at once when a key is not wanted and has no dependents left, and tells every
 * worker that has ever heard of the key: as a task to run, as an input of one, or as a copy to
 * bring. Reports of forgotten keys that arrive later are answered with a forget.
 *
 * <h2>What it never minds</h2>
 *
 * <p>Whatever a worker can say late, and messages of workers that are gone, are answered or
 * ignored. What makes no sense from a client or a script is an {@link IllegalArgumentException}
 * with one line, and changes nothing.
 *
 * <p>Deterministic: no clock, no chance, no hash order. One thread owns it.
 */
public final class Scheduler implements Books {
  private final SchedulerState state;

  /** A scheduler without workers and tasks, under {@link SchedulerRules#CURRENT}. */
  public Scheduler() {
    this(SchedulerRules.CURRENT);
  }

  /** A scheduler without workers and tasks, whose identities are counted. */
  public Scheduler(SchedulerRules rules) {
    this(rules, Identities.counting());
  }

  /** A scheduler without workers and tasks. */
  public Scheduler(SchedulerRules rules, Identities identities) {
    this(new SchedulerState(rules, identities));
  }

  Scheduler(SchedulerState state) {
    this.state = state;
  }

  SchedulerState state() {
    return state;
  }

  /** Under which rules it works. */
  public SchedulerRules rules() {
    return state.rules;
  }

  /**
   * Handles one stimulus.
   *
   * @return messages in the order in which they are sent; to one worker they stay in this order
   * @throws IllegalArgumentException for a stimulus that makes no sense; nothing has changed
   * @throws StimulusFailedException if a faulty rule fails; never under {@link
   *     SchedulerRules#CURRENT}
   */
  public List<Outgoing> handle(SchedulerEvent event) {
    check(event);
    try {
      handle(event, 0);
      state.settle();
      do {
        assign();
        Speculation.settle(state);
      } while (MembershipHandlers.closeWhatCanClose(state));
      MembershipHandlers.announceDepartures(state);
    } catch (StimulusFailedException failure) {
      state.engine.abandon();
      state.outbox.take();
      throw failure;
    }
    List<Outgoing> messages = ordered(state.outbox.take());
    for (OutgoingRule rule : state.rules.outgoingRules()) {
      messages = rule.rewrite(event, this, messages);
    }
    return List.copyOf(messages);
  }

  /**
   * The invariants that must hold between stimuli.
   *
   * @return what is violated, one line each: where, what is, what was expected; empty when all hold
   */
  public List<String> check() {
    return SchedulerCheck.findings(state);
  }

  private void check(SchedulerEvent event) {
    if (event instanceof SchedulerEvent.Submit submit) {
      ClientHandlers.check(state, submit);
    } else if (event instanceof SchedulerEvent.Join join) {
      MembershipHandlers.check(state, join);
    } else if (event instanceof SchedulerEvent.Steal steal) {
      StealHandlers.check(state, steal);
    } else if (event instanceof SchedulerEvent.Recover recover) {
      Reconstruction.check(state, recover);
    }
  }

  /** Through the overrides from {@code depth} on, at last to the scheduler's own handler. */
  private void handle(SchedulerEvent event, int depth) {
    ImmutableList<StimulusRule> overrides = state.rules.stimulusRules();
    if (depth < overrides.size()) {
      overrides.get(depth).handle(new Passing(event, depth + 1));
    } else {
      dispatch(event);
    }
  }

  private void dispatch(SchedulerEvent event) {
    if (event instanceof SchedulerEvent.Submit e) {
      ClientHandlers.submit(state, e);
    } else if (event instanceof SchedulerEvent.Release e) {
      ClientHandlers.release(state, e);
    } else if (event instanceof SchedulerEvent.Scattered e) {
      ClientHandlers.scattered(state, e);
    } else if (event instanceof SchedulerEvent.FromWorker e) {
      WorkerRecord worker = state.registered(e.worker());
      if (worker != null) {
        dispatch(worker, e.message());
      }
    } else if (event instanceof SchedulerEvent.Join e) {
      MembershipHandlers.join(state, e);
    } else if (event instanceof SchedulerEvent.Lost e) {
      MembershipHandlers.lost(state, e);
    } else if (event instanceof SchedulerEvent.Leave e) {
      MembershipHandlers.leave(state, e);
    } else if (event instanceof SchedulerEvent.Paused e) {
      MembershipHandlers.paused(state, e);
    } else if (event instanceof SchedulerEvent.Steal e) {
      StealHandlers.steal(state, e);
    } else if (event instanceof SchedulerEvent.Acquire e) {
      ReplicaHandlers.acquire(state, e);
    } else if (event instanceof SchedulerEvent.Remove e) {
      ReplicaHandlers.remove(state, e);
    } else if (event instanceof SchedulerEvent.Heartbeat e) {
      MembershipHandlers.heartbeat(state, e);
    } else if (event instanceof SchedulerEvent.Recover e) {
      Reconstruction.recover(state, e);
    }
  }

  private void dispatch(WorkerRecord worker, Instruction.ToScheduler message) {
    if (message instanceof Instruction.TaskFinished m) {
      RunHandlers.finished(state, worker, m);
    } else if (message instanceof Instruction.TaskErred m) {
      RunHandlers.erred(state, worker, m);
    } else if (message instanceof Instruction.Reschedule m) {
      RunHandlers.rescheduled(state, worker, m);
    } else if (message instanceof Instruction.LongRunning m) {
      RunHandlers.longRunning(state, worker, m);
    } else if (message instanceof Instruction.AddKeys m) {
      ReplicaHandlers.copiesAdded(state, worker, m);
    } else if (message instanceof Instruction.ReleaseWorkerData m) {
      ReplicaHandlers.copyReleased(state, worker, m);
    } else if (message instanceof Instruction.RequestRefreshWhoHas m) {
      ReplicaHandlers.holdersAsked(state, worker, m);
    } else if (message instanceof Instruction.StealResponse m) {
      StealHandlers.answered(state, worker, m);
    }
  }

  private void assign() {
    for (TaskRecord task : copied(state.noWorker)) {
      if (state.anybodyFor(task)) {
        process(task);
      }
    }
    for (TaskRecord task : copied(state.runnable)) {
      process(task);
    }
    for (TaskRecord task : copied(state.queued)) {
      if (state.choose(task, true) != null) {
        process(task);
      }
    }
    state.runnable.clear();
  }

  private static List<TaskRecord> copied(NavigableSet<TaskRecord> tasks) {
    return tasks.isEmpty() ? List.of() : new ArrayList<>(tasks);
  }

  private void process(TaskRecord task) {
    for (TaskRecord input : task.inputs) {
      if (input.state() != SchedulerTaskState.MEMORY) {
        throw new StimulusFailedException(
            "task "
                + task.key()
                + " is to be assigned, and its input "
                + input.key()
                + " is "
                + input.state().label()
                + ", expected every input in memory");
      }
    }
    state.engine.recommend(task, SchedulerTaskState.PROCESSING);
    state.settle();
  }

  private List<Outgoing> ordered(List<Outgoing> messages) {
    if (state.policies.messageOrder() == SchedulerPolicies.MessageOrder.FREES_FIRST) {
      return messages;
    }
    List<Outgoing> ordered = new ArrayList<>();
    messages.stream().filter(m -> m.message() instanceof Event.ComputeTask).forEach(ordered::add);
    messages.stream()
        .filter(m -> !(m.message() instanceof Event.ComputeTask))
        .forEach(ordered::add);
    return ordered;
  }

  @Override
  public @Nullable SchedulerTask task(String key) {
    return state.task(key);
  }

  @Override
  public List<String> keys() {
    return state.keys();
  }

  @Override
  public List<SchedulerTask> tasks() {
    return state.tasks();
  }

  @Override
  public @Nullable SchedulerWorker worker(WorkerId id) {
    return state.worker(id);
  }

  @Override
  public List<SchedulerWorker> workers() {
    return state.workers();
  }

  @Override
  public List<StealEntry> steals() {
    return state.steals();
  }

  @Override
  public List<String> queue() {
    return state.queue();
  }

  @Override
  public List<String> unrunnable() {
    return state.unrunnable();
  }

  /** A stimulus on its way through the overrides. */
  private final class Passing implements Stimulus {
    private final SchedulerEvent event;
    private final int next;

    Passing(SchedulerEvent event, int next) {
      this.event = event;
      this.next = next;
    }

    @Override
    public SchedulerEvent event() {
      return event;
    }

    @Override
    public Books books() {
      return state;
    }

    @Override
    public void proceed() {
      handle(event, next);
    }

    @Override
    public void proceed(SchedulerEvent instead) {
      handle(instead, next);
    }

    @Override
    public void send(WorkerId to, Event message) {
      state.outbox.send(to, message);
    }

    @Override
    public String stimulusId(String kind) {
      return state.identities.stimulus(kind);
    }

    @Override
    public void believe(String key, WorkerId holder, long nbytes) {
      TaskRecord task = state.tasks.get(key);
      WorkerRecord worker = state.registered(holder);
      if (task != null && worker != null) {
        state.engine.recommend(
            task, SchedulerTaskState.MEMORY, new OutcomeRules.Arrival(worker, nbytes));
      }
    }

    @Override
    public void recommend(String key, SchedulerTaskState requested) {
      TaskRecord task = state.tasks.get(key);
      if (task != null) {
        state.engine.recommend(task, requested);
      }
    }
  }
}
