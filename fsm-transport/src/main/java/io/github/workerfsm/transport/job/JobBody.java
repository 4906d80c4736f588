package io.github.workerfsm.transport.job;

import io.github.workerfsm.transport.message.Payload;

/** What a job does; runs in a thread of its own, which is never stopped, only asked. */
@FunctionalInterface
public interface JobBody {
  /** What a running job is told. */
  interface Control {
    /** Whether nobody waits for the job any more. */
    boolean askedToStop();

    /** Calls back once, when that is so: at once if it is already. */
    void whenAskedToStop(Runnable stop);
  }

  /**
   * Does it.
   *
   * @throws Exception ends the job with this reason
   */
  void run(Payload job, Control control) throws Exception;
}
