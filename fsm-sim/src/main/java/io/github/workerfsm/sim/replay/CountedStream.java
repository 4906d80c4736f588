package io.github.workerfsm.sim.replay;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that tells a listener how much of it has been read. */
final class CountedStream extends FilterInputStream {
  private final ReplayProgress progress;

  CountedStream(InputStream in, ReplayProgress progress) {
    super(in);
    this.progress = progress;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    if (one >= 0) {
      progress.read(1);
    }
    return one;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    int count = super.read(target, from, length);
    if (count > 0) {
      progress.read(count);
    }
    return count;
  }
}
