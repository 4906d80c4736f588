package io.github.workerfsm.transport.message;

import io.github.workerfsm.transport.wire.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * Turns what tasks take and give into bytes. The transport has no opinion on them; it never uses
 * Java serialisation, and neither should an implementation. Thread-safe.
 */
public interface ValueCodec {
  /**
   * The value as bytes.
   *
   * @throws IllegalArgumentException for a value that this codec does not know
   */
  byte[] encode(@Nullable Object value);

  /** The value in all of {@code bytes}, or what is wrong with them. */
  @Nullable Object decode(byte[] bytes) throws MalformedException;
}
