package io.github.workerfsm.transport.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.FrameType;
import io.github.workerfsm.transport.wire.Frames;
import io.github.workerfsm.transport.wire.Refusal;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.zip.CRC32C;

/** A peer that writes what it likes. */
final class RawPeer implements AutoCloseable {
  private final Socket socket = new Socket();
  private final OutputStream out;
  private final DataInputStream in;

  RawPeer(InetSocketAddress address) throws IOException {
    socket.connect(address, 10_000);
    socket.setSoTimeout(10_000);
    out = socket.getOutputStream();
    in = new DataInputStream(socket.getInputStream());
  }

  void write(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  void frame(int type, long sequence, byte[] body) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Frames.encode(Frame.of(FrameType.PING, body)));
    bytes.put(5, (byte) type).putLong(12, sequence);
    CRC32C crc = new CRC32C();
    crc.update(bytes.slice(4, 20));
    write(bytes.putInt(24, (int) crc.getValue()).array());
  }

  void greet(UUID instance, long epoch) throws IOException {
    frame(FrameType.HELLO.code(), 0, Identity.of(instance, epoch).pack());
  }

  void hello() throws IOException {
    greet(UUID.randomUUID(), 1);
    assertThat(next().typeCode()).isEqualTo(FrameType.WELCOME.code());
  }

  Frame next() throws IOException {
    int length = in.readInt();
    byte[] bytes = new byte[4 + length];
    ByteBuffer.wrap(bytes).putInt(length);
    in.readFully(bytes, 4, length);
    return (Frame) Frames.decode(ByteBuffer.wrap(bytes), 1 << 20);
  }

  /** Reads to the end; the last goodbye, if the reason matters, has this reason. */
  void expectEnd(Refusal why) throws IOException {
    Frame last = null;
    try {
      while (true) {
        last = next();
      }
    } catch (EOFException | SocketException e) {
      if (why != null && why != Refusal.NONE) {
        assertThat(last).isNotNull();
        assertThat(last.is(FrameType.GOODBYE)).isTrue();
        assertThat(last.body()[0]).isEqualTo((byte) why.code());
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
