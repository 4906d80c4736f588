package io.github.workerfsm.transport.stream;

/** Where the sender of a stream is. */
public enum SenderState {
  /** It has not said anything. */
  NEW,
  /** It has said that it is ready, and waits for the verdict. */
  INIT_SENT,
  /** It is wanted, and has credit. */
  STREAMING,
  /** It is wanted, and all its credit is under way. */
  WAIT_ACK,
  /** It has said its last, was cancelled or has failed; what still arrives is late. */
  DONE,
  /** Nobody remembers it. */
  FORGOTTEN
}
