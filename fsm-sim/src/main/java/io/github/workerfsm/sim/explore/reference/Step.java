package io.github.workerfsm.sim.explore.reference;

import java.util.Locale;

/** The kinds of steps, and an {@code int} for each step: a kind and up to two small numbers. */
enum Step {
  DELIVER("w", "", false),
  RECEIVE("w", "", false),
  EXECUTED("w", "", false),
  FIND_MISSING("w", "", false),
  /** A transfer brought what its peer had. */
  GATHERED("w", "w", false),
  /** A transfer failed because its peer is dead. */
  PEER_DEAD("w", "w", false),
  /** A transfer failed although its peer is alive. */
  GATHER_FAILED("w", "w", true),
  DIE("w", "", true),
  NOTICE("w", "", false),
  ASSIGN("t", "w", false),
  STEAL("t", "w", true),
  RELEASE("t", "", true),
  REREQUEST("t", "", true);

  private static final Step[] STEPS = values();

  private final String first;
  private final String second;
  private final boolean fault;

  Step(String first, String second, boolean fault) {
    this.first = first;
    this.second = second;
    this.fault = fault;
  }

  int action(int a, int b) {
    return ordinal() << 8 | a << 4 | b;
  }

  static Step of(int action) {
    return STEPS[action >>> 8];
  }

  boolean fault() {
    return fault;
  }

  /** For people: {@code "assign(t1, w0)"}. */
  static String label(int action) {
    Step step = of(action);
    String a = step.first + (action >>> 4 & 15);
    String b = step.second.isEmpty() ? "" : ", " + step.second + (action & 15);
    return step.name().toLowerCase(Locale.ROOT) + "(" + a + b + ")";
  }
}
