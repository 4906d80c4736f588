package io.github.workerfsm.transport.net;

import io.github.workerfsm.transport.wire.Unpacked;
import io.github.workerfsm.transport.wire.WireWriter;
import java.util.UUID;

/**
 * Who is at the other end, as the greeting says.
 *
 * @param instance the process; bound to its certificate where there is one
 * @param epoch grows with every connection of the same process, 0 or more
 * @param maxFrame bytes of a frame that it takes
 * @param credit items of a stream that it takes at once
 */
public record Identity(UUID instance, long epoch, int maxFrame, int credit) {
  /** An identity with the usual limits. */
  public static Identity of(UUID instance, long epoch) {
    return new Identity(instance, epoch, 1 << 20, 5);
  }

  byte[] pack() {
    return new WireWriter().uuid(instance).i64(epoch).i32(maxFrame).i32(credit).toBytes();
  }

  static Unpacked<Identity> unpack(byte[] body) {
    return Unpacked.of(
        body, in -> new Identity(in.uuid(), in.count64("epoch"), in.i32(), in.i32()));
  }
}
