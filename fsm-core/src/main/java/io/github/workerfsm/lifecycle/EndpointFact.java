package io.github.workerfsm.lifecycle;

import io.github.workerfsm.table.Fact;
import java.util.function.Predicate;

/** The facts at which the guards of the table of endpoints look. */
enum EndpointFact implements Fact<EndpointEntry> {
  /** Over the connection that counts. */
  CURRENT("it comes over its connection", entry -> entry.saidEpoch == entry.epoch),
  /** Over a connection that nobody has heard of. */
  NEWER("its connection is news", entry -> entry.saidEpoch > entry.epoch),
  /** Silent for long enough to be missed. */
  MISSED("it is missed", entry -> entry.silentMillis() >= entry.settings.suspectMillis()),
  /** Silent for long enough to be given up. */
  GIVEN_UP(
      "it was silent for too long",
      entry -> entry.silentMillis() >= entry.settings.offlineMillis());

  private final String phrase;
  private final Predicate<EndpointEntry> test;

  EndpointFact(String phrase, Predicate<EndpointEntry> test) {
    this.phrase = phrase;
    this.test = test;
  }

  @Override
  public boolean holds(EndpointEntry entry) {
    return test.test(entry);
  }

  @Override
  public String phrase() {
    return phrase;
  }
}
