package io.github.workerfsm.sim.testkit.example;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.sim.scheduler.Outgoing;
import io.github.workerfsm.sim.scheduler.SchedulerEvent;
import io.github.workerfsm.sim.scheduler.TaskDefinition;
import io.github.workerfsm.sim.scheduler.WorkerId;
import io.github.workerfsm.sim.world.SchedulerPort;
import io.github.workerfsm.task.TaskSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler for a world without faults: deals tasks out to the workers in turn and believes that
 * whatever it has dealt out comes back. When a worker is lost, it strikes it off and does nothing
 * about what that worker was to compute.
 */
final class NaiveScheduler implements SchedulerPort {
  /** A task, and what is known of it. */
  private static final class Entry {
    final TaskDefinition definition;
    final Set<WorkerId> holders = new LinkedHashSet<>();
    @Nullable WorkerId processingOn;
    long run = TaskSpec.NO_RUN;

    Entry(TaskDefinition definition) {
      this.definition = definition;
    }

    String state() {
      return processingOn != null ? "processing" : holders.isEmpty() ? "waiting" : "memory";
    }
  }

  private final Map<String, Entry> tasks = new LinkedHashMap<>();
  private final Set<String> wanted = new LinkedHashSet<>();
  private final List<WorkerId> workers = new ArrayList<>();
  private final List<Outgoing> messages = new ArrayList<>();
  private int turn;
  private long runs;
  private int stimuli;

  @Override
  public List<Outgoing> handle(SchedulerEvent event) {
    messages.clear();
    if (event instanceof SchedulerEvent.Submit submit) {
      submit.tasks().forEach(task -> tasks.putIfAbsent(task.key(), new Entry(task)));
      wanted.addAll(submit.wanted());
    } else if (event instanceof SchedulerEvent.Release release) {
      wanted.removeAll(release.keys());
      forgetUnneeded();
    } else if (event instanceof SchedulerEvent.Join join) {
      workers.add(join.worker());
    } else if (event instanceof SchedulerEvent.Lost lost) {
      workers.remove(lost.worker());
    } else if (event instanceof SchedulerEvent.FromWorker from) {
      heard(from.worker(), from.message());
    }
    deal();
    return ImmutableList.copyOf(messages);
  }

  private void heard(WorkerId worker, Instruction.ToScheduler message) {
    if (message instanceof Instruction.TaskFinished finished) {
      Entry task = tasks.get(finished.key());
      if (task != null) {
        task.processingOn = null;
        task.holders.add(worker);
      }
    } else if (message instanceof Instruction.AddKeys added) {
      for (String key : added.keys()) {
        Entry task = tasks.get(key);
        if (task != null) {
          task.holders.add(worker);
        }
      }
    } else if (message instanceof Instruction.ReleaseWorkerData released) {
      Entry task = tasks.get(released.key());
      if (task != null) {
        task.holders.remove(worker);
      }
    }
  }

  private void deal() {
    for (Entry task : tasks.values()) {
      if (task.state().equals("waiting") && !workers.isEmpty() && inputsAreThere(task)) {
        WorkerId worker = workers.get(turn++ % workers.size());
        task.processingOn = worker;
        task.run = runs++;
        messages.add(new Outgoing(worker, assignment(task)));
      }
    }
  }

  private boolean inputsAreThere(Entry task) {
    return task.definition.dependencies().stream()
        .allMatch(key -> tasks.get(key).state().equals("memory"));
  }

  private Event assignment(Entry task) {
    TaskDefinition definition = task.definition;
    TaskSpec spec =
        TaskSpec.of(definition.key())
            .dependencies(definition.dependencies())
            .priority(definition.priority())
            .payload(definition.function())
            .run(task.run)
            .build();
    List<Event.Input> inputs = new ArrayList<>();
    for (String key : definition.dependencies()) {
      List<String> places = tasks.get(key).holders.stream().map(WorkerId::address).toList();
      inputs.add(new Event.Input(key, 1, places));
    }
    return new Event.ComputeTask("naive-" + stimuli++, spec, inputs, false);
  }

  private void forgetUnneeded() {
    Set<String> needed = new LinkedHashSet<>(wanted);
    List<String> keys = new ArrayList<>(tasks.keySet());
    for (int i = keys.size() - 1; i >= 0; i--) {
      if (needed.contains(keys.get(i))) {
        needed.addAll(tasks.get(keys.get(i)).definition.dependencies());
      }
    }
    keys.removeAll(needed);
    keys.forEach(tasks::remove);
    for (WorkerId worker : workers) {
      messages.add(new Outgoing(worker, new Event.ForgetKeys("naive-" + stimuli++, keys)));
    }
  }

  @Override
  public @Nullable String state(String key) {
    Entry task = tasks.get(key);
    return task == null ? null : task.state();
  }

  @Override
  public @Nullable WorkerId processingOn(String key) {
    Entry task = tasks.get(key);
    return task == null ? null : task.processingOn;
  }

  @Override
  public long run(String key) {
    Entry task = tasks.get(key);
    return task == null ? TaskSpec.NO_RUN : task.run;
  }

  @Override
  public List<WorkerId> holders(String key) {
    Entry task = tasks.get(key);
    return task == null ? List.of() : List.copyOf(task.holders);
  }

  @Override
  public @Nullable String function(String key) {
    Entry task = tasks.get(key);
    return task == null ? null : task.definition.function();
  }

  @Override
  public List<String> keys() {
    return List.copyOf(tasks.keySet());
  }

  @Override
  public boolean registered(WorkerId worker) {
    return workers.contains(worker);
  }

  @Override
  public List<String> findings() {
    return List.of();
  }

  @Override
  public String fingerprint() {
    StringBuilder text = new StringBuilder().append(wanted).append(workers);
    tasks.forEach(
        (key, task) ->
            text.append(key).append(task.state()).append(task.processingOn).append(task.holders));
    return text.toString();
  }
}
