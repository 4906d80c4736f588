package io.github.workerfsm.lifecycle;

import java.util.Locale;

/** How the service sees an endpoint. Its results are taken in each of the four inner states. */
public enum EndpointState {
  /** Nobody has registered it. */
  UNREGISTERED("nobody has registered it"),
  /** It has a record, and has not connected yet. */
  REGISTERED("registered, and never connected so far"),
  /** It is connected, and heard in time. */
  ONLINE("connected, and heard in time"),
  /** Heartbeats are missing, or its connection is lost. */
  SUSPECT("not heard in time"),
  /** It was not heard for too long; its connection is given up. */
  OFFLINE("silent for too long: its connection is given up"),
  /** Its record has been deleted. */
  REMOVED("its record is deleted");

  private final String meaning;

  EndpointState(String meaning) {
    this.meaning = meaning;
  }

  /** What the state means, as a clause about "it". */
  public String meaning() {
    return meaning;
  }

  /** The name for people, for example {@code online}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
