package io.github.workerfsm.transport.worker;

import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.task.Value;

/** What came of asking a peer for values. */
public sealed interface Gathered {
  /** Values, perhaps of fewer keys than were asked for. */
  record Values(ImmutableMap<String, Value> values) implements Gathered {}

  /** The peer serves too many others. */
  record Busy() implements Gathered {}

  /** The peer cannot be reached, or was lost on the way. */
  record Unreachable(String why) implements Gathered {}

  /** The peer has answered, but with nothing that can be used. */
  record Unusable(String why) implements Gathered {}
}
