package io.github.workerfsm.transport.wire;

/**
 * What unpacking gave: a message, or one line that says what was wrong. Unpacking never throws.
 *
 * @param <M> the messages
 */
public sealed interface Unpacked<M> {
  /** A message. */
  record Good<M>(M message) implements Unpacked<M> {}

  /** No message: what was wrong, where, what was expected. */
  record Bad<M>(String what) implements Unpacked<M> {}

  /** Reads a message from all of {@code bytes}. */
  static <M> Unpacked<M> of(byte[] bytes, WireReader.Element<M> format) {
    WireReader reader = new WireReader(bytes);
    try {
      M message = format.read(reader);
      reader.end();
      return new Good<>(message);
    } catch (MalformedException e) {
      return new Bad<>(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      // The constructors of messages check their parts.
      return new Bad<>(String.valueOf(e.getMessage()));
    }
  }
}
