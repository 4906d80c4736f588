package io.github.workerfsm.transport.group;

import io.github.workerfsm.transport.message.Payload;
import io.github.workerfsm.transport.wire.MalformedException;
import io.github.workerfsm.transport.wire.Unpacked;
import io.github.workerfsm.transport.wire.WireReader;
import io.github.workerfsm.transport.wire.WireWriter;

/** Messages of groups as bytes; the code travels beside them. */
public final class GroupCodec {
  private GroupCodec() {}

  /** The message without its code. */
  public static Payload pack(GroupMessage message) {
    WireWriter out = new WireWriter().i32(message.group());
    if (message instanceof GroupMessage.Mapping mapping) {
      out.texts(mapping.hosts());
    } else if (message instanceof GroupMessage.Data data) {
      out.i32(data.from()).i32(data.to()).i64(data.sequence()).raw(data.payload().bytes());
    } else if (message instanceof GroupMessage.Lock lock) {
      out.i32(lock.index());
    } else if (message instanceof GroupMessage.Unlock unlock) {
      out.i32(unlock.index());
    } else if (message instanceof GroupMessage.Granted granted) {
      out.i32(granted.index());
    } else if (message instanceof GroupMessage.Arrived arrived) {
      out.i32(arrived.index());
    } else if (message instanceof GroupMessage.Notified notified) {
      out.i32(notified.index());
    }
    return Payload.of(out.toBytes());
  }

  /** The message with this code, or what is wrong with it. Never throws. */
  public static Unpacked<GroupMessage> unpack(int code, Payload body) {
    return Unpacked.of(body.bytes(), in -> read(code, in));
  }

  private static GroupMessage read(int code, WireReader in) throws MalformedException {
    int group = in.i32();
    return switch (code) {
      case 0 -> new GroupMessage.Mapping(group, in.texts());
      case 1 ->
          new GroupMessage.Data(
              group, in.i32(), in.i32(), in.count64("sequence"), Payload.of(in.rest()));
      case 2, 3 -> new GroupMessage.Lock(group, in.i32(), code == 3);
      case 4, 5 -> new GroupMessage.Unlock(group, in.i32(), code == 5);
      case 6 -> new GroupMessage.Granted(group, in.i32());
      case 7 -> new GroupMessage.Arrived(group, in.i32());
      case 8 -> new GroupMessage.Released(group);
      case 9 -> new GroupMessage.Notified(group, in.i32());
      default -> throw new MalformedException("group code is " + code + ", expected 0 to 9");
    };
  }
}
