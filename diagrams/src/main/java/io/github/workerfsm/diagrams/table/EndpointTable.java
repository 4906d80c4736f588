package io.github.workerfsm.diagrams.table;

import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.lifecycle.EndpointLifecycle;
import io.github.workerfsm.lifecycle.EndpointState;
import io.github.workerfsm.table.TransitionTable;

/** An endpoint as the service sees it, from its registration to the deletion of its record. */
public final class EndpointTable implements MachineTable {
  private static final String FILE = "EndpointTransitions.java";
  private static final String PATH = "fsm-core/src/main/java/io/github/workerfsm/lifecycle/" + FILE;
  private static final String CONNECTED = "connected";
  private static final String AWAY = "away";

  private static final Presentation PRESENTATION =
      Presentation.PLAIN
          .meaning(state -> ((EndpointState) state).meaning())
          .rooms(
              ImmutableMap.<Enum<?>, String>builder()
                  .put(EndpointState.REGISTERED, AWAY)
                  .put(EndpointState.ONLINE, CONNECTED)
                  .put(EndpointState.SUSPECT, CONNECTED)
                  .put(EndpointState.OFFLINE, AWAY)
                  .put(EndpointState.REMOVED, "")
                  .buildOrThrow())
          .happyPath(
              EndpointState.UNREGISTERED,
              EndpointState.REGISTERED,
              EndpointState.ONLINE,
              EndpointState.REMOVED)
          .source(PATH, Presentation.textBeside(EndpointLifecycle.class, FILE));

  @Override
  public TransitionTable<?, ?, ?, ?> table() {
    return EndpointLifecycle.table();
  }

  @Override
  public Presentation presentation() {
    return PRESENTATION;
  }
}
