package io.github.workerfsm.lifecycle;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.table.Subject;

/** An endpoint, and what is being said about it. */
final class EndpointEntry extends Subject<EndpointState> {
  final String endpoint;
  final EndpointSettings settings;

  /** Of its connection; 0 before the first. */
  long epoch;

  long heardAtMillis;

  // What is being said, and what comes of it.
  long saidEpoch;
  long nowMillis;
  ImmutableList<EndpointEffect> effects = ImmutableList.of();

  EndpointEntry(String endpoint, EndpointSettings settings) {
    super(EndpointState.UNREGISTERED);
    this.endpoint = endpoint;
    this.settings = settings;
  }

  long silentMillis() {
    return nowMillis - heardAtMillis;
  }

  @Override
  public String toString() {
    return "endpoint " + endpoint;
  }
}
