package io.github.workerfsm.sim.protocol;

/** What coordinators, client and node do of their own. */
enum CleanupAct {
  REGISTER("registers a job"),
  SUBMIT("submits a job"),
  CLOSE("closes its lease"),
  CLOSED("has its lease closed by somebody else"),
  DIE("dies"),
  SEEN_DEAD("is seen to be dead by the cleaner"),
  STOPS("stops, having been asked"),
  ENDS("ends by itself"),
  CUT("the connection breaks"),
  CONNECT("the client connects"),
  CLIENT_SEES("the client sees that it is broken: connection"),
  NODE_SEES("the node sees that it is broken: connection"),
  KILL_CLIENT("the client dies, and another takes its place"),
  KILL_NODE("the node dies, and another takes its place");

  private final String phrase;

  CleanupAct(String phrase) {
    this.phrase = phrase;
  }

  /** The name of a step, with whom it is about. */
  String name(int argument) {
    return switch (this) {
      case REGISTER, SUBMIT, CLOSE, CLOSED, DIE, SEEN_DEAD ->
          "coordinator " + (argument + 1) + " " + phrase;
      case STOPS, ENDS ->
          "job "
              + ((argument & 0xFF) + 1)
              + " of coordinator "
              + ((argument >>> 8) + 1)
              + " "
              + phrase;
      case CLIENT_SEES, NODE_SEES -> phrase + " " + argument;
      case CUT, CONNECT, KILL_CLIENT, KILL_NODE -> phrase;
    };
  }
}
