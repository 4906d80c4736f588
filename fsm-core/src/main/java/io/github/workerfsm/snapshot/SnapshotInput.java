package io.github.workerfsm.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link SnapshotOutput} has written, and nothing else: members in the order of writing,
 * no spaces. Whatever is not as expected is an {@link IllegalSnapshotException}.
 */
public final class SnapshotInput {
  private static final int END = -1;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int size;
  private byte[] scratch = new byte[256];
  private int line = 1;
  private long lineStart;
  private long dropped;
  private boolean comma;

  /** An input from a stream that the caller opens and closes. */
  public SnapshotInput(InputStream in) {
    this.in = in;
  }

  /** Starts a line. */
  public void line() throws IOException {
    expect('{');
    comma = false;
  }

  /** Ends a line. */
  public void endLine() throws IOException {
    if (peek() == ',') {
      throw unknownMember();
    }
    expect('}');
    expect('\n');
    line++;
    lineStart = dropped + at;
  }

  /** Ends everything. */
  public void end() throws IOException {
    if (peek() != END) {
      throw wrong("something follows", "the end");
    }
  }

  /** Whether the next member has this name, which is then read; otherwise nothing is. */
  public boolean has(String name) throws IOException {
    int length = name.length() + 3 + (comma ? 1 : 0);
    if (size - at < length) {
      fill();
      if (size - at < length) {
        return false;
      }
    }
    int i = at;
    if (comma && buffer[i++] != ',') {
      return false;
    }
    if (buffer[i++] != '"') {
      return false;
    }
    for (int c = 0; c < name.length(); c++) {
      if (buffer[i++] != name.charAt(c)) {
        return false;
      }
    }
    if (buffer[i++] != '"' || buffer[i++] != ':') {
      return false;
    }
    at = i;
    comma = false;
    return true;
  }

  /** Reads the name of the next member, which has to be this. */
  public void member(String name) throws IOException {
    if (!has(name)) {
      throw wrong("\"" + name + "\" is missing", "it next");
    }
  }

  /** Starts an object or a list. */
  public void open(char bracket) throws IOException {
    expect(bracket);
    comma = false;
  }

  /** Ends an object. */
  public void close() throws IOException {
    if (peek() == ',') {
      throw unknownMember();
    }
    expect('}');
    comma = true;
  }

  /** The name of the next member of an object, or null when its end has been read. */
  public @Nullable String nextName() throws IOException {
    if (peek() == '}') {
      at++;
      comma = true;
      return null;
    }
    if (comma) {
      expect(',');
    }
    String name = text();
    expect(':');
    comma = false;
    return name;
  }

  /** Whether the list goes on; otherwise its end is read. */
  public boolean more() throws IOException {
    if (peek() == ']') {
      at++;
      comma = true;
      return false;
    }
    if (comma) {
      expect(',');
    }
    return true;
  }

  /** Whether a text comes next, in a list of texts and others. */
  public boolean isText() throws IOException {
    return peek() == '"';
  }

  /** Whether null comes next, which is then read. */
  public boolean nothing() throws IOException {
    if (peek() != 'n') {
      return false;
    }
    plain("null");
    comma = true;
    return true;
  }

  /** The text that comes next. */
  public String text() throws IOException {
    expect('"');
    for (int i = at; i < size; i++) {
      byte c = buffer[i];
      if (c == '"') {
        String text = new String(buffer, at, i - at, StandardCharsets.ISO_8859_1);
        at = i + 1;
        comma = true;
        return text;
      }
      if (c < ' ' || c > 126 || c == '\\') {
        break;
      }
    }
    return crossing();
  }

  /** A text that reaches over the end of the buffer, has an escape, or is none. */
  private String crossing() throws IOException {
    int length = 0;
    for (int c = next(); c != '"'; c = next()) {
      if (c < ' ' || c > 126) {
        throw ended(c, "a text in ASCII");
      }
      if (c == '\\') {
        return escaped(length);
      }
      if (length == scratch.length) {
        scratch = Arrays.copyOf(scratch, length * 2);
      }
      scratch[length++] = (byte) c;
    }
    comma = true;
    return new String(scratch, 0, length, StandardCharsets.ISO_8859_1);
  }

  /** The rest of a text after its first backslash. */
  private String escaped(int length) throws IOException {
    StringBuilder text =
        new StringBuilder(new String(scratch, 0, length, StandardCharsets.ISO_8859_1));
    text.append(escape());
    for (int c = next(); c != '"'; c = next()) {
      if (c < ' ' || c > 126) {
        throw ended(c, "a text in ASCII");
      }
      text.append(c == '\\' ? escape() : (char) c);
    }
    comma = true;
    return text.toString();
  }

  private char escape() throws IOException {
    int c = next();
    if (c == '"' || c == '\\') {
      return (char) c;
    }
    if (c != 'u') {
      throw ended(c, "one of \\\", \\\\ and \\u");
    }
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int hex = next();
      int digit = hex >= '0' && hex <= '9' ? hex - '0' : hex >= 'a' && hex <= 'f' ? hex - 87 : -1;
      if (digit < 0) {
        throw ended(hex, "four hexadecimal digits");
      }
      code = code << 4 | digit;
    }
    return (char) code;
  }

  /** The whole number that comes next. */
  public long number() throws IOException {
    boolean negative = peek() == '-';
    at += negative ? 1 : 0;
    int first = peek();
    if (first < '0' || first > '9') {
      throw ended(first, "a whole number");
    }
    long value = 0;
    for (int c = first; c >= '0' && c <= '9'; c = peek()) {
      int digit = c - '0';
      if (value < (Long.MIN_VALUE + digit) / 10) {
        throw wrong("a number is too large", "one of 64 bits");
      }
      value = value * 10 - digit;
      at++;
    }
    if (!negative && value == Long.MIN_VALUE) {
      throw wrong("a number is too large", "one of 64 bits");
    }
    comma = true;
    return negative ? value : -value;
  }

  /** The whole number that comes next, within bounds. */
  public long number(long least, long most) throws IOException {
    long number = number();
    if (number < least || number > most) {
      throw wrong("a number is " + number, "one from " + least + " to " + most);
    }
    return number;
  }

  /** The finite number that comes next. */
  public double decimal() throws IOException {
    int length = 0;
    for (int c = peek();
        c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' || c == 'E';
        c = peek()) {
      if (length == 32) {
        break;
      }
      scratch[length++] = (byte) c;
      at++;
    }
    comma = true;
    if (length == 1 && scratch[0] >= '0') {
      return scratch[0] - '0';
    }
    String text = new String(scratch, 0, length, StandardCharsets.ISO_8859_1);
    try {
      double number = Double.parseDouble(text);
      if (!Double.isInfinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw ended(peek(), "a number, not \"" + text + "\"");
    }
    throw wrong("a number is too large", "a finite one");
  }

  /** The truth value that comes next. */
  public boolean flag() throws IOException {
    boolean flag = peek() == 't';
    plain(flag ? "true" : "false");
    comma = true;
    return flag;
  }

  /** An exception that says where this is. */
  public IllegalSnapshotException wrong(String what, String expected) {
    return new IllegalSnapshotException(
        "snapshot, line "
            + line
            + ", column "
            + (dropped + at - lineStart + 1)
            + ": "
            + what
            + ", expected "
            + expected);
  }

  private IllegalSnapshotException unknownMember() {
    return wrong("a member is not known or not in its place", "those of version 1 in their order");
  }

  private IllegalSnapshotException ended(int c, String expected) {
    if (c == END) {
      return wrong("the snapshot ends", expected);
    }
    return wrong(c >= ' ' && c < 127 ? "there is " + (char) c : "there is byte " + c, expected);
  }

  private void plain(String ascii) throws IOException {
    for (int i = 0; i < ascii.length(); i++) {
      int c = next();
      if (c != ascii.charAt(i)) {
        throw ended(c, ascii);
      }
    }
  }

  private void expect(char bracket) throws IOException {
    int c = next();
    if (c != bracket) {
      at -= c == END ? 0 : 1;
      throw ended(c, bracket == '\n' ? "the end of the line" : String.valueOf(bracket));
    }
  }

  private int peek() throws IOException {
    if (at == size) {
      fill();
    }
    return at == size ? END : buffer[at] & 0xFF;
  }

  private int next() throws IOException {
    if (at == size) {
      fill();
      if (at == size) {
        return END;
      }
    }
    return buffer[at++] & 0xFF;
  }

  /** Reads on, keeping what has not been looked at. */
  private void fill() throws IOException {
    System.arraycopy(buffer, at, buffer, 0, size - at);
    dropped += at;
    size -= at;
    at = 0;
    while (size < buffer.length) {
      int read = in.read(buffer, size, buffer.length - size);
      if (read < 0) {
        return;
      }
      size += read;
    }
  }
}
