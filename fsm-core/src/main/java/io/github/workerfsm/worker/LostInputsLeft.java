package io.github.workerfsm.worker;

/** Nobody looks after a task that waits for an input which has been let go, or has failed. */
final class LostInputsLeft extends OtherDecisions {
  LostInputsLeft(Decisions next) {
    super(next);
  }

  @Override
  public void wantLostInputsAgain(WorkerState worker) {
    // nobody
  }
}
