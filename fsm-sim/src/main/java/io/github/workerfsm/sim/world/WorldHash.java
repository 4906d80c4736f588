package io.github.workerfsm.sim.world;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.sim.scheduler.Attendance;
import io.github.workerfsm.sim.scheduler.SchedulerEvent;
import io.github.workerfsm.sim.scheduler.TaskDefinition;
import io.github.workerfsm.sim.scheduler.WorkerId;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.Value;
import io.github.workerfsm.worker.Inventory;
import io.github.workerfsm.worker.InventoryEntry;
import java.util.List;
import java.util.Map;

/**
 * 64 bits that stand for a message, a run, a transfer or a stimulus: for all of it that makes a
 * difference. Stimulus ids make none, but for steal requests and their answers; sizes and times are
 * the same for all in a simulated world. The same in every run.
 */
public final class WorldHash {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private WorldHash() {}

  /** Puts {@code word} at the end of what {@code hash} stands for. */
  public static long mix(long hash, long word) {
    long z = (hash + GOLDEN) * 0xBF58476D1CE4E5B9L ^ word;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** A text: by two sums, since one of 32 bits would not tell enough of them apart. */
  public static long of(String text) {
    long other = text.length();
    for (int i = 0; i < text.length(); i++) {
      other = other * 1_000_003 + text.charAt(i);
    }
    return mix(text.hashCode(), other);
  }

  private static long of(List<String> texts) {
    long hash = texts.size();
    for (int i = 0; i < texts.size(); i++) {
      hash = mix(hash, of(texts.get(i)));
    }
    return hash;
  }

  /** A process. */
  public static long of(WorkerId id) {
    return mix(of(id.address()), id.incarnation());
  }

  static long of(OpenRun run) {
    return mix(
        mix(
            run.key() + ((run.seceded() ? 1L : 0) << 32) + ((long) run.phase().ordinal() << 40),
            run.run()),
        of(run.function()));
  }

  static long of(OpenTransfer transfer) {
    return mix(
        mix(
            transfer.peer()
                + ((long) transfer.incarnation() << 16)
                + ((long) transfer.phase().ordinal() << 40),
            transfer.totalNbytes()),
        of(transfer.keys()));
  }

  /** An event of a worker machine. */
  public static long of(Event event) {
    return mix(event.kind().ordinal(), content(event));
  }

  private static long content(Event event) {
    if (event instanceof Event.ComputeTask e) {
      return mix(of(e.spec()), inputs(e.inputs()));
    } else if (event instanceof Event.FreeKeys e) {
      return of(e.keys());
    } else if (event instanceof Event.ForgetKeys e) {
      return of(e.keys());
    } else if (event instanceof Event.AcquireReplicas e) {
      return inputs(e.inputs());
    } else if (event instanceof Event.RemoveReplicas e) {
      return of(e.keys());
    } else if (event instanceof Event.StealRequest e) {
      return mix(of(e.key()), of(e.stimulusId()));
    } else if (event instanceof Event.CancelCompute e) {
      return of(e.key());
    } else if (event instanceof Event.RefreshWhoHas e) {
      return locations(e.locations());
    } else if (event instanceof Event.RemoveWorker e) {
      return of(e.worker());
    } else if (event instanceof Event.UpdateData e) {
      return mix(values(e.data()), e.report() ? 1 : 0);
    } else if (event instanceof Event.ExecuteSuccess e) {
      return mix(mix(of(e.key()), e.run()), of(e.value()));
    } else if (event instanceof Event.ExecuteFailure e) {
      return mix(mix(of(e.key()), e.run()), of(e.failure().text()));
    } else if (event instanceof Event.Reschedule e) {
      return mix(of(e.key()), e.run());
    } else if (event instanceof Event.Secede e) {
      return mix(of(e.key()), e.run());
    } else if (event instanceof Event.GatherSuccess e) {
      return mix(of(e.worker()), values(e.data()));
    } else if (event instanceof Event.GatherBusy e) {
      return of(e.worker());
    } else if (event instanceof Event.GatherNetworkFailure e) {
      return of(e.worker());
    } else if (event instanceof Event.GatherFailure e) {
      return mix(of(e.worker()), of(e.failure().text()));
    } else if (event instanceof Event.RetryBusyWorker e) {
      return of(e.worker());
    }
    return 0; // pause, unpause, find-missing
  }

  private static long of(TaskSpec spec) {
    return mix(mix(of(spec.key()), spec.run()), of(String.valueOf(spec.payload())));
  }

  private static long of(Value value) {
    return value.payload() instanceof Product product
        ? mix(of(product.key()), of(product.function()))
        : of(String.valueOf(value.payload()));
  }

  private static long inputs(List<Event.Input> inputs) {
    long hash = inputs.size();
    for (int i = 0; i < inputs.size(); i++) {
      Event.Input input = inputs.get(i);
      hash =
          mix(
              mix(hash, of(input.key())),
              mix(input.nbytes() * 2 + (input.promised() ? 1 : 0), of(input.holders())));
    }
    return hash;
  }

  private static long locations(List<Event.Location> locations) {
    long hash = locations.size();
    for (int i = 0; i < locations.size(); i++) {
      hash = mix(mix(hash, of(locations.get(i).key())), of(locations.get(i).holders()));
    }
    return hash;
  }

  private static long values(Map<String, Value> values) {
    long hash = values.size();
    for (Map.Entry<String, Value> one : values.entrySet()) {
      hash = mix(mix(hash, of(one.getKey())), of(one.getValue()));
    }
    return hash;
  }

  /** What a worker asks of its surroundings. */
  public static long of(Instruction instruction) {
    if (instruction instanceof Instruction.ToScheduler message) {
      return of(message);
    }
    long kind = instruction.kind().ordinal();
    if (instruction instanceof Instruction.Execute e) {
      return mix(mix(kind, of(e.key())), e.run());
    } else if (instruction instanceof Instruction.GatherDep e) {
      return mix(mix(kind, of(e.worker())), of(e.toGather()));
    } else if (instruction instanceof Instruction.RetryBusyWorkerLater e) {
      return mix(kind, of(e.worker()));
    }
    return kind;
  }

  /** A message of a worker. */
  static long of(Instruction.ToScheduler message) {
    return mix(message.kind().ordinal(), content(message));
  }

  private static long content(Instruction.ToScheduler message) {
    if (message instanceof Instruction.TaskFinished m) {
      return mix(mix(of(m.key()), m.run()), mix(m.nbytes(), of(m.typeName())));
    } else if (message instanceof Instruction.TaskErred m) {
      return mix(mix(of(m.key()), m.run()), of(m.exceptionText()));
    } else if (message instanceof Instruction.ReleaseWorkerData m) {
      return of(m.key());
    } else if (message instanceof Instruction.Reschedule m) {
      return mix(of(m.key()), m.run());
    } else if (message instanceof Instruction.LongRunning m) {
      return mix(mix(of(m.key()), m.run()), m.computeDuration() == null ? 0 : 1);
    } else if (message instanceof Instruction.AddKeys m) {
      return of(m.keys());
    } else if (message instanceof Instruction.RequestRefreshWhoHas m) {
      return of(m.keys());
    } else if (message instanceof Instruction.StealResponse m) {
      return mix(
          mix(of(m.key()), of(m.stimulusId())), m.state() == null ? -1 : m.state().ordinal());
    }
    throw new IllegalArgumentException(message.kind() + " is no message that a hash is known of");
  }

  /** What a worker tells a new scheduler. */
  static long of(Inventory inventory) {
    long hash = mix(of(inventory.address()), inventory.running() ? 1 : 0);
    for (InventoryEntry entry : inventory.entries()) {
      TaskSpec assignment = entry.assignment();
      hash = mix(mix(hash, of(entry.key())), entry.state().ordinal());
      hash =
          mix(
              hash,
              entry.holder().ordinal() + (entry.seceded() ? 4 : 0) + (entry.promised() ? 8 : 0));
      hash = mix(hash, assignment == null ? 0 : of(assignment));
      hash = mix(hash, of(entry.holders()));
      hash = mix(hash, of(String.valueOf(entry.comingFrom())));
      hash = mix(hash, of(String.valueOf(entry.failure())));
    }
    return hash;
  }

  private static long definitions(List<TaskDefinition> tasks) {
    long hash = tasks.size();
    for (TaskDefinition task : tasks) {
      hash = mix(mix(hash, of(task.key())), of(task.function()));
    }
    return hash;
  }

  /** A stimulus of the scheduler. */
  public static long of(SchedulerEvent event) {
    if (event instanceof SchedulerEvent.FromWorker e) {
      return mix(mix(1, of(e.worker())), of(e.message()));
    } else if (event instanceof SchedulerEvent.Submit e) {
      return mix(mix(2, of(e.wanted())), definitions(e.tasks()));
    } else if (event instanceof SchedulerEvent.Release e) {
      return mix(3, of(e.keys()));
    } else if (event instanceof SchedulerEvent.Scattered e) {
      return mix(mix(4, of(e.worker())), of(e.key()));
    } else if (event instanceof SchedulerEvent.Join e) {
      return mix(5, of(e.worker()));
    } else if (event instanceof SchedulerEvent.Lost e) {
      return mix(6, of(e.worker()));
    } else if (event instanceof SchedulerEvent.Leave e) {
      return mix(7, of(e.worker()));
    } else if (event instanceof SchedulerEvent.Paused e) {
      return mix(mix(8, of(e.worker())), e.paused() ? 1 : 0);
    } else if (event instanceof SchedulerEvent.Steal e) {
      return mix(mix(9, of(e.key())), of(e.thief()));
    } else if (event instanceof SchedulerEvent.Acquire e) {
      return mix(mix(10, of(e.worker())), of(e.keys()));
    } else if (event instanceof SchedulerEvent.Remove e) {
      return mix(mix(11, of(e.worker())), of(e.keys()));
    } else if (event instanceof SchedulerEvent.Heartbeat e) {
      return mix(mix(12, of(e.worker())), of(e.executing()));
    } else if (event instanceof SchedulerEvent.Recover e) {
      long hash = mix(13, of(e.wanted()));
      for (Attendance attendance : e.workers()) {
        hash = mix(mix(hash, of(attendance.worker())), of(attendance.inventory()));
      }
      return mix(hash, definitions(e.tasks()));
    }
    throw new IllegalArgumentException(event + " is no stimulus that a hash is known of");
  }
}
