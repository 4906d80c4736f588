package io.github.workerfsm.transport.stream;

/** What can happen to the receiver of a stream. */
public enum ReceiverSignal {
  /** The sender is ready. */
  INIT,
  /** An item arrives. */
  ITEM,
  /** The last message arrives. */
  LAST,
  /** A message that only a receiver sends has arrived. */
  MISDIRECTED,
  /** Own side: it is wanted. */
  START,
  /** Own side: it is not wanted, or no more of it. */
  CANCEL,
  /** Own side: items are used up. */
  CONSUME,
  /** The sender, its job or its node is gone. */
  DOWN,
  /** Nothing has come for too long. */
  TIMEOUT,
  /** Own side: remember it no more. */
  FORGET
}
