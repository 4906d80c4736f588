package io.github.workerfsm.sim.counterexample;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.sim.world.LivePorts;
import io.github.workerfsm.sim.world.NetworkRules;
import io.github.workerfsm.sim.world.Ports;
import io.github.workerfsm.sim.world.SchedulerPort;
import io.github.workerfsm.sim.world.WorkerPort;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.trace.TraceRecorder;
import io.github.workerfsm.worker.Gauges;
import io.github.workerfsm.worker.Inventory;
import io.github.workerfsm.worker.Settings;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A counterexample as a trace of one of its workers, which {@code fsm replay} follows event by
 * event. Of a worker that died and came back, each life is a trace.
 */
public final class WorkerTrace implements Ports {
  private final LivePorts ports;
  private final String address;
  private final String name;
  private final List<Recording> lives = new ArrayList<>();

  private record Recording(TraceRecorder recorder, ByteArrayOutputStream bytes) {}

  private WorkerTrace(LivePorts ports, String address, String name) {
    this.ports = ports;
    this.address = address;
    this.name = name;
  }

  /**
   * The traces, one after the other, as lines of JSON in UTF-8.
   *
   * @param worker its position
   * @throws IOException if something cannot be written as a trace
   */
  public static byte[] of(Counterexample found, int worker) throws IOException {
    WorkerTrace trace =
        new WorkerTrace(
            found.rules().ports(),
            found.world().address(worker),
            found.world().workers().get(worker).name());
    Played.of(found.world(), trace, found.choices());
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Recording life : trace.lives) {
      life.recorder().close();
      all.write(life.bytes().toByteArray());
    }
    return all.toByteArray();
  }

  @Override
  public WorkerPort worker(Settings settings) {
    if (!settings.address().equals(address)) {
      return ports.worker(settings);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    TraceRecorder recorder =
        new TraceRecorder(
            new WorkerStateMachine(settings, ports.workerRules(), 0),
            name + "#" + lives.size(),
            bytes);
    lives.add(new Recording(recorder, bytes));
    return new RecordedWorker(recorder, LivePorts.viewOf(recorder.machine()));
  }

  @Override
  public SchedulerPort scheduler() {
    return ports.scheduler();
  }

  @Override
  public NetworkRules network() {
    return ports.network();
  }

  private record RecordedWorker(TraceRecorder recorder, WorkerPort worker) implements WorkerPort {
    @Override
    public List<Instruction> handle(Event event) {
      return recorder.handle(event);
    }

    @Override
    public @Nullable Task task(String key) {
      return worker.task(key);
    }

    @Override
    public List<Task> tasks() {
      return worker.tasks();
    }

    @Override
    public boolean running() {
      return worker.running();
    }

    @Override
    public Inventory inventory() {
      return worker.inventory();
    }

    @Override
    public Gauges gauges() {
      return worker.gauges();
    }

    @Override
    public void check() {
      worker.check();
    }
  }
}
