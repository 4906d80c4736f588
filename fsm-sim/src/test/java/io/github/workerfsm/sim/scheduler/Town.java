package io.github.workerfsm.sim.scheduler;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.Failure;
import io.github.workerfsm.task.Resources;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.task.Value;
import io.github.workerfsm.worker.Settings;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A scheduler and real worker machines with channels between them, for properties: every choice is
 * a number, taken modulo what is possible. Only what the scheduler needs is here.
 */
final class Town {
  private static final List<String> KEYS = List.of("w", "x", "y", "z");

  /** An inhabitant: a machine, its channels, threads and transfers. */
  private static final class Inhabitant {
    final WorkerId id;
    final WorkerStateMachine machine;
    final Deque<Event> in = new ArrayDeque<>();
    final Deque<Instruction.ToScheduler> out = new ArrayDeque<>();
    final List<Instruction.Execute> runs = new ArrayList<>();
    final List<Instruction.GatherDep> transfers = new ArrayList<>();
    final List<String> busy = new ArrayList<>();

    Inhabitant(WorkerId id) {
      this.id = id;
      this.machine = new WorkerStateMachine(Settings.at(id.address()).build());
    }
  }

  final Scheduler scheduler;
  final List<String> log = new ArrayList<>();
  final Numbers numbers = new Numbers();

  /** Everything that the scheduler has been told, and what it has said to it. */
  final List<SchedulerEvent> told = new ArrayList<>();

  final List<List<Outgoing>> said = new ArrayList<>();
  private final Map<String, Inhabitant> inhabitants = new LinkedHashMap<>();
  private final int[] incarnations = new int[3];
  private int stimuli;
  private int scatters;

  Town(SchedulerOverride... overrides) {
    scheduler = new Scheduler(SchedulerRules.CURRENT.with(overrides), numbers);
    join(0);
    join(1);
  }

  /** Counted identities that can be counted on from where another one is. */
  static final class Numbers implements Identities {
    private long last;

    Numbers copy() {
      Numbers copy = new Numbers();
      copy.last = last;
      return copy;
    }

    @Override
    public String stimulus(String kind) {
      return kind + "-" + ++last;
    }

    @Override
    public String steal(String key) {
      return "steal-" + ++last;
    }

    @Override
    public long run(String key) {
      return ++last;
    }
  }

  // ---- choices

  /** Takes one choice: {@code kind} decides what, {@code pick} on whom. */
  void take(int kind, int pick) {
    switch (Math.floorMod(kind, 24)) {
      case 0, 1, 2, 3, 4 -> deliverToWorker(pick);
      case 5, 6, 7, 8, 9 -> deliverToScheduler(pick);
      case 10 -> endRun(pick);
      case 11 -> endRun(pick * 4);
      case 12, 13 -> endTransfer(pick);
      case 14 -> retry(pick);
      case 15, 16 -> submit(pick);
      case 17 -> release(pick);
      case 18 -> steal(pick);
      case 19 -> copies(pick);
      case 20 -> pause(pick);
      case 21 -> kill(pick);
      case 22 -> comeOrGo(pick);
      default -> scatter(pick);
    }
  }

  private void deliverToWorker(int pick) {
    Inhabitant inhabitant = pick(withMessages(), pick);
    if (inhabitant != null && !inhabitant.in.isEmpty()) {
      feed(inhabitant, inhabitant.in.removeFirst());
    }
  }

  private void deliverToScheduler(int pick) {
    Inhabitant inhabitant =
        pick(inhabitants.values().stream().filter(i -> !i.out.isEmpty()).toList(), pick);
    if (inhabitant != null) {
      tell(new SchedulerEvent.FromWorker(inhabitant.id, inhabitant.out.removeFirst()));
    }
  }

  private List<Inhabitant> withMessages() {
    return inhabitants.values().stream().filter(i -> !i.in.isEmpty()).toList();
  }

  /** Success three times out of five; else a failure, or the wish to be run elsewhere. */
  private void endRun(int pick) {
    Inhabitant inhabitant =
        pick(inhabitants.values().stream().filter(i -> !i.runs.isEmpty()).toList(), pick);
    if (inhabitant == null) {
      return;
    }
    Instruction.Execute run = inhabitant.runs.get(Math.floorMod(pick / 3, inhabitant.runs.size()));
    switch (Math.floorMod(pick / 7, 6)) {
      case 0 -> {
        inhabitant.runs.remove(run);
        feed(
            inhabitant,
            new Event.ExecuteFailure(stimulus(), run.key(), run.run(), Failure.of("boom")));
      }
      case 1 -> {
        inhabitant.runs.remove(run);
        feed(inhabitant, new Event.Reschedule(stimulus(), run.key(), run.run()));
      }
      case 2 -> {
        Task task = inhabitant.machine.task(run.key());
        if (task != null && !task.seceded()) {
          feed(inhabitant, new Event.Secede(stimulus(), run.key(), run.run(), 0.5));
        }
      }
      default -> succeed(inhabitant, run);
    }
  }

  private void succeed(Inhabitant inhabitant, Instruction.Execute run) {
    inhabitant.runs.remove(run);
    feed(
        inhabitant,
        new Event.ExecuteSuccess(
            stimulus(), run.key(), run.run(), new Value(run.spec().payload(), 8, "int")));
  }

  private void endTransfer(int pick) {
    Inhabitant inhabitant =
        pick(inhabitants.values().stream().filter(i -> !i.transfers.isEmpty()).toList(), pick);
    if (inhabitant == null) {
      return;
    }
    Instruction.GatherDep transfer =
        inhabitant.transfers.get(Math.floorMod(pick / 3, inhabitant.transfers.size()));
    inhabitant.transfers.remove(transfer);
    if (Math.floorMod(pick / 7, 5) == 0 && inhabitants.containsKey(transfer.worker())) {
      feed(inhabitant, new Event.GatherBusy(stimulus(), transfer.worker(), transfer.totalNbytes()));
    } else {
      arrive(inhabitant, transfer);
    }
  }

  private void arrive(Inhabitant inhabitant, Instruction.GatherDep transfer) {
    inhabitant.transfers.remove(transfer);
    Inhabitant peer = inhabitants.get(transfer.worker());
    if (peer == null) {
      feed(
          inhabitant,
          new Event.GatherNetworkFailure(stimulus(), transfer.worker(), transfer.totalNbytes()));
      return;
    }
    ImmutableMap.Builder<String, Value> data = ImmutableMap.builder();
    for (String key : transfer.toGather()) {
      Task held = peer.machine.task(key);
      if (held != null && held.value() != null) {
        data.put(key, Objects.requireNonNull(held.value()));
      }
    }
    feed(
        inhabitant,
        new Event.GatherSuccess(
            stimulus(), transfer.worker(), transfer.totalNbytes(), data.buildOrThrow()));
  }

  private void retry(int pick) {
    Inhabitant inhabitant = pick(List.copyOf(inhabitants.values()), pick);
    if (inhabitant == null) {
      return;
    }
    if (!inhabitant.busy.isEmpty()) {
      feed(inhabitant, new Event.RetryBusyWorker(stimulus(), inhabitant.busy.remove(0)));
    } else {
      feed(inhabitant, new Event.FindMissing(stimulus()));
    }
  }

  /** One of several graphs; the function of a task changes from time to time. */
  private void submit(int pick) {
    String function = Math.floorMod(pick / 11, 4) == 0 ? "g" : "f";
    List<TaskDefinition> tasks =
        switch (Math.floorMod(pick, 5)) {
          case 0 -> List.of(Desk.task("x"), Desk.task("y(x)"));
          case 1 -> List.of(Desk.task("w"), Desk.task("x"), Desk.task("z(w, x)"));
          case 2 -> List.of(Desk.computing(function, "x"));
          case 3 ->
              List.of(
                  Desk.retried(1, "w"), Desk.task("x"), Desk.task("y(x)"), Desk.task("z(y, w)"));
          default ->
              List.of(
                  Desk.task("r-1"),
                  Desk.task("r-2"),
                  Desk.task("r-3"),
                  Desk.task("r-4"),
                  Desk.task("r-5"));
        };
    List<String> wanted =
        Math.floorMod(pick, 5) == 4
            ? tasks.stream().map(TaskDefinition::key).toList()
            : List.of(tasks.get(tasks.size() - 1).key());
    tell(new SchedulerEvent.Submit(ImmutableList.copyOf(tasks), ImmutableList.copyOf(wanted)));
  }

  private void release(int pick) {
    String key = pick(scheduler.keys(), pick);
    if (key != null) {
      tell(new SchedulerEvent.Release(ImmutableList.of(key)));
    }
  }

  private void steal(int pick) {
    String key = pick(scheduler.keys(), pick);
    Inhabitant thief = pick(List.copyOf(inhabitants.values()), pick / 5);
    if (key != null && thief != null) {
      tell(new SchedulerEvent.Steal(key, thief.id));
    }
  }

  private void copies(int pick) {
    String key = pick(scheduler.keys(), pick / 2);
    Inhabitant on = pick(List.copyOf(inhabitants.values()), pick / 5);
    if (key != null && on != null) {
      ImmutableList<String> keys = ImmutableList.of(key);
      tell(
          pick % 2 == 0
              ? new SchedulerEvent.Acquire(on.id, keys)
              : new SchedulerEvent.Remove(on.id, keys));
      tell(new SchedulerEvent.Heartbeat(on.id, ImmutableList.copyOf(KEYS)));
    }
  }

  private void pause(int pick) {
    Inhabitant inhabitant = pick(List.copyOf(inhabitants.values()), pick);
    if (inhabitant != null) {
      pause(inhabitant, inhabitant.machine.running());
    }
  }

  private void pause(Inhabitant inhabitant, boolean pause) {
    feed(inhabitant, pause ? new Event.Pause(stimulus()) : new Event.Unpause(stimulus()));
    tell(new SchedulerEvent.Paused(inhabitant.id, pause));
  }

  private void kill(int pick) {
    Inhabitant victim = pick(List.copyOf(inhabitants.values()), pick);
    if (victim != null && pick % 3 == 0) {
      inhabitants.remove(victim.id.address());
      tell(new SchedulerEvent.Lost(victim.id));
    }
  }

  private void comeOrGo(int pick) {
    int address = Math.floorMod(pick, incarnations.length);
    Inhabitant there = inhabitants.get(address(address));
    if (there == null) {
      join(address);
    } else if (pick % 4 == 0) {
      tell(new SchedulerEvent.Leave(there.id));
    }
  }

  private void scatter(int pick) {
    Inhabitant inhabitant = pick(List.copyOf(inhabitants.values()), pick);
    if (inhabitant != null && scatters < 3) {
      String key = "s" + scatters++;
      tell(new SchedulerEvent.Scattered(inhabitant.id, key, 8));
      Value value = new Value("f", 8, "int");
      feed(inhabitant, new Event.UpdateData(stimulus(), ImmutableMap.of(key, value), true));
      tell(
          new SchedulerEvent.Submit(
              ImmutableList.of(Desk.task("v(" + key + ")")), ImmutableList.of("v")));
    }
  }

  private static String address(int index) {
    return "tcp://" + (char) ('A' + index) + ":1";
  }

  private void join(int address) {
    WorkerId id = new WorkerId(address(address), incarnations[address]++);
    inhabitants.put(id.address(), new Inhabitant(id));
    tell(new SchedulerEvent.Join(id, 1, Resources.NONE));
  }

  // ---- peace

  /** Everything goes well, until nothing is under way. */
  void drain() {
    for (Inhabitant inhabitant : List.copyOf(inhabitants.values())) {
      if (!inhabitant.machine.running()) {
        pause(inhabitant, false);
      }
    }
    if (inhabitants.size() < 2) {
      for (int i = 0; i < incarnations.length; i++) {
        if (!inhabitants.containsKey(address(i))) {
          join(i);
        }
      }
    }
    for (int round = 0; round < 400; round++) {
      if (!goOn()) {
        return;
      }
    }
    throw new AssertionError("it does not come to rest: " + tail());
  }

  private boolean goOn() {
    boolean any = false;
    for (Inhabitant i : List.copyOf(inhabitants.values())) {
      while (inhabitants.get(i.id.address()) == i && !i.in.isEmpty()) {
        feed(i, i.in.removeFirst());
        any = true;
      }
      while (inhabitants.get(i.id.address()) == i && !i.out.isEmpty()) {
        tell(new SchedulerEvent.FromWorker(i.id, i.out.removeFirst()));
        any = true;
      }
      if (inhabitants.get(i.id.address()) != i) {
        continue;
      }
      while (!i.runs.isEmpty()) {
        succeed(i, i.runs.get(0));
        any = true;
      }
      while (!i.transfers.isEmpty()) {
        arrive(i, i.transfers.get(0));
        any = true;
      }
      while (!i.busy.isEmpty()) {
        feed(i, new Event.RetryBusyWorker(stimulus(), i.busy.remove(0)));
        any = true;
      }
      if (i.machine.tasks().stream().anyMatch(task -> task.state() == TaskState.MISSING)) {
        feed(i, new Event.FindMissing(stimulus()));
        any = true;
      }
    }
    return any;
  }

  void releaseAll() {
    tell(new SchedulerEvent.Release(ImmutableList.copyOf(scheduler.keys())));
  }

  // ---- what must hold at rest

  List<String> disagreements() {
    List<String> found = new ArrayList<>();
    for (SchedulerTask task : scheduler.tasks()) {
      if (task.wanted()
          && task.state() != SchedulerTaskState.MEMORY
          && task.state() != SchedulerTaskState.ERRED) {
        found.add("L1: wanted " + task + " is " + task.state().label());
      }
      for (Inhabitant i : inhabitants.values()) {
        Task there = i.machine.task(task.key());
        boolean held = there != null && there.state() == TaskState.MEMORY;
        if (task.whoHas().contains(i.id) != held) {
          found.add("A2: " + task + " on " + Desk.name(i.id) + ", held: " + held);
        }
      }
    }
    for (Inhabitant i : inhabitants.values()) {
      for (Task task : i.machine.tasks()) {
        if (task.state() == TaskState.MEMORY && scheduler.task(task.key()) == null) {
          found.add("A2: " + task.key() + " is forgotten, but on " + Desk.name(i.id));
        }
      }
    }
    return found;
  }

  List<String> leftovers() {
    List<String> found = new ArrayList<>();
    scheduler.tasks().forEach(task -> found.add("L5: scheduler knows " + task));
    for (Inhabitant i : inhabitants.values()) {
      i.machine
          .tasks()
          .forEach(
              task ->
                  found.add(
                      "L5: " + Desk.name(i.id) + " knows " + task.key() + " " + task.state()));
    }
    return found;
  }

  String tail() {
    return String.join("\n", log.subList(Math.max(0, log.size() - 120), log.size()));
  }

  // ---- the works

  private String stimulus() {
    return "e" + ++stimuli;
  }

  private void tell(SchedulerEvent event) {
    log.add("S <- " + event);
    List<Outgoing> messages = scheduler.handle(event);
    told.add(event);
    said.add(messages);
    for (Outgoing sent : messages) {
      log.add("    " + Desk.text(sent));
      Inhabitant to = inhabitants.get(sent.to().address());
      if (to != null && to.id.equals(sent.to())) {
        to.in.addLast(sent.message());
      }
    }
    inhabitants.values().removeIf(i -> scheduler.worker(i.id) == null);
    List<String> findings = scheduler.check();
    if (!findings.isEmpty()) {
      throw new AssertionError(findings + "\n" + tail());
    }
  }

  private void feed(Inhabitant inhabitant, Event event) {
    log.add(Desk.name(inhabitant.id) + " <- " + event);
    for (Instruction instruction : inhabitant.machine.handle(event)) {
      log.add("    " + instruction);
      if (instruction instanceof Instruction.ToScheduler message) {
        inhabitant.out.addLast(message);
      } else if (instruction instanceof Instruction.Execute run) {
        inhabitant.runs.add(run);
      } else if (instruction instanceof Instruction.GatherDep transfer) {
        inhabitant.transfers.add(transfer);
      } else if (instruction instanceof Instruction.RetryBusyWorkerLater later) {
        inhabitant.busy.add(later.worker());
      }
    }
    inhabitant.machine.check();
  }

  private static <T> @org.jspecify.annotations.Nullable T pick(List<T> from, int pick) {
    return from.isEmpty() ? null : from.get(Math.floorMod(pick, from.size()));
  }
}
