package io.github.workerfsm.sim.scheduler;

import io.github.workerfsm.event.Event;

/** A stimulus while it is handled, as a {@link StimulusRule} sees it. Valid within the call. */
public interface Stimulus {
  /** What is being handled. */
  SchedulerEvent event();

  /** What the scheduler knows now. */
  Books books();

  /** Goes on with the event as it is: the next override, at last the scheduler's own handler. */
  void proceed();

  /** Goes on with another event, or with another one after the first. */
  void proceed(SchedulerEvent instead);

  /** Sends a message of the override's own. */
  void send(WorkerId to, Event message);

  /** A stimulus id for a message of this kind. */
  String stimulusId(String kind);

  /** Takes it for granted that the worker holds the value; the handlers have returned by then. */
  void believe(String key, WorkerId holder, long nbytes);

  /** Asks for a move by the table; done when the handlers have returned. Unknown: nothing. */
  void recommend(String key, SchedulerTaskState requested);
}
