package io.github.workerfsm.worker;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.event.EventKind;
import java.util.List;

/** Events of some kinds are handled whatever the state: what makes no sense comes out as it may. */
final class AdmittedEvents extends OtherDecisions {
  private final List<EventKind> kinds;

  AdmittedEvents(Decisions next, List<EventKind> kinds) {
    super(next);
    this.kinds = kinds;
  }

  @Override
  public void check(WorkerState worker, Event event) {
    if (!kinds.contains(event.kind())) {
      next.check(worker, event);
    }
  }
}
