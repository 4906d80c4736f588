package io.github.workerfsm.transport.stream;

import io.github.workerfsm.transport.message.Payload;

/** What the two ends of a stream say to each other. */
public sealed interface StreamMessage {
  /** The sender is ready and waits for the verdict. */
  record Init() implements StreamMessage {}

  /** The receiver wants the stream. */
  record Start() implements StreamMessage {}

  /** The receiver does not want it, or no more of it. */
  record Cancel() implements StreamMessage {}

  /** One item, which takes one credit until it is acknowledged. */
  record Item(Payload payload) implements StreamMessage {}

  /** The last message: takes no credit and is not acknowledged. */
  record Last(Payload payload) implements StreamMessage {}

  /** So many items have been used up; 1 or more. */
  record Ack(int items) implements StreamMessage {}
}
