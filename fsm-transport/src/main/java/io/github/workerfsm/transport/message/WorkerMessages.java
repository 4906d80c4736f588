package io.github.workerfsm.transport.message;

import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.event.EventKind;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.instruction.InstructionKind;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.Resources;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.task.Value;
import io.github.workerfsm.transport.wire.MalformedException;
import io.github.workerfsm.transport.wire.Unpacked;
import io.github.workerfsm.transport.wire.WireReader;
import io.github.workerfsm.transport.wire.WireWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What scheduler and worker say to each other as bytes: the events that a scheduler sends, the
 * instructions that are messages to it, and values. Kinds travel as their ordinal plus one, after a
 * format version of this layout.
 *
 * <p>Thread-safe if the codec of the values is.
 */
public final class WorkerMessages {
  private static final int FORMAT = 1;
  private static final List<EventKind> EVENT_KINDS = List.of(EventKind.values());
  private static final List<InstructionKind> INSTRUCTION_KINDS = List.of(InstructionKind.values());
  private static final List<TaskState> STATES = List.of(TaskState.values());

  private final ValueCodec values;

  /** Messages whose payloads and values are written by {@code values}. */
  public WorkerMessages(ValueCodec values) {
    this.values = values;
  }

  // ---- events

  /**
   * An event that a scheduler sends.
   *
   * @throws IllegalArgumentException for one that arises in the worker itself
   */
  public byte[] pack(Event event) {
    WireWriter out = new WireWriter().u8(FORMAT).u8(event.kind().ordinal() + 1);
    out.text(event.stimulusId());
    if (event instanceof Event.ComputeTask compute) {
      write(compute.spec(), out);
      out.list(compute.inputs(), WorkerMessages::write).bool(compute.actor());
    } else if (event instanceof Event.FreeKeys free) {
      out.texts(free.keys());
    } else if (event instanceof Event.ForgetKeys forget) {
      out.texts(forget.keys());
    } else if (event instanceof Event.AcquireReplicas acquire) {
      out.list(acquire.inputs(), WorkerMessages::write);
    } else if (event instanceof Event.RemoveReplicas remove) {
      out.texts(remove.keys());
    } else if (event instanceof Event.StealRequest steal) {
      out.text(steal.key());
    } else if (event instanceof Event.CancelCompute cancel) {
      out.text(cancel.key());
    } else if (event instanceof Event.RefreshWhoHas refresh) {
      out.list(refresh.locations(), (o, l) -> o.text(l.key()).texts(l.holders()));
    } else if (event instanceof Event.RemoveWorker remove) {
      out.text(remove.worker());
    } else if (event instanceof Event.UpdateData update) {
      write(update.data(), out);
      out.bool(update.report());
    } else if (!(event instanceof Event.Pause || event instanceof Event.Unpause)) {
      throw new IllegalArgumentException(
          event.kind().label() + " arises in a worker, expected an event of the scheduler");
    }
    return out.toBytes();
  }

  /** The event in all of {@code bytes}, or what is wrong with them. Never throws. */
  public Unpacked<Event> unpackEvent(byte[] bytes) {
    return Unpacked.of(bytes, this::readEvent);
  }

  private Event readEvent(WireReader in) throws MalformedException {
    EventKind kind = kind(in, EVENT_KINDS, "event");
    String stimulus = in.text();
    return switch (kind) {
      case COMPUTE_TASK ->
          new Event.ComputeTask(
              stimulus, readSpec(in), in.list(16, WorkerMessages::readInput), in.bool());
      case FREE_KEYS -> new Event.FreeKeys(stimulus, in.texts());
      case FORGET_KEYS -> new Event.ForgetKeys(stimulus, in.texts());
      case ACQUIRE_REPLICAS ->
          new Event.AcquireReplicas(stimulus, in.list(16, WorkerMessages::readInput));
      case REMOVE_REPLICAS -> new Event.RemoveReplicas(stimulus, in.texts());
      case STEAL_REQUEST -> new Event.StealRequest(stimulus, in.text());
      case CANCEL_COMPUTE -> new Event.CancelCompute(stimulus, in.text());
      case REFRESH_WHO_HAS ->
          new Event.RefreshWhoHas(
              stimulus, in.list(8, r -> new Event.Location(r.text(), r.texts())));
      case REMOVE_WORKER -> new Event.RemoveWorker(stimulus, in.text());
      case UPDATE_DATA -> new Event.UpdateData(stimulus, readValues(in), in.bool());
      case PAUSE -> new Event.Pause(stimulus);
      case UNPAUSE -> new Event.Unpause(stimulus);
      default -> throw new MalformedException(kind.label() + " does not come from a scheduler");
    };
  }

  private static void write(WireWriter out, Event.Input input) {
    out.text(input.key()).i64(input.nbytes()).texts(input.holders());
  }

  private static Event.Input readInput(WireReader in) throws MalformedException {
    return new Event.Input(in.text(), in.i64(), in.texts());
  }

  private void write(TaskSpec spec, WireWriter out) {
    out.text(spec.key()).texts(spec.dependencies()).i64(spec.run());
    out.i32(spec.priority().length());
    for (int i = 0; i < spec.priority().length(); i++) {
      out.f64(spec.priority().element(i));
    }
    out.i32(spec.resources().amounts().size());
    spec.resources().amounts().forEach((name, amount) -> out.text(name).f64(amount));
    out.bytes(values.encode(spec.payload()));
  }

  private TaskSpec readSpec(WireReader in) throws MalformedException {
    TaskSpec.Builder spec = TaskSpec.of(in.text()).dependencies(in.texts());
    long run = in.i64();
    if (run != TaskSpec.NO_RUN) {
      spec.run(run);
    }
    double[] elements = new double[in.count(Double.BYTES)];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = in.f64();
    }
    spec.priority(Priority.of(elements));
    Map<String, Double> amounts = new LinkedHashMap<>();
    for (int i = in.count(12); i > 0; i--) {
      amounts.put(in.text(), in.f64());
    }
    return spec.resources(Resources.of(amounts)).payload(values.decode(in.bytes())).build();
  }

  // ---- instructions

  /** A message to the scheduler. */
  public byte[] pack(Instruction.ToScheduler instruction) {
    WireWriter out = new WireWriter().u8(FORMAT).u8(instruction.kind().ordinal() + 1);
    out.text(instruction.stimulusId());
    if (instruction instanceof Instruction.TaskFinished done) {
      out.text(done.key()).i64(done.run()).i64(done.nbytes()).text(done.typeName());
    } else if (instruction instanceof Instruction.TaskErred erred) {
      out.text(erred.key()).i64(erred.run()).text(shortened(erred.exceptionText()));
    } else if (instruction instanceof Instruction.ReleaseWorkerData released) {
      out.text(released.key());
    } else if (instruction instanceof Instruction.Reschedule again) {
      out.text(again.key()).i64(again.run());
    } else if (instruction instanceof Instruction.LongRunning seceded) {
      Double duration = seceded.computeDuration();
      out.text(seceded.key()).i64(seceded.run()).f64(duration == null ? Double.NaN : duration);
    } else if (instruction instanceof Instruction.AddKeys added) {
      out.texts(added.keys());
    } else if (instruction instanceof Instruction.RequestRefreshWhoHas request) {
      out.texts(request.keys());
    } else if (instruction instanceof Instruction.StealResponse steal) {
      TaskState state = steal.state();
      out.text(steal.key()).u8(state == null ? 0 : state.ordinal() + 1);
    }
    return out.toBytes();
  }

  /** A text on the wire has a limit, an exception has none. */
  private static String shortened(String text) {
    int most = WireReader.MAX_TEXT / 4;
    return text.length() <= most ? text : text.substring(0, most);
  }

  /** The instruction in all of {@code bytes}, or what is wrong with them. Never throws. */
  public Unpacked<Instruction.ToScheduler> unpackInstruction(byte[] bytes) {
    return Unpacked.of(bytes, WorkerMessages::readInstruction);
  }

  private static Instruction.ToScheduler readInstruction(WireReader in) throws MalformedException {
    InstructionKind kind = kind(in, INSTRUCTION_KINDS, "instruction");
    String stimulus = in.text();
    return switch (kind) {
      case TASK_FINISHED ->
          new Instruction.TaskFinished(
              stimulus, in.text(), in.i64(), in.count64("size"), in.text());
      case TASK_ERRED -> new Instruction.TaskErred(stimulus, in.text(), in.i64(), in.text());
      case RELEASE_WORKER_DATA -> new Instruction.ReleaseWorkerData(stimulus, in.text());
      case RESCHEDULE -> new Instruction.Reschedule(stimulus, in.text(), in.i64());
      case LONG_RUNNING -> longRunning(stimulus, in);
      case ADD_KEYS -> new Instruction.AddKeys(stimulus, in.texts());
      case REQUEST_REFRESH_WHO_HAS -> new Instruction.RequestRefreshWhoHas(stimulus, in.texts());
      case STEAL_RESPONSE -> stealResponse(stimulus, in);
      default -> throw new MalformedException(kind.label() + " does not go to a scheduler");
    };
  }

  private static Instruction.LongRunning longRunning(String stimulus, WireReader in)
      throws MalformedException {
    String key = in.text();
    long run = in.i64();
    double duration = in.f64();
    return new Instruction.LongRunning(
        stimulus, key, run, Double.isNaN(duration) ? null : (Double) duration);
  }

  private static Instruction.StealResponse stealResponse(String stimulus, WireReader in)
      throws MalformedException {
    String key = in.text();
    int state = in.u8();
    if (state > STATES.size()) {
      throw new MalformedException(
          "task state " + state + " of " + key + ", expected 0 to " + STATES.size());
    }
    return new Instruction.StealResponse(stimulus, key, state == 0 ? null : STATES.get(state - 1));
  }

  // ---- values

  /** Keys and their values. */
  public byte[] pack(Map<String, Value> data) {
    WireWriter out = new WireWriter();
    write(data, out);
    return out.toBytes();
  }

  /** The values in all of {@code bytes}, or what is wrong with them. Never throws. */
  public Unpacked<ImmutableMap<String, Value>> unpackValues(byte[] bytes) {
    return Unpacked.of(bytes, this::readValues);
  }

  private void write(Map<String, Value> data, WireWriter out) {
    out.i32(data.size());
    data.forEach(
        (key, value) ->
            out.text(key)
                .i64(value.nbytes())
                .text(value.typeName())
                .bytes(values.encode(value.payload())));
  }

  private ImmutableMap<String, Value> readValues(WireReader in) throws MalformedException {
    int count = in.count(20);
    ImmutableMap.Builder<String, Value> data = ImmutableMap.builder();
    for (int i = 0; i < count; i++) {
      String key = in.text();
      long nbytes = in.count64("size of " + key);
      String typeName = in.text();
      data.put(key, new Value(values.decode(in.bytes()), nbytes, typeName));
    }
    return data.buildOrThrow();
  }

  private static <K extends Enum<K>> K kind(WireReader in, List<K> kinds, String what)
      throws MalformedException {
    int format = in.u8();
    if (format != FORMAT) {
      throw new MalformedException(what + " has format " + format + ", expected " + FORMAT);
    }
    int code = in.u8();
    if (code < 1 || code > kinds.size()) {
      throw new MalformedException(what + " kind " + code + ", expected 1 to " + kinds.size());
    }
    return kinds.get(code - 1);
  }
}
