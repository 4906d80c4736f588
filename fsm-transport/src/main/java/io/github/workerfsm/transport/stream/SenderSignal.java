package io.github.workerfsm.transport.stream;

/** What can happen to the sender of a stream. */
public enum SenderSignal {
  /** Own side: be ready. */
  OPEN,
  /** Own side: send an item. */
  SEND,
  /** Own side: send the last message. */
  FINISH,
  /** Own side: end without a last message. */
  KILL,
  /** The receiver wants it. */
  START,
  /** The receiver does not want it. */
  CANCEL,
  /** Items are used up. */
  ACK,
  /** A message that only a sender sends has arrived. */
  MISDIRECTED,
  /** The wait of this state has lasted too long. */
  TIMEOUT,
  /** Own side: remember it no more. */
  FORGET
}
