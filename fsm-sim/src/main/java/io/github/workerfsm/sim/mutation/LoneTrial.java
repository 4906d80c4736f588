package io.github.workerfsm.sim.mutation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.github.workerfsm.check.IllegalEventException;
import io.github.workerfsm.check.InvariantViolation;
import io.github.workerfsm.check.MachineFailedException;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.sim.world.Violation;
import io.github.workerfsm.table.EndlessChainException;
import io.github.workerfsm.task.Holder;
import io.github.workerfsm.task.Resources;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.worker.RuleSet;
import io.github.workerfsm.worker.Settings;
import io.github.workerfsm.worker.TransitionObserver;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Plays stimuli to a lone worker, and judges it after every event. */
final class LoneTrial {
  static final Settings SETTINGS =
      Settings.at("tcp://W:1").threads(1).totalResources(Resources.of(Map.of("R", 1))).build();
  private static final int MOST_ROUNDS = 60;

  private LoneTrial() {}

  /** Plays stimuli under the rules; the observer, if there is one, hears of every move. */
  static Trial<Stimulus, Event> of(
      RuleSet rules, List<Stimulus> stimuli, @Nullable TransitionObserver observer) {
    WorkerStateMachine machine = new WorkerStateMachine(SETTINGS, rules, 0);
    machine.observe(observer);
    return new Play(machine).play(stimuli);
  }

  /** One walk under way. */
  private static final class Play {
    private final WorkerStateMachine machine;
    private final Surroundings around;
    private final List<Stimulus> used = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private Trial.Stage stage = Trial.Stage.STEPS;
    private @Nullable Violation violation;

    Play(WorkerStateMachine machine) {
      this.machine = machine;
      this.around = new Surroundings(machine);
    }

    Trial<Stimulus, Event> play(List<Stimulus> stimuli) {
      for (int i = 0; i < stimuli.size() && violation == null; i++) {
        Event event = around.event(stimuli.get(i));
        if (event != null) {
          used.add(stimuli.get(i));
          take(event);
        }
      }
      finish();
      return new Trial<>(
          ImmutableList.copyOf(used), ImmutableList.copyOf(events), stage, violation);
    }

    private void finish() {
      if (violation == null) {
        stage = Trial.Stage.SETTLING;
        cooperate();
      }
      if (violation == null) {
        stage = Trial.Stage.REST;
        atRest();
      }
      if (violation == null) {
        stage = Trial.Stage.RELEASED;
        take(new Event.ForgetKeys(around.nextId(), unforgotten()));
        for (Task task : machine.tasks()) {
          found("L5", task.key(), "nobody wants it, and it is " + task.state().label());
        }
        if (violation == null) {
          take(around.unknownNeed());
        }
      }
    }

    /** The scheduler tells to forget a key once, and again when a value of it turns up. */
    private List<String> unforgotten() {
      return Surroundings.KEYS.stream()
          .filter(key -> !around.forgotten.contains(key) || around.held.contains(key))
          .toList();
    }

    /** Everybody does what there is to do, until there is nothing more. */
    private void cooperate() {
      take(new Event.Unpause(around.nextId()));
      for (int round = 0; violation == null && open(); round++) {
        if (round == MOST_ROUNDS) {
          found("L4", "", "it never comes to rest although everybody cooperates");
        }
        takeAll(around.completions());
        takeAll(around.retries());
        if (violation == null && machine.gauges().missing() > 0) {
          takeAll(around.answers(take(new Event.FindMissing(around.nextId()))));
        }
      }
    }

    private boolean open() {
      return !around.runs.isEmpty()
          || !around.transfers.isEmpty()
          || !around.busy.isEmpty()
          || machine.gauges().missing() > 0;
    }

    private void atRest() {
      for (Task task : machine.tasks()) {
        switch (task.state()) {
          case MEMORY, ERROR, RELEASED -> {}
          case CANCELLED, RESCHEDULED ->
              found("L3", task.key(), "it stays " + task.state().label());
          default -> found("L1", task.key(), "it stays " + task.state().label());
        }
      }
      for (String key : Sets.difference(around.assigned, around.named)) {
        found("L1", key, "it is assigned, and its end is never told");
      }
    }

    private void takeAll(List<Event> all) {
      for (Event event : all) {
        if (violation == null && possible(event)) {
          take(event);
        }
      }
    }

    /** An event before this one may have had the same consequence already. */
    private boolean possible(Event event) {
      if (event instanceof Event.ExecuteSuccess success) {
        return around.runs.containsKey(success.key());
      }
      return !(event instanceof Event.GatherSuccess gather)
          || around.transfers.containsKey(gather.worker());
    }

    private List<Instruction> take(Event event) {
      events.add(event);
      String impossible = around.impossible(event);
      if (impossible != null) {
        refuse(event, impossible);
        return List.of();
      }
      Expected expected = Expected.of(machine, around, event);
      TaskState before = event instanceof Event.ComputeTask compute ? state(compute) : null;
      Ledger.said(around, event);
      List<Instruction> consequences;
      try {
        consequences = machine.handle(event);
      } catch (IllegalEventException e) {
        found("S8", "", "a legal event is refused: " + e.getMessage());
        return List.of();
      } catch (MachineFailedException e) {
        boolean endless =
            e.getCause() instanceof EndlessChainException
                || e.getCause() instanceof StackOverflowError;
        found(endless ? "L6" : "S7", "", String.valueOf(e.getMessage()));
        return List.of();
      }
      String wrong = Ledger.heard(around, machine, event, consequences);
      if (wrong != null) {
        found(wrong.substring(0, wrong.indexOf(' ')), "", wrong.substring(wrong.indexOf(' ') + 1));
      }
      check(expected, consequences);
      String unkept = Expected.assigned(machine, event, before);
      if (unkept != null) {
        found(
            unkept.substring(0, unkept.indexOf(' ')),
            "",
            unkept.substring(unkept.indexOf(' ') + 1));
      }
      return consequences;
    }

    private @Nullable TaskState state(Event.ComputeTask compute) {
      Task task = machine.task(compute.spec().key());
      return task == null ? null : task.state();
    }

    private void refuse(Event event, String property) {
      try {
        machine.handle(event);
      } catch (IllegalEventException e) {
        return;
      } catch (MachineFailedException e) {
        found("S7", "", String.valueOf(e.getMessage()));
        return;
      }
      found(property, "", "it takes the end of another run, or transfer, for one that it started");
    }

    private void check(Expected expected, List<Instruction> consequences) {
      try {
        machine.check();
      } catch (InvariantViolation e) {
        InvariantViolation.Finding finding = e.findings().get(0);
        found(finding.invariant().id(), finding.key(), finding.what());
        return;
      } catch (RuntimeException e) {
        found("S1", "", "what is there cannot be checked: " + e);
        return;
      }
      Set<String> memory = new TreeSet<>();
      Set<String> threads = new TreeSet<>();
      Set<String> moving = new TreeSet<>();
      for (Task task : machine.tasks()) {
        if (task.state() == TaskState.MEMORY) {
          memory.add(task.key());
        }
        if (task.holder() == Holder.THREAD) {
          threads.add(task.key());
        } else if (task.holder() == Holder.TRANSFER) {
          moving.add(task.key());
        }
        if (toFetch(task)
            && !around.acquired.contains(task.key())
            && !around.ran.contains(task.key())
            && task.dependents().stream().noneMatch(d -> claims(d, task.key()))) {
          found("L2", task.key(), "it is " + task.state().label() + ", and nobody wants it");
        }
        if (task.state() == TaskState.FETCH && task.holders().isEmpty()
            || task.state() == TaskState.MISSING && !task.holders().isEmpty()) {
          found("S1", task.key(), "it is " + task.state().label() + " from " + task.holders());
        }
        if (toCompute(task) && !around.assigned.contains(task.key())) {
          found("A1", task.key(), "it is " + task.state().label() + " and not assigned");
        }
      }
      compare("A2", "in memory", memory, around.held);
      compare("S4", "held by threads", threads, around.runs.keySet());
      Set<String> asked = new TreeSet<>();
      around.transfers.values().forEach(gather -> asked.addAll(gather.toGather()));
      compare("S8", "held by transfers", moving, asked);
      Set<String> started = new TreeSet<>();
      for (Instruction instruction : consequences) {
        if (instruction instanceof Instruction.Execute execute) {
          started.add(execute.key());
        }
      }
      String broken = expected.broken(machine, started);
      if (broken != null) {
        found(
            broken.substring(0, broken.indexOf(' ')),
            "",
            broken.substring(broken.indexOf(' ') + 1));
      }
    }

    /**
     * A run that was cancelled claims its inputs until it ends; if what it was for is wanted again
     * meanwhile, until that is let go.
     */
    private boolean claims(Task dependent, String input) {
      return dependent.holder() != Holder.NONE
          || dependent.waitingFor().contains(input)
          || dependent.state() != TaskState.RELEASED && around.ran.contains(dependent.key());
    }

    private static boolean toFetch(Task task) {
      return switch (task.state()) {
        case FETCH, MISSING, FLIGHT -> true;
        default -> false;
      };
    }

    private static boolean toCompute(Task task) {
      return switch (task.state()) {
        case WAITING_FOR_DEPENDENCIES, READY, CONSTRAINED, EXECUTING, LONG_RUNNING -> true;
        case RESCHEDULED -> task.holder() == Holder.TRANSFER;
        default -> false;
      };
    }

    private void compare(String property, String what, Set<String> here, Set<String> known) {
      if (!here.equals(known)) {
        found(
            property,
            "",
            what + " are " + here + ", as the surroundings know " + ImmutableSet.copyOf(known));
      }
    }

    private void found(String property, String key, String what) {
      if (violation == null) {
        violation = new Violation(property, "W", key, what);
      }
    }
  }
}
