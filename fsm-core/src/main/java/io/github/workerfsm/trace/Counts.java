package io.github.workerfsm.trace;

import io.github.workerfsm.worker.Gauges;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gauges as a trace writes them, both ways. Readings, not sizes: the reference's own can be
 * negative.
 */
final class Counts {
  private Counts() {}

  static Gauges read(Members m) {
    Gauges gauges =
        new Gauges(
            m.count("tasks"),
            m.count("in_memory"),
            m.count("executing"),
            m.count("long_running"),
            m.count("in_flight"),
            m.count("ready"),
            m.count("constrained"),
            m.count("waiting"),
            m.count("fetch"),
            m.count("missing"),
            m.signed("executed"),
            m.signed("nbytes"),
            m.signed("transfer_incoming_bytes"),
            m.count("transfer_incoming_count"));
    m.nothingElse();
    return gauges;
  }

  static Map<String, Long> tree(Gauges gauges) {
    Map<String, Long> tree = new LinkedHashMap<>();
    tree.put("tasks", (long) gauges.tasks());
    tree.put("in_memory", (long) gauges.inMemory());
    tree.put("executing", (long) gauges.executing());
    tree.put("long_running", (long) gauges.longRunning());
    tree.put("in_flight", (long) gauges.inFlight());
    tree.put("ready", (long) gauges.ready());
    tree.put("constrained", (long) gauges.constrained());
    tree.put("waiting", (long) gauges.waiting());
    tree.put("fetch", (long) gauges.fetch());
    tree.put("missing", (long) gauges.missing());
    tree.put("executed", gauges.executed());
    tree.put("nbytes", gauges.nbytes());
    tree.put("transfer_incoming_bytes", gauges.transferBytes());
    tree.put("transfer_incoming_count", (long) gauges.transferCount());
    return tree;
  }
}
