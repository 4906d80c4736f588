package io.github.workerfsm.transport.relay;

import io.github.workerfsm.transport.message.Message;

/** A party that reports to another one, over one connection after the other. */
public interface Reporting extends Party {
  /** A connection to the other party is open. */
  void connected(Way up, long nowNanos);

  /** The other party says something; over a way that has given way to another it means nothing. */
  void answered(Way up, Message message, long nowNanos);

  /** The connection is over. */
  void disconnected(Way up);
}
