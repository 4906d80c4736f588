package io.github.workerfsm.sim.explore.cluster;

import io.github.workerfsm.sim.scheduler.Identities;
import io.github.workerfsm.sim.scheduler.Outgoing;
import io.github.workerfsm.sim.scheduler.Scheduler;
import io.github.workerfsm.sim.scheduler.SchedulerEvent;
import io.github.workerfsm.sim.scheduler.SchedulerImage;
import io.github.workerfsm.sim.scheduler.SchedulerRules;
import io.github.workerfsm.sim.scheduler.SchedulerTask;
import io.github.workerfsm.sim.scheduler.StealEntry;
import io.github.workerfsm.sim.scheduler.WorkerId;
import io.github.workerfsm.sim.world.Identifiers;
import io.github.workerfsm.sim.world.LivePorts;
import io.github.workerfsm.sim.world.PartyState;
import io.github.workerfsm.sim.world.Recall;
import io.github.workerfsm.sim.world.ResumablePort;
import io.github.workerfsm.sim.world.SchedulerPort;
import io.github.workerfsm.sim.world.WorldCodec;
import io.github.workerfsm.sim.world.WorldHash;
import io.github.workerfsm.sim.world.WorldSpec;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler that is asked only once what it does in a state at a stimulus.
 *
 * <p>Which runs and requests for stealing it may number how depends on what others still refer to.
 * So an answer for which it has taken identifiers is remembered for each set of those in use.
 */
final class RememberingScheduler implements SchedulerPort, ResumablePort {
  private static final int BROKEN_INVARIANT = WorldCodec.PROPERTIES.indexOf("S1");

  private final WorldSpec spec;
  private final SchedulerRules rules;
  private final ClusterMemory memory;
  private final Free free = new Free();
  private LongSupplier others = () -> 0;
  private final Recall<Heard> steps = new Recall<>(15);
  private final SchedulerLocal initial;
  private SchedulerLocal current;

  RememberingScheduler(WorldSpec spec, SchedulerRules rules, ClusterMemory memory) {
    this.spec = spec;
    this.rules = rules;
    this.memory = memory;
    this.initial = intern(new Scheduler(rules, free));
    this.current = initial;
  }

  /** Another scheduler, which knows nothing. */
  void restart() {
    current = initial;
  }

  void usedBy(LongSupplier elsewhere) {
    others = elsewhere;
  }

  @Override
  public List<Outgoing> handle(SchedulerEvent event) {
    SchedulerStep step =
        event instanceof SchedulerEvent.FromWorker told ? recalled(told) : found(event);
    if (step.dependsOn != 0) {
      step = later(step, event);
    }
    if (step.refusal != null) {
      throw step.refusal;
    }
    current = Objects.requireNonNull(step.next);
    return step.messages;
  }

  private SchedulerStep recalled(SchedulerEvent.FromWorker told) {
    SchedulerLocal state = current;
    Heard heard = steps.get(state, told.message());
    if (heard == null || !heard.from.equals(told.worker())) {
      heard = new Heard(told.worker(), found(told));
      steps.put(state, told.message(), heard);
    }
    return heard.step;
  }

  /** What a message has led to, and whose it was. */
  private record Heard(WorkerId from, SchedulerStep step) {}

  /** The answer, or of which kinds the identifiers are that it depends on. */
  private SchedulerStep found(SchedulerEvent event) {
    long number = WorldHash.mix(current.number(), WorldHash.of(event));
    SchedulerStep step = memory.schedulerSteps.find(number);
    return step == null ? first(number, event) : step;
  }

  /** A stimulus that nobody has seen in this state. */
  private SchedulerStep first(long number, SchedulerEvent event) {
    long elsewhere = others.getAsLong();
    SchedulerStep answer = ask(number, event, elsewhere);
    long dependsOn = free.asked();
    if (dependsOn == 0) {
      return memory.schedulerSteps.add(answer);
    }
    SchedulerStep step =
        memory.schedulerSteps.add(new SchedulerStep(number, dependsOn, null, List.of(), null));
    memory.schedulerSteps.add(
        new SchedulerStep(
            numberOf(step, elsewhere), 0, answer.next, answer.messages, answer.refusal));
    return step;
  }

  private SchedulerStep later(SchedulerStep step, SchedulerEvent event) {
    long elsewhere = others.getAsLong();
    long number = numberOf(step, elsewhere);
    SchedulerStep known = memory.schedulerSteps.find(number);
    return known == null ? memory.schedulerSteps.add(ask(number, event, elsewhere)) : known;
  }

  private static long numberOf(SchedulerStep step, long elsewhere) {
    return WorldHash.mix(step.number(), elsewhere & step.dependsOn);
  }

  private SchedulerStep ask(long number, SchedulerEvent event, long elsewhere) {
    Scheduler asked = SchedulerImage.restore(current.image, rules, free);
    free.begin(current.identifiers(), elsewhere);
    try {
      List<Outgoing> messages = memory.once(asked.handle(event));
      return new SchedulerStep(number, 0, intern(asked), messages, null);
    } catch (RuntimeException refusal) {
      return new SchedulerStep(number, 0, null, List.of(), refusal);
    }
  }

  /** The state in which the scheduler is. */
  private SchedulerLocal intern(Scheduler scheduler) {
    byte[] image = SchedulerImage.of(scheduler);
    long number = numberOf(image);
    SchedulerLocal known = memory.schedulers.find(number);
    return known == null ? memory.schedulers.add(look(number, image)) : known;
  }

  private static long numberOf(byte[] image) {
    long number = 0;
    for (byte b : image) {
      number = WorldHash.mix(number, b);
    }
    return number;
  }

  /** Learns a state; false if that is not its number. */
  boolean remember(long number, byte[] image) {
    if (numberOf(image) != number) {
      return false;
    }
    if (memory.schedulers.find(number) == null) {
      memory.schedulers.add(look(number, image));
    }
    return true;
  }

  private SchedulerLocal look(long number, byte[] image) {
    Scheduler scheduler = SchedulerImage.restore(image, rules, free);
    long identifiers = 0;
    for (SchedulerTask task : scheduler.tasks()) {
      identifiers |= Identifiers.ofRun(spec.keyPosition(task.key()), task.run());
    }
    for (StealEntry steal : scheduler.steals()) {
      identifiers |= Identifiers.ofSteal(steal.id());
    }
    int violated = scheduler.check().isEmpty() ? -1 : BROKEN_INVARIANT;
    return new SchedulerLocal(
        number, image, LivePorts.viewOf(scheduler), identifiers, violated, spec.keys(), memory);
  }

  /** Takes the lowest identifiers that nobody refers to. */
  private final class Free implements Identities {
    private long used;
    private long asked;

    void begin(long own, long elsewhere) {
      used = own | elsewhere;
      asked = 0;
    }

    /** The identifiers that the answers since {@link #begin} depend on. */
    long asked() {
      return asked;
    }

    @Override
    public String stimulus(String kind) {
      return kind;
    }

    @Override
    public String steal(String key) {
      asked |= Identifiers.steals();
      String id = Identifiers.freeSteal(used);
      used |= Identifiers.ofSteal(id);
      return id;
    }

    @Override
    public long run(String key) {
      int position = spec.keyPosition(key);
      asked |= Identifiers.runsOf(position);
      long run = Identifiers.freeRun(used, position);
      used |= Identifiers.ofRun(position, run);
      return run;
    }
  }

  @Override
  public PartyState state() {
    return current;
  }

  @Override
  public PartyState known(long number) {
    SchedulerLocal found = memory.schedulers.find(number);
    if (found == null) {
      throw new IllegalArgumentException("no state of the scheduler has the number " + number);
    }
    return found;
  }

  @Override
  public void resume(PartyState state) {
    current = (SchedulerLocal) state;
  }

  @Override
  public @Nullable String state(String key) {
    return current.view.state(key);
  }

  @Override
  public @Nullable WorkerId processingOn(String key) {
    return current.processingOn[spec.keyPosition(key)];
  }

  @Override
  public List<WorkerId> holders(String key) {
    return current.holders.get(spec.keyPosition(key));
  }

  @Override
  public @Nullable String function(String key) {
    return current.functions[spec.keyPosition(key)];
  }

  @Override
  public long run(String key) {
    return current.view.run(key);
  }

  @Override
  public long counters(String key) {
    return current.view.counters(key);
  }

  @Override
  public List<String> keys() {
    return current.view.keys();
  }

  @Override
  public boolean registered(WorkerId worker) {
    return current.view.registered(worker);
  }

  @Override
  public List<String> findings() {
    return current.view.findings();
  }

  @Override
  public String fingerprint() {
    return current.view.fingerprint();
  }
}
