package io.github.workerfsm.transport.stream;

/** Where the receiver of a stream is. */
public enum ReceiverState {
  /** Nothing has come. */
  WAITING,
  /** The sender is ready; there is no verdict yet. */
  READY,
  /** It was started. */
  STREAMING,
  /** It has ended, for whatever reason; what still arrives is late. */
  DONE,
  /** Nobody remembers it. */
  FORGOTTEN
}
