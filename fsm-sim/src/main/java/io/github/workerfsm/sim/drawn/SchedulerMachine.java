package io.github.workerfsm.sim.drawn;

import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.diagrams.table.MachineTable;
import io.github.workerfsm.diagrams.table.Presentation;
import io.github.workerfsm.sim.scheduler.SchedulerRules;
import io.github.workerfsm.sim.scheduler.SchedulerTaskState;
import io.github.workerfsm.table.TransitionTable;

/** A task in the books of the simulated scheduler, by {@link SchedulerRules#CURRENT}. */
public final class SchedulerMachine implements MachineTable {
  private static final String FILE = "SchedulerTransitions.java";
  private static final String PATH = "fsm-sim/src/main/java/io/github/workerfsm/sim/scheduler/";
  private static final String WANTED = "wanted";
  private static final String OUTCOME = "outcome";

  private static final Presentation PRESENTATION =
      Presentation.PLAIN
          .meaning(state -> ((SchedulerTaskState) state).meaning())
          .runnable(SchedulerTaskState.QUEUED, SchedulerTaskState.NO_WORKER)
          .rooms(
              ImmutableMap.<Enum<?>, String>builder()
                  .put(SchedulerTaskState.WAITING, WANTED)
                  .put(SchedulerTaskState.QUEUED, WANTED)
                  .put(SchedulerTaskState.NO_WORKER, WANTED)
                  .put(SchedulerTaskState.PROCESSING, WANTED)
                  .put(SchedulerTaskState.MEMORY, OUTCOME)
                  .put(SchedulerTaskState.ERRED, OUTCOME)
                  .buildOrThrow())
          .happyPath(
              SchedulerTaskState.WAITING,
              SchedulerTaskState.QUEUED,
              SchedulerTaskState.NO_WORKER,
              SchedulerTaskState.PROCESSING,
              SchedulerTaskState.MEMORY,
              SchedulerTaskState.RELEASED,
              SchedulerTaskState.FORGOTTEN)
          .source(PATH + FILE, Presentation.textBeside(SchedulerRules.class, FILE));

  @Override
  public TransitionTable<?, ?, ?, ?> table() {
    return SchedulerRules.CURRENT.table();
  }

  @Override
  public Presentation presentation() {
    return PRESENTATION;
  }
}
