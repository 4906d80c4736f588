package io.github.workerfsm.sim.protocol;

/** What tasks, manager and interchange do of their own. */
enum StatusAct {
  RUN("runs"),
  FINISH("ends"),
  MANAGER_REPORTS("the manager reports"),
  INTERCHANGE_REPORTS("the interchange reports"),
  CUT_MANAGER("the connection between manager and interchange breaks"),
  CUT_FORWARDER("the connection between interchange and forwarder breaks"),
  CONNECT_MANAGER("the manager connects to the interchange"),
  CONNECT_FORWARDER("the interchange connects to the forwarder"),
  KILL_MANAGER("the manager dies, and another takes its place"),
  KILL_INTERCHANGE("the interchange dies, and another takes its place"),
  MANAGER_LOST("the interchange gives the old manager up");

  final String phrase;

  StatusAct(String phrase) {
    this.phrase = phrase;
  }
}
