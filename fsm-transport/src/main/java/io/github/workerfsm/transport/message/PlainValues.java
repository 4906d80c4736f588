package io.github.workerfsm.transport.message;

import io.github.workerfsm.transport.wire.MalformedException;
import io.github.workerfsm.transport.wire.WireReader;
import io.github.workerfsm.transport.wire.WireWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values that need no schema: null, truth, whole and floating-point numbers, texts, byte
 * arrays, lists of these, and {@link Call}s. A tag byte, then the value; at most 16 deep.
 */
public final class PlainValues implements ValueCodec {
  /** Lists within lists at most. */
  public static final int MAX_DEPTH = 16;

  private static final int NULL = 0;
  private static final int FALSE = 1;
  private static final int TRUE = 2;
  private static final int INT = 3;
  private static final int LONG = 4;
  private static final int DOUBLE = 5;
  private static final int TEXT = 6;
  private static final int BYTES = 7;
  private static final int LIST = 8;
  private static final int CALL = 9;

  @Override
  public byte[] encode(@Nullable Object value) {
    WireWriter out = new WireWriter();
    write(value, out, 0);
    return out.toBytes();
  }

  private static void write(@Nullable Object value, WireWriter out, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("value is over " + MAX_DEPTH + " lists deep");
    }
    if (value == null) {
      out.u8(NULL);
    } else if (value instanceof Boolean truth) {
      out.u8(truth ? TRUE : FALSE);
    } else if (value instanceof Integer number) {
      out.u8(INT).i32(number);
    } else if (value instanceof Long number) {
      out.u8(LONG).i64(number);
    } else if (value instanceof Double number) {
      out.u8(DOUBLE).f64(number);
    } else if (value instanceof String text) {
      out.u8(TEXT).text(text);
    } else if (value instanceof byte[] bytes) {
      out.u8(BYTES).bytes(bytes);
    } else if (value instanceof List<?> list) {
      out.u8(LIST).i32(list.size());
      list.forEach(element -> write(element, out, depth + 1));
    } else if (value instanceof Call call) {
      out.u8(CALL).text(call.function());
      write(call.arguments(), out, depth + 1);
    } else {
      throw new IllegalArgumentException(
          "a value of "
              + value.getClass()
              + ", expected one of the plain kinds; use another codec");
    }
  }

  @Override
  public @Nullable Object decode(byte[] bytes) throws MalformedException {
    WireReader in = new WireReader(bytes);
    Object value = read(in, 0);
    in.end();
    return value;
  }

  private static @Nullable Object read(WireReader in, int depth) throws MalformedException {
    if (depth > MAX_DEPTH) {
      throw new MalformedException("value is over " + MAX_DEPTH + " lists deep");
    }
    int tag = in.u8();
    return switch (tag) {
      case NULL -> null;
      case FALSE -> false;
      case TRUE -> true;
      case INT -> in.i32();
      case LONG -> in.i64();
      case DOUBLE -> in.f64();
      case TEXT -> in.text();
      case BYTES -> in.bytes();
      case LIST -> list(in, depth);
      case CALL -> call(in, depth);
      default -> throw new MalformedException("value tag " + tag + ", expected 0 to 9");
    };
  }

  private static List<@Nullable Object> list(WireReader in, int depth) throws MalformedException {
    int count = in.count(1);
    List<@Nullable Object> elements = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      elements.add(read(in, depth + 1));
    }
    return Collections.unmodifiableList(elements);
  }

  private static Call call(WireReader in, int depth) throws MalformedException {
    String function = in.text();
    if (!(read(in, depth + 1) instanceof List<?> arguments)) {
      throw new MalformedException("call of " + function + " has no list of arguments");
    }
    return new Call(function, arguments);
  }
}
