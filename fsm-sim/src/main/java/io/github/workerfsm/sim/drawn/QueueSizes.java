package io.github.workerfsm.sim.drawn;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.worker.Gauges;
import java.util.List;

/** The queues of workers whose lengths a page shows. */
public final class QueueSizes {
  /** Their names, in the order of {@link #of}. */
  public static final ImmutableList<String> NAMES =
      ImmutableList.of("waiting", "ready", "executing", "fetch", "in flight");

  private QueueSizes() {}

  /** How long each is, of all these workers together. */
  public static ImmutableList<Integer> of(List<Gauges> workers) {
    int waiting = 0;
    int ready = 0;
    int executing = 0;
    int fetch = 0;
    int inFlight = 0;
    for (Gauges gauges : workers) {
      waiting += gauges.waiting();
      ready += gauges.ready() + gauges.constrained();
      executing += gauges.executing();
      fetch += gauges.fetch();
      inFlight += gauges.inFlight();
    }
    return ImmutableList.of(waiting, ready, executing, fetch, inFlight);
  }
}
