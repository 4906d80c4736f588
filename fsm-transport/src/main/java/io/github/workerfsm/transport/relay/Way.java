package io.github.workerfsm.transport.relay;

import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.message.Message;

/**
 * One connection, as a party sees it: where its messages go. Two ways are the same if they are the
 * same object.
 */
public interface Way {
  /** Hands a message over; what is refused is sent again by whoever must not lose it. */
  Offer send(Message message);
}
