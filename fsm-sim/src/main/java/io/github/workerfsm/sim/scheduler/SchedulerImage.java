package io.github.workerfsm.sim.scheduler;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.ByteArrayDataInput;
import com.google.common.io.ByteArrayDataOutput;
import com.google.common.io.ByteStreams;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.Resources;
import io.github.workerfsm.task.TaskSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler between two stimuli as bytes, and back.
 *
 * <p>Canonical: schedulers that know the same have the same bytes, whatever happened before. No
 * counter is in them; runs and steal ids go through mappings of the caller's, who knows which of
 * them can still be heard of. A run that no report can be compared with is left out. Workers are in
 * the order of joining, which decides ties; tasks in key order.
 *
 * <p>Rules and identities are not in the image: whoever restores hands them in.
 */
public final class SchedulerImage {
  private static final int NOBODY = -1;

  private SchedulerImage() {}

  /** The image with runs and steal ids as they are. */
  public static byte[] of(Scheduler scheduler) {
    return of(scheduler, LongUnaryOperator.identity(), UnaryOperator.identity());
  }

  /**
   * The image.
   *
   * @param runs what to write for a run
   * @param stealIds what to write for the id of a steal request
   */
  public static byte[] of(
      Scheduler scheduler, LongUnaryOperator runs, UnaryOperator<String> stealIds) {
    SchedulerState state = scheduler.state();
    ByteArrayDataOutput out = ByteStreams.newDataOutput();
    List<WorkerRecord> workers = workers(state);
    List<TaskRecord> tasks = List.copyOf(state.tasks.values());
    out.writeInt(state.workers.size());
    out.writeInt(workers.size());
    for (WorkerRecord worker : workers) {
      write(out, worker);
    }
    out.writeInt(tasks.size());
    for (TaskRecord task : tasks) {
      out.writeUTF(task.key());
    }
    for (TaskRecord task : tasks) {
      write(out, task, tasks, workers, runs);
    }
    for (WorkerRecord worker : workers) {
      out.writeInt(worker.heirs.size());
      for (Map.Entry<String, WorkerRecord> heir : worker.heirs.entrySet()) {
        out.writeUTF(heir.getKey());
        out.writeInt(workers.indexOf(heir.getValue()));
      }
    }
    out.writeInt(state.steals.size());
    for (StealEntry entry : state.steals.values()) {
      out.writeUTF(entry.key());
      write(out, entry.victim());
      write(out, entry.thief());
      out.writeUTF(stealIds.apply(entry.id()));
    }
    return out.toByteArray();
  }

  /**
   * A scheduler that knows what the image says.
   *
   * @param image what {@link #of} has written
   * @param rules under which it goes on; the image does not say
   * @param identities where it takes identities from
   */
  public static Scheduler restore(byte[] image, SchedulerRules rules, Identities identities) {
    SchedulerState state = new SchedulerState(rules, identities);
    ByteArrayDataInput in = ByteStreams.newDataInput(image);
    int registered = in.readInt();
    List<WorkerRecord> workers = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      workers.add(readWorker(in, workers.size()));
    }
    workers.subList(0, registered).forEach(worker -> state.workers.put(worker.id(), worker));
    state.joins = workers.size();
    List<TaskRecord> tasks = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      tasks.add(new TaskRecord(in.readUTF()));
    }
    for (TaskRecord task : tasks) {
      state.tasks.put(task.key(), task);
      read(in, task, tasks, workers);
      switch (task.state()) {
        case QUEUED -> state.queued.add(task);
        case NO_WORKER -> state.noWorker.add(task);
        case RELEASED, WAITING, PROCESSING, MEMORY, ERRED, FORGOTTEN -> {}
      }
    }
    for (WorkerRecord worker : workers) {
      for (int i = in.readInt(); i > 0; i--) {
        worker.heirs.put(in.readUTF(), workers.get(in.readInt()));
      }
    }
    for (int i = in.readInt(); i > 0; i--) {
      StealEntry entry =
          new StealEntry(in.readUTF(), readWorkerId(in), readWorkerId(in), in.readUTF());
      state.steals.put(entry.key(), entry);
    }
    return new Scheduler(state);
  }

  /** Registered ones in the order of joining, then those that only a faulty rule still knows. */
  private static List<WorkerRecord> workers(SchedulerState state) {
    List<WorkerRecord> workers = new ArrayList<>(state.workers.values());
    for (TaskRecord task : state.tasks.values()) {
      if (task.processingOn != null && !workers.contains(task.processingOn)) {
        workers.add(task.processingOn);
      }
    }
    for (WorkerRecord worker : List.copyOf(workers)) {
      for (WorkerRecord heir : worker.heirs.values()) {
        if (!workers.contains(heir)) {
          workers.add(heir);
        }
      }
    }
    return workers;
  }

  private static void write(ByteArrayDataOutput out, WorkerRecord worker) {
    write(out, worker.id());
    out.writeInt(worker.threads());
    write(out, worker.resources());
    out.writeByte(worker.status.ordinal());
  }

  private static WorkerRecord readWorker(ByteArrayDataInput in, int joined) {
    WorkerRecord worker =
        new WorkerRecord(readWorkerId(in), in.readInt(), readResources(in), joined);
    worker.status = WorkerStatus.values()[in.readByte()];
    return worker;
  }

  private static void write(ByteArrayDataOutput out, WorkerId id) {
    out.writeUTF(id.address());
    out.writeInt(id.incarnation());
  }

  private static WorkerId readWorkerId(ByteArrayDataInput in) {
    return new WorkerId(in.readUTF(), in.readInt());
  }

  private static void write(
      ByteArrayDataOutput out,
      TaskRecord task,
      List<TaskRecord> tasks,
      List<WorkerRecord> workers,
      LongUnaryOperator runs) {
    out.writeByte(task.state().ordinal());
    out.writeBoolean(task.wanted);
    out.writeBoolean(task.longRunning);
    out.writeBoolean(task.repeated);
    writeNullable(out, task.definition);
    out.writeInt(task.inputs.size());
    for (TaskRecord input : task.inputs) {
      out.writeInt(tasks.indexOf(input));
      out.writeBoolean(task.waitingOn.contains(input));
    }
    out.writeInt(task.processingOn == null ? NOBODY : workers.indexOf(task.processingOn));
    write(out, task.whoHas, workers);
    write(out, task.erredOn, workers);
    write(out, task.told, workers);
    boolean comparable =
        task.state() == SchedulerTaskState.PROCESSING || task.state() == SchedulerTaskState.MEMORY;
    out.writeLong(
        comparable && task.run != TaskSpec.NO_RUN ? runs.applyAsLong(task.run) : TaskSpec.NO_RUN);
    out.writeInt(task.retriesLeft);
    out.writeInt(task.suspicious);
    writeNullable(out, task.failure);
    writeNullable(out, task.blamedOn);
    out.writeLong(task.nbytes);
  }

  private static void read(
      ByteArrayDataInput in, TaskRecord task, List<TaskRecord> tasks, List<WorkerRecord> workers) {
    task.restore(SchedulerTaskState.values()[in.readByte()]);
    task.wanted = in.readBoolean();
    task.longRunning = in.readBoolean();
    task.repeated = in.readBoolean();
    task.definition = readDefinition(in, task.key());
    for (int i = in.readInt(); i > 0; i--) {
      TaskRecord input = tasks.get(in.readInt());
      task.link(input);
      if (in.readBoolean()) {
        task.waitingOn.add(input);
      }
    }
    int processingOn = in.readInt();
    if (processingOn != NOBODY) {
      WorkerRecord worker = workers.get(processingOn);
      task.processingOn = worker;
      worker.processing.put(task.key(), task);
    }
    task.whoHas.addAll(readWorkers(in, workers));
    task.whoHas.forEach(holder -> holder.hasWhat.put(task.key(), task));
    task.erredOn.addAll(readWorkers(in, workers));
    task.told.addAll(readWorkers(in, workers));
    task.run = in.readLong();
    task.retriesLeft = in.readInt();
    task.suspicious = in.readInt();
    task.failure = readText(in);
    task.blamedOn = readText(in);
    task.nbytes = in.readLong();
  }

  /** Those in the list of workers, in its order; others have gone and matter no more. */
  private static void write(
      ByteArrayDataOutput out, Collection<WorkerRecord> some, List<WorkerRecord> workers) {
    List<WorkerRecord> known = workers.stream().filter(some::contains).toList();
    out.writeInt(known.size());
    known.forEach(worker -> out.writeInt(workers.indexOf(worker)));
  }

  private static List<WorkerRecord> readWorkers(ByteArrayDataInput in, List<WorkerRecord> workers) {
    List<WorkerRecord> some = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      some.add(workers.get(in.readInt()));
    }
    return some;
  }

  private static void writeNullable(ByteArrayDataOutput out, @Nullable TaskDefinition definition) {
    out.writeBoolean(definition != null);
    if (definition == null) {
      return;
    }
    write(out, definition.dependencies());
    out.writeUTF(definition.function());
    out.writeInt(definition.priority().length());
    for (int i = 0; i < definition.priority().length(); i++) {
      out.writeDouble(definition.priority().element(i));
    }
    write(out, definition.resources());
    write(out, definition.workers());
    out.writeInt(definition.retries());
  }

  private static @Nullable TaskDefinition readDefinition(ByteArrayDataInput in, String key) {
    if (!in.readBoolean()) {
      return null;
    }
    ImmutableList<String> dependencies = readTexts(in);
    String function = in.readUTF();
    double[] priority = new double[in.readInt()];
    for (int i = 0; i < priority.length; i++) {
      priority[i] = in.readDouble();
    }
    return new TaskDefinition(
        key,
        dependencies,
        function,
        Priority.of(priority),
        readResources(in),
        readTexts(in),
        in.readInt());
  }

  private static void write(ByteArrayDataOutput out, Resources resources) {
    out.writeInt(resources.amounts().size());
    resources
        .amounts()
        .forEach(
            (name, amount) -> {
              out.writeUTF(name);
              out.writeDouble(amount);
            });
  }

  private static Resources readResources(ByteArrayDataInput in) {
    ImmutableMap.Builder<String, Double> amounts = ImmutableMap.builder();
    for (int i = in.readInt(); i > 0; i--) {
      amounts.put(in.readUTF(), in.readDouble());
    }
    return Resources.of(amounts.buildOrThrow());
  }

  private static void write(ByteArrayDataOutput out, List<String> texts) {
    out.writeInt(texts.size());
    texts.forEach(out::writeUTF);
  }

  private static ImmutableList<String> readTexts(ByteArrayDataInput in) {
    ImmutableList.Builder<String> texts = ImmutableList.builder();
    for (int i = in.readInt(); i > 0; i--) {
      texts.add(in.readUTF());
    }
    return texts.build();
  }

  private static void writeNullable(ByteArrayDataOutput out, @Nullable String text) {
    out.writeBoolean(text != null);
    if (text != null) {
      out.writeUTF(text);
    }
  }

  private static @Nullable String readText(ByteArrayDataInput in) {
    return in.readBoolean() ? in.readUTF() : null;
  }
}
