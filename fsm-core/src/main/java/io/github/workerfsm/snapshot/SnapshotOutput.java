package io.github.workerfsm.snapshot;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes lines, each of which is a JSON object in ASCII without a space. The caller sees to it that
 * what is opened is closed.
 */
public final class SnapshotOutput {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  /** Texts of up to so many characters are copied at once. */
  private static final int PLAIN = 1 << 12;

  private final OutputStream out;
  private final byte[] buffer = new byte[1 << 16];
  private int size;
  private boolean comma;

  /** An output to a stream that the caller opens and closes. */
  public SnapshotOutput(OutputStream out) {
    this.out = out;
  }

  /** Starts a line. */
  public void line() throws IOException {
    put('{');
    comma = false;
  }

  /** Ends a line. */
  public void endLine() throws IOException {
    put('}');
    put('\n');
  }

  /** The name of the next value. */
  public void member(String name) throws IOException {
    separate();
    quoted(name);
    put(':');
    comma = false;
  }

  /** Starts an object or a list. */
  public void open(char bracket) throws IOException {
    separate();
    put(bracket);
    comma = false;
  }

  /** Ends an object or a list. */
  public void close(char bracket) throws IOException {
    put(bracket);
    comma = true;
  }

  /** A text. */
  public void text(String text) throws IOException {
    separate();
    quoted(text);
  }

  /** A whole number. */
  public void number(long number) throws IOException {
    separate();
    if (number >= 0 && number < 10) {
      put('0' + (int) number);
    } else {
      plain(Long.toString(number));
    }
  }

  /** Any finite number; as a whole one where that is the same. */
  public void decimal(double number) throws IOException {
    if (Double.compare((long) number, number) == 0) {
      number((long) number);
    } else {
      separate();
      plain(Double.toString(number));
    }
  }

  /** True or false. */
  public void flag(boolean flag) throws IOException {
    separate();
    plain(flag ? "true" : "false");
  }

  /** Null. */
  public void nothing() throws IOException {
    separate();
    plain("null");
  }

  /** Hands everything to the stream. */
  public void flush() throws IOException {
    out.write(buffer, 0, size);
    size = 0;
    out.flush();
  }

  private void separate() throws IOException {
    if (comma) {
      put(',');
    }
    comma = true;
  }

  private void plain(String ascii) throws IOException {
    int length = ascii.length();
    room(length);
    copy(ascii, length);
    size += length;
  }

  /** Almost all texts are plain: they are copied as a whole, and looked through afterwards. */
  private void quoted(String text) throws IOException {
    int length = text.length();
    if (length > PLAIN) {
      escaped(text);
      return;
    }
    room(length + 2);
    int start = size++;
    buffer[start] = '"';
    copy(text, length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > 126 || c == '"' || c == '\\') {
        size = start;
        escaped(text);
        return;
      }
    }
    size += length;
    buffer[size++] = '"';
  }

  @SuppressWarnings("deprecation") // drops what is above eight bits: checked, or known to be ASCII
  private void copy(String text, int length) {
    text.getBytes(0, length, buffer, size);
  }

  private void escaped(String text) throws IOException {
    put('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        put('\\');
        put(c);
      } else if (c >= ' ' && c < 127) {
        put(c);
      } else {
        put('\\');
        put('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
          put(HEX[c >>> shift & 15]);
        }
      }
    }
    put('"');
  }

  /** Sees to it that so many bytes fit, which have to be fewer than the buffer has. */
  private void room(int bytes) throws IOException {
    if (buffer.length - size < bytes) {
      out.write(buffer, 0, size);
      size = 0;
    }
  }

  private void put(int c) throws IOException {
    if (size == buffer.length) {
      out.write(buffer, 0, size);
      size = 0;
    }
    buffer[size++] = (byte) c;
  }
}
