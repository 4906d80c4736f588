package io.github.workerfsm.sim.explore.cluster;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.check.IllegalEventException;
import io.github.workerfsm.check.MachineFailedException;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.sim.world.Identifiers;
import io.github.workerfsm.sim.world.PartyState;
import io.github.workerfsm.sim.world.Recall;
import io.github.workerfsm.sim.world.ResumablePort;
import io.github.workerfsm.sim.world.WorkerPort;
import io.github.workerfsm.sim.world.WorldHash;
import io.github.workerfsm.sim.world.WorldSpec;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.Value;
import io.github.workerfsm.worker.Gauges;
import io.github.workerfsm.worker.ImageCodec;
import io.github.workerfsm.worker.Inventory;
import io.github.workerfsm.worker.RuleSet;
import io.github.workerfsm.worker.Settings;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A worker that asks its machine only once what it does in a state at an event. The machine is
 * deterministic, so its answer is remembered; a cluster has many more states than a worker has.
 */
final class RememberingWorker implements WorkerPort, ResumablePort {
  private final WorldSpec spec;
  private final int position;
  private final ClusterMemory memory;
  private final ImageCodec codec;
  private final WorkerStateMachine machine;
  private final Recall<WorkerStep> steps = new Recall<>(13);
  private final WorkerLocal initial;
  private WorkerLocal current;

  /** The state in which the machine is; null when it has stopped on a defect. */
  private @Nullable WorkerLocal machineState;

  RememberingWorker(
      WorldSpec spec, int position, Settings settings, RuleSet rules, ClusterMemory memory) {
    this.spec = spec;
    this.position = position;
    this.memory = memory;
    this.codec = memory.codec();
    this.machine = new WorkerStateMachine(settings, rules, 0);
    machine.observe(memory.observer);
    this.initial = intern(machine.image(codec));
    this.current = initial;
    this.machineState = initial;
  }

  /** A new process. */
  void restart() {
    current = initial;
  }

  @Override
  public List<Instruction> handle(Event event) {
    WorkerStep step = fromScheduler(event) ? recalled(event) : found(event);
    if (step.refusal != null) {
      throw step.refusal;
    }
    WorkerLocal next = step.next;
    if (next != null) {
      current = next;
    }
    return step.instructions;
  }

  /** Of each message of the scheduler there is one, which can be told from others by identity. */
  private static boolean fromScheduler(Event event) {
    return switch (event.kind()) {
      case COMPUTE_TASK,
          FREE_KEYS,
          FORGET_KEYS,
          ACQUIRE_REPLICAS,
          REMOVE_REPLICAS,
          STEAL_REQUEST,
          CANCEL_COMPUTE,
          REFRESH_WHO_HAS,
          REMOVE_WORKER ->
          true;
      default -> false;
    };
  }

  private WorkerStep recalled(Event event) {
    WorkerLocal state = current;
    WorkerStep step = steps.get(state, event);
    if (step == null) {
      step = found(event);
      steps.put(state, event, step);
    }
    return step;
  }

  private WorkerStep found(Event event) {
    long number = WorldHash.mix(current.number(), WorldHash.of(event));
    WorkerStep step = memory.workerSteps.find(number);
    return step == null ? memory.workerSteps.add(ask(number, event)) : step;
  }

  private WorkerStep ask(long number, Event event) {
    WorkerStateMachine asked = machine();
    machineState = null;
    try {
      List<Instruction> instructions =
          asked.handle(event).stream().map(memory::once).collect(ImmutableList.toImmutableList());
      WorkerLocal next = intern(asked.image(codec));
      return new WorkerStep(number, next, instructions, null);
    } catch (IllegalEventException | MachineFailedException refusal) {
      return new WorkerStep(number, null, List.of(), refusal);
    }
  }

  /** Learns a state; false if it is none of this worker, which its number tells. */
  boolean remember(long number, byte[] image) {
    if (numberOf(image) != number) {
      return false;
    }
    machineState = null;
    intern(image);
    return true;
  }

  private long numberOf(byte[] image) {
    long number = position + 1;
    for (byte b : image) {
      number = WorldHash.mix(number, b);
    }
    return number;
  }

  /** The state that the machine is in, which afterwards is what its image says of it. */
  private WorkerLocal intern(byte[] image) {
    long number = numberOf(image);
    WorkerLocal known = memory.workers.find(number);
    return known == null ? memory.workers.add(look(number, image)) : known;
  }

  private WorkerLocal look(long number, byte[] image) {
    machine.become(image, codec);
    long identifiers = 0;
    @Nullable Value[] values = new @Nullable Value[spec.keys().size()];
    for (Task task : machine.tasks()) {
      int key = spec.keyPosition(task.key());
      values[key] = task.value();
      identifiers |= run(key, task.spec()) | run(key, task.running());
    }
    return new WorkerLocal(
        number, image, identifiers, machine.running(), machine.asksForHolders(), values);
  }

  private static long run(int key, @Nullable TaskSpec assignment) {
    return assignment == null ? 0 : Identifiers.ofRun(key, assignment.run());
  }

  /** The machine, in the present state. */
  private WorkerStateMachine machine() {
    if (machineState != current) {
      machine.become(current.image, codec);
      machineState = current;
    }
    return machine;
  }

  @Override
  public PartyState state() {
    return current;
  }

  @Override
  public PartyState known(long number) {
    WorkerLocal found = memory.workers.find(number);
    if (found == null) {
      throw new IllegalArgumentException("no state of a worker has the number " + number);
    }
    return found;
  }

  @Override
  public void resume(PartyState state) {
    current = (WorkerLocal) state;
  }

  @Override
  public @Nullable Task task(String key) {
    return machine().task(key);
  }

  @Override
  public List<Task> tasks() {
    return machine().tasks();
  }

  @Override
  public boolean running() {
    return current.running;
  }

  @Override
  public Gauges gauges() {
    return machine().gauges();
  }

  @Override
  public void check() {
    machine().check();
  }

  @Override
  public Inventory inventory() {
    return machine().inventory();
  }

  @Override
  public @Nullable Value value(String key) {
    return current.values[spec.keyPosition(key)];
  }

  @Override
  public boolean asksForMissing() {
    return current.asksForMissing;
  }
}
