package io.github.workerfsm.sim.scheduler;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.instruction.InstructionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reports of one kind, taken apart key by key. A null kind stands for heartbeats. */
record Reports(@Nullable InstructionKind kind) {
  private static final List<InstructionKind> KINDS =
      List.of(
          InstructionKind.TASK_FINISHED,
          InstructionKind.TASK_ERRED,
          InstructionKind.RESCHEDULE,
          InstructionKind.LONG_RUNNING,
          InstructionKind.ADD_KEYS,
          InstructionKind.RELEASE_WORKER_DATA,
          InstructionKind.REQUEST_REFRESH_WHO_HAS,
          InstructionKind.STEAL_RESPONSE);

  /** What is done about a key instead of what is done as a rule. */
  @FunctionalInterface
  interface Instead {
    /** Handles one key of the report. */
    void handle(WorkerId worker, String key, Instruction.@Nullable ToScheduler message);
  }

  static Reports named(String label) {
    if (label.equals("heartbeat")) {
      return new Reports(null);
    }
    for (InstructionKind kind : KINDS) {
      if (label(kind).equals(label)) {
        return new Reports(kind);
      }
    }
    throw new IllegalArgumentException(
        "there is no report "
            + label
            + ", expected "
            + KINDS.stream().map(Reports::label).collect(Collectors.joining(", "))
            + " or heartbeat");
  }

  private static String label(InstructionKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Handles keys in the situation otherwise; what is left of the stimulus goes on. */
  void split(Stimulus stimulus, Situation situation, Instead instead) {
    if (stimulus.event() instanceof SchedulerEvent.Heartbeat beat && kind == null) {
      List<String> rest = new ArrayList<>();
      for (String key : beat.executing()) {
        if (situation.holds(stimulus.books().task(key))) {
          instead.handle(beat.worker(), key, null);
        } else {
          rest.add(key);
        }
      }
      stimulus.proceed(new SchedulerEvent.Heartbeat(beat.worker(), ImmutableList.copyOf(rest)));
    } else if (stimulus.event() instanceof SchedulerEvent.FromWorker from
        && from.message().kind() == kind) {
      split(stimulus, from, situation, instead);
    } else {
      stimulus.proceed();
    }
  }

  private static void split(
      Stimulus stimulus, SchedulerEvent.FromWorker from, Situation situation, Instead instead) {
    List<String> rest = new ArrayList<>();
    for (String key : keys(from.message())) {
      if (situation.holds(stimulus.books().task(key))) {
        instead.handle(from.worker(), key, from.message());
      } else {
        rest.add(key);
      }
    }
    if (rest.isEmpty()) {
      return;
    }
    if (from.message() instanceof Instruction.AddKeys m) {
      stimulus.proceed(
          new SchedulerEvent.FromWorker(
              from.worker(), new Instruction.AddKeys(m.stimulusId(), rest)));
    } else if (from.message() instanceof Instruction.RequestRefreshWhoHas m) {
      stimulus.proceed(
          new SchedulerEvent.FromWorker(
              from.worker(), new Instruction.RequestRefreshWhoHas(m.stimulusId(), rest)));
    } else {
      stimulus.proceed();
    }
  }

  private static List<String> keys(Instruction.ToScheduler message) {
    if (message instanceof Instruction.AddKeys m) {
      return m.keys();
    } else if (message instanceof Instruction.RequestRefreshWhoHas m) {
      return m.keys();
    } else if (message instanceof Instruction.TaskFinished m) {
      return List.of(m.key());
    } else if (message instanceof Instruction.TaskErred m) {
      return List.of(m.key());
    } else if (message instanceof Instruction.Reschedule m) {
      return List.of(m.key());
    } else if (message instanceof Instruction.LongRunning m) {
      return List.of(m.key());
    } else if (message instanceof Instruction.ReleaseWorkerData m) {
      return List.of(m.key());
    } else if (message instanceof Instruction.StealResponse m) {
      return List.of(m.key());
    }
    return List.of();
  }

  static long nbytes(Instruction.@Nullable ToScheduler message) {
    return message instanceof Instruction.TaskFinished finished ? finished.nbytes() : 0;
  }
}
