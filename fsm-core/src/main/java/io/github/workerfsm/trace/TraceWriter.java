package io.github.workerfsm.trace;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes traces line by line, in the format that {@link TraceReader} reads: ASCII, members in the
 * order of the format, the same lines as the same bytes.
 */
public final class TraceWriter implements Closeable {
  private final OutputStream out;

  /** A writer to a stream that the caller has opened, and perhaps compresses and buffers. */
  public TraceWriter(OutputStream out) {
    this.out = out;
  }

  /** Writes one line. The caller sees to it that a header comes first. */
  public void write(TraceLine line) throws IOException {
    out.write(Json.text(line.tree()).getBytes(US_ASCII));
    out.write('\n');
  }

  /** Hands what has been written on to where the stream leads. */
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
