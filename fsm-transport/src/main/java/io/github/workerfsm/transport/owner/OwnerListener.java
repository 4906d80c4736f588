package io.github.workerfsm.transport.owner;

import io.github.workerfsm.check.IllegalEventException;
import io.github.workerfsm.event.Event;

/** Hears from the owner's thread what goes wrong there. Short and not blocking. */
public interface OwnerListener {
  /** The machine has refused an event and is as it was before. */
  void refused(Event event, IllegalEventException why);

  /**
   * The machine or the dispatcher has failed, and the loop has stopped for good.
   *
   * @param lost letters that were accepted and will not be handled
   */
  void failed(Throwable why, int lost);
}
