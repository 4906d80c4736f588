package io.github.workerfsm.diagrams.table;

import io.github.workerfsm.table.TransitionTable;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.worker.RuleSet;

/** The tasks of a worker, by {@link RuleSet#CURRENT}. */
public final class WorkerTable implements MachineTable {
  private static final String FILE = "WorkerTransitions.java";
  private static final String PATH = "fsm-core/src/main/java/io/github/workerfsm/worker/" + FILE;

  private static final Presentation PRESENTATION =
      Presentation.PLAIN
          .meaning(state -> ((TaskState) state).meaning())
          .runnable(TaskState.READY, TaskState.CONSTRAINED)
          .happyPath(
              TaskState.NEW,
              TaskState.WAITING_FOR_DEPENDENCIES,
              TaskState.READY,
              TaskState.CONSTRAINED,
              TaskState.EXECUTING,
              TaskState.FETCH,
              TaskState.FLIGHT,
              TaskState.MEMORY,
              TaskState.RELEASED,
              TaskState.FORGOTTEN)
          .source(PATH, Presentation.textBeside(RuleSet.class, FILE));

  @Override
  public TransitionTable<?, ?, ?, ?> table() {
    return RuleSet.CURRENT.table();
  }

  @Override
  public Presentation presentation() {
    return PRESENTATION;
  }

  /** The worker's table by another rule set, named as its variant unless it is the current one. */
  public static TableView of(RuleSet rules) {
    TableView view = TableView.of(rules.table(), PRESENTATION);
    return rules == RuleSet.CURRENT ? view : view.variant(rules.name());
  }
}
