package io.github.workerfsm.sim.world;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The state of a world as text, for comparing and for people. */
public final class WorldText {
  private final World world;
  private final WorldSpec spec;

  /** Of this world, as it is whenever it is asked. */
  public WorldText(World world) {
    this.world = world;
    this.spec = world.spec();
  }

  /**
   * Everything that decides what can happen next, without counters and stimulus ids, and of runs
   * only whether they are the last one assigned: two equal texts are the same state come back.
   */
  public String fingerprint() {
    StringBuilder text = new StringBuilder(world.scheduler().fingerprint());
    text.append(world.state().scheduled ? "" : "S is not there");
    for (int w = 0; w < spec.workers().size(); w++) {
      text.append(world.state().heard[w] == null ? "" : "heard ");
      text.append("\n").append(spec.workers().get(w).name()).append(' ');
      text.append(world.state().process[w]);
      WorkerPort port = world.worker(w);
      if (port != null) {
        text.append(port.running() ? "" : " paused");
        for (Task task : port.tasks()) {
          text.append("; ").append(task(task));
        }
      }
      channels(w, text);
    }
    return text.toString();
  }

  private String task(Task task) {
    Value value = task.value();
    String waitsFor = task.waitingFor().isEmpty() ? "" : " for " + task.waitingFor();
    String from = task.comingFrom() == null ? "" : " from " + task.comingFrom();
    String inputs = task.dependencies().isEmpty() ? "" : " of " + keys(task.dependencies());
    String payload =
        value != null && value.payload() instanceof Product product ? " " + product.function() : "";
    return task.key()
        + ' '
        + StateText.of(task)
        + inputs
        + waitsFor
        + from
        + " at "
        + task.holders()
        + (task.suspicion() == 0 ? "" : " failed " + task.suspicion())
        + payload
        + (task.spec() == null ? "" : age(task.key(), task.spec().run()))
        + (task.running() == null ? "" : age(task.key(), task.running().run()));
  }

  private String age(String key, long run) {
    return run == world.scheduler().run(key) ? " current" : " stale";
  }

  private String message(MessageText message) {
    String age = message.run() == TaskSpec.NO_RUN ? "" : age(message.keys().get(0), message.run());
    return message.withoutRun() + age;
  }

  private static List<String> keys(List<Task> tasks) {
    return tasks.stream().map(Task::key).toList();
  }

  private void channels(int w, StringBuilder text) {
    Fifo<Event> in = world.toWorker(w);
    for (int i = 0; i < in.size(); i++) {
      text.append("; <").append(message(MessageText.of(in.get(i), spec)));
    }
    Fifo<Instruction.ToScheduler> out = world.toScheduler(w);
    for (int i = 0; i < out.size(); i++) {
      text.append("; >").append(message(MessageText.of(out.get(i))));
    }
    Fifo<OpenRun> runs = world.runs(w);
    for (int i = 0; i < runs.size(); i++) {
      OpenRun run = runs.get(i);
      text.append("; run ").append(run.key()).append(run.function()).append(run.phase());
      text.append(age(spec.keys().get(run.key()), run.run()));
    }
    Fifo<OpenTransfer> transfers = world.transfers(w);
    for (int i = 0; i < transfers.size(); i++) {
      OpenTransfer open = transfers.get(i);
      text.append("; from ").append(open.peer()).append(open.keys()).append(open.phase());
    }
    text.append("; retry ").append(world.state().retries[w]);
  }

  /**
   * Where every task is: {@code A x} to its state on A, {@code S x} to its state at the scheduler,
   * with the worker that is to compute it.
   */
  public Map<String, String> states() {
    Map<String, String> states = new LinkedHashMap<>();
    for (String key : world.scheduler().keys()) {
      states.put("S " + key, schedulerState(key));
    }
    for (int w = 0; w < spec.workers().size(); w++) {
      WorkerPort port = world.worker(w);
      if (port != null) {
        for (Task task : port.tasks()) {
          states.put(spec.workers().get(w).name() + " " + task.key(), StateText.of(task));
        }
      }
    }
    return states;
  }

  /** The state of the key at the scheduler, for example {@code processing on A}. */
  public String schedulerState(String key) {
    String state = world.scheduler().state(key);
    if (state == null) {
      return "forgotten";
    }
    var on = world.scheduler().processingOn(key);
    if (on != null) {
      return state + " on " + spec.nameOf(on.address());
    }
    var holders = world.scheduler().holders(key);
    if (holders.isEmpty()) {
      return state;
    }
    return state
        + " on "
        + String.join(", ", holders.stream().map(id -> spec.nameOf(id.address())).toList());
  }

  /** The message that a delivery would deliver next; null for other choices. */
  public @Nullable MessageText message(Choice choice) {
    List<MessageText> messages = messages(choice);
    return messages.isEmpty() ? null : messages.get(0);
  }

  /** The messages on the channel of a delivery, the next one first. */
  public List<MessageText> messages(Choice choice) {
    List<MessageText> messages = new ArrayList<>();
    if (choice.kind() == ChoiceKind.TO_WORKER) {
      Fifo<Event> channel = world.toWorker(choice.worker());
      for (int i = 0; i < channel.size(); i++) {
        messages.add(MessageText.of(channel.get(i), spec));
      }
    } else if (choice.kind() == ChoiceKind.TO_SCHEDULER) {
      Fifo<Instruction.ToScheduler> channel = world.toScheduler(choice.worker());
      for (int i = 0; i < channel.size(); i++) {
        messages.add(MessageText.of(channel.get(i)));
      }
    }
    return messages;
  }
}
