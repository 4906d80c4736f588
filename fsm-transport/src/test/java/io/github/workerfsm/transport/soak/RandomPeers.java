package io.github.workerfsm.transport.soak;

import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.FrameType;
import io.github.workerfsm.transport.wire.Frames;
import io.github.workerfsm.transport.wire.WireWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Random;
import java.util.UUID;

/** Peers that greet or do not, say something damaged, and leave or are gone. One at a time. */
final class RandomPeers {
  private final InetSocketAddress server;
  private final MutatedFrames frames;
  private final Random random;
  private int cutOff;

  RandomPeers(InetSocketAddress server, long seed) {
    this.server = server;
    frames = new MutatedFrames(seed);
    random = new Random(seed);
  }

  /** Lets so many come and go. */
  void visit(int peers) throws IOException {
    for (int n = 0; n < peers; n++) {
      try (Socket socket = new Socket()) {
        socket.connect(server, 10_000);
        // A peer that is killed does not say goodbye: the system resets its connections.
        socket.setSoLinger(random.nextBoolean(), 0);
        talk(socket);
      }
    }
  }

  private void talk(Socket socket) {
    try {
      OutputStream out = socket.getOutputStream();
      boolean greets = random.nextInt(4) > 0;
      if (greets) {
        out.write(Frames.encode(Frame.of(FrameType.HELLO, greeting())));
      }
      long sequence = greets ? 1 : 0;
      for (int n = random.nextInt(6); n > 0; n--) {
        out.write(something(sequence++));
      }
      if (random.nextInt(3) == 0) {
        socket.setSoTimeout(20);
        byte[] unread = new byte[100];
        int unused = socket.getInputStream().read(unread);
      }
    } catch (IOException e) {
      // The server has closed while this peer still wrote, or had nothing to say to it.
      cutOff++;
    }
  }

  private byte[] greeting() {
    return new WireWriter()
        .uuid(new UUID(random.nextLong(), random.nextLong()))
        .i64(1)
        .i32(1 << 20)
        .i32(5)
        .toBytes();
  }

  private byte[] something(long sequence) {
    FrameType[] types = FrameType.values();
    return switch (random.nextInt(4)) {
      case 0 -> frames.next();
      case 1 -> frames.junk().bytes();
      case 2 -> {
        byte[] whole = Frames.encode(message(types).numbered(sequence));
        yield java.util.Arrays.copyOf(whole, random.nextInt(whole.length + 1));
      }
      default -> Frames.encode(message(types).numbered(sequence));
    };
  }

  private Frame message(FrameType[] types) {
    FrameType type = types[random.nextInt(types.length)];
    return Frame.of(type, random.nextInt(5), frames.junk().bytes(), frames.junk().bytes());
  }

  /** Peers that could not say or hear everything. */
  int cutOff() {
    return cutOff;
  }
}
