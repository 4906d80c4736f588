package io.github.workerfsm.diagrams.table;

import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.lifecycle.LifecycleState;
import io.github.workerfsm.lifecycle.TaskLifecycle;
import io.github.workerfsm.table.TransitionTable;

/** A task as its client sees it, from its submission to the deletion of its record. */
public final class LifecycleTable implements MachineTable {
  private static final String FILE = "LifecycleTransitions.java";
  private static final String PATH = "fsm-core/src/main/java/io/github/workerfsm/lifecycle/" + FILE;
  private static final String SERVICE = "service";
  private static final String ENDPOINT = "endpoint";
  private static final String ENDED = "ended";

  private static final Presentation PRESENTATION =
      Presentation.PLAIN
          .meaning(state -> ((LifecycleState) state).meaning())
          .rooms(
              ImmutableMap.<Enum<?>, String>builder()
                  .put(LifecycleState.RECEIVED, SERVICE)
                  .put(LifecycleState.WAITING_FOR_EP, SERVICE)
                  .put(LifecycleState.DISPATCHED_TO_EP, SERVICE)
                  .put(LifecycleState.WAITING_FOR_NODES, ENDPOINT)
                  .put(LifecycleState.WAITING_FOR_LAUNCH, ENDPOINT)
                  .put(LifecycleState.RUNNING, ENDPOINT)
                  .put(LifecycleState.SUCCESS, ENDED)
                  .put(LifecycleState.FAILED, ENDED)
                  .put(LifecycleState.CANCELLED, ENDED)
                  .put(LifecycleState.REMOVED, "")
                  .buildOrThrow())
          .happyPath(
              LifecycleState.UNKNOWN,
              LifecycleState.RECEIVED,
              LifecycleState.WAITING_FOR_EP,
              LifecycleState.DISPATCHED_TO_EP,
              LifecycleState.WAITING_FOR_NODES,
              LifecycleState.WAITING_FOR_LAUNCH,
              LifecycleState.RUNNING,
              LifecycleState.SUCCESS,
              LifecycleState.REMOVED,
              LifecycleState.FORGOTTEN)
          .source(PATH, Presentation.textBeside(TaskLifecycle.class, FILE));

  @Override
  public TransitionTable<?, ?, ?, ?> table() {
    return TaskLifecycle.table();
  }

  @Override
  public Presentation presentation() {
    return PRESENTATION;
  }
}
