package io.github.workerfsm.transport.wire;

/** What the decoder made of the bytes so far: a whole {@link Frame}, or less. */
public sealed interface Decoded permits Frame, Decoded.Incomplete, Decoded.Refused {
  /**
   * The bytes do not suffice yet.
   *
   * @param bytes how many there have to be, counted from the start of the frame
   */
  record Incomplete(int bytes) implements Decoded {}

  /** Bytes that are no frame. Nothing after them can be read: the connection is closed. */
  record Refused(Refusal why, String detail) implements Decoded {}
}
