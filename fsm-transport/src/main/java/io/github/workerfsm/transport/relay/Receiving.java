package io.github.workerfsm.transport.relay;

import io.github.workerfsm.transport.message.Message;

/** A party that others report to. */
public interface Receiving extends Party {
  /** Somebody says something over a connection of its own. */
  void received(Way from, Message message, long nowNanos);

  /** The connection is over. */
  void left(Way from);
}
