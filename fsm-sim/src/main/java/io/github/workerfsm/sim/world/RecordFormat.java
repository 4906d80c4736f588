package io.github.workerfsm.sim.world;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.Resources;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.Value;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Messages and other records as bytes, both ways: whatever consists of records, texts, numbers,
 * truth values, enums, lists, maps, and specifications of tasks. A kind of message that is added
 * one day is written like all others.
 *
 * <p>A value begins with a byte that says what it is; a record, with the number of its class among
 * those that are known. One thread uses a format.
 */
public final class RecordFormat {
  private static final int NULL = 0;
  private static final int TEXT = 1;
  private static final int LONG = 2;
  private static final int INT = 3;
  private static final int DOUBLE = 4;
  private static final int TRUE = 5;
  private static final int FALSE = 6;
  private static final int LIST = 7;
  private static final int MAP = 8;
  private static final int SPEC = 9;
  private static final int RECORD = 10;
  private static final int ENUM = 11;
  private static final int RESOURCES = 12;

  private final List<Kind> kinds = new ArrayList<>();
  private final Map<Class<?>, Integer> numbers = new LinkedHashMap<>();

  /** A format that knows values and what they consist of, and nothing else. */
  public RecordFormat() {
    know(Value.class).know(Product.class);
  }

  /**
   * Makes a class known: a record with all enums and records that it consists of, or a sealed
   * interface with all that implement it. Writer and reader know the same in the same order.
   */
  public RecordFormat know(Class<?> type) {
    if (numbers.containsKey(type)) {
      return this;
    }
    if (type.isSealed()) {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        know(permitted);
      }
    } else if (type.isEnum() || type.isRecord()) {
      numbers.put(type, kinds.size());
      kinds.add(new Kind(type));
      if (type.isRecord()) {
        for (RecordComponent component : type.getRecordComponents()) {
          know(component.getType());
        }
      }
    }
    return this;
  }

  /**
   * Writes a value.
   *
   * @throws IllegalArgumentException for one of a class that is not known
   */
  public void write(@Nullable Object value, DataOutput out) throws IOException {
    if (value == null) {
      out.writeByte(NULL);
    } else if (value instanceof String text) {
      out.writeByte(TEXT);
      out.writeUTF(text);
    } else if (value instanceof Long number) {
      out.writeByte(LONG);
      out.writeLong(number);
    } else if (value instanceof Integer number) {
      out.writeByte(INT);
      out.writeInt(number);
    } else if (value instanceof Double number) {
      out.writeByte(DOUBLE);
      out.writeDouble(number);
    } else if (value instanceof Boolean truth) {
      out.writeByte(truth ? TRUE : FALSE);
    } else if (value instanceof List<?> list) {
      out.writeByte(LIST);
      out.writeInt(list.size());
      for (Object element : list) {
        write(element, out);
      }
    } else if (value instanceof Map<?, ?> map) {
      out.writeByte(MAP);
      out.writeInt(map.size());
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        write(entry.getKey(), out);
        write(entry.getValue(), out);
      }
    } else if (value instanceof TaskSpec spec) {
      out.writeByte(SPEC);
      writeSpec(spec, out);
    } else if (value instanceof Resources resources) {
      out.writeByte(RESOURCES);
      write(resources.amounts(), out);
    } else {
      Class<?> type = value instanceof Enum<?> e ? e.getDeclaringClass() : value.getClass();
      Integer number = numbers.get(type);
      if (number == null) {
        throw new IllegalArgumentException(type + " cannot be written, expected a known record");
      }
      out.writeByte(type.isEnum() ? ENUM : RECORD);
      out.writeShort(number);
      kinds.get(number).write(value, out);
    }
  }

  /** Reads a value. */
  public @Nullable Object read(DataInput in) throws IOException {
    int tag = in.readByte();
    return switch (tag) {
      case NULL -> null;
      case TEXT -> in.readUTF();
      case LONG -> in.readLong();
      case INT -> in.readInt();
      case DOUBLE -> in.readDouble();
      case TRUE -> true;
      case FALSE -> false;
      case LIST -> readList(in);
      case MAP -> readMap(in);
      case SPEC -> readSpec(in);
      case RESOURCES -> readResources(in);
      case ENUM, RECORD -> kinds.get(in.readShort()).read(in);
      default -> throw new IOException("it is damaged: a value of kind " + tag);
    };
  }

  private ImmutableList<Object> readList(DataInput in) throws IOException {
    ImmutableList.Builder<Object> list = ImmutableList.builder();
    for (int left = in.readInt(); left > 0; left--) {
      list.add(present(read(in)));
    }
    return list.build();
  }

  private ImmutableMap<Object, Object> readMap(DataInput in) throws IOException {
    ImmutableMap.Builder<Object, Object> map = ImmutableMap.builder();
    for (int left = in.readInt(); left > 0; left--) {
      map.put(present(read(in)), present(read(in)));
    }
    return map.buildOrThrow();
  }

  private static Object present(@Nullable Object value) throws IOException {
    if (value == null) {
      throw new IOException("it is damaged: nothing where something was expected");
    }
    return value;
  }

  private void writeSpec(TaskSpec spec, DataOutput out) throws IOException {
    out.writeUTF(spec.key());
    out.writeLong(spec.run());
    write(spec.dependencies(), out);
    write(spec.payload(), out);
    write(spec.resources(), out);
    Priority priority = spec.priority();
    out.writeShort(priority.length());
    for (int i = 0; i < priority.length(); i++) {
      out.writeDouble(priority.element(i));
    }
  }

  @SuppressWarnings("unchecked") // as write has written it
  private Resources readResources(DataInput in) throws IOException {
    return Resources.of((Map<String, Double>) present(read(in)));
  }

  @SuppressWarnings("unchecked") // as writeSpec has written them
  private TaskSpec readSpec(DataInput in) throws IOException {
    TaskSpec.Builder spec = TaskSpec.of(in.readUTF());
    long run = in.readLong();
    if (run != TaskSpec.NO_RUN) {
      spec.run(run);
    }
    spec.dependencies((List<String>) present(read(in)));
    spec.payload(read(in));
    spec.resources((Resources) present(read(in)));
    double[] priority = new double[in.readUnsignedShort()];
    for (int i = 0; i < priority.length; i++) {
      priority[i] = in.readDouble();
    }
    return spec.priority(Priority.of(priority)).build();
  }

  /** A record or an enum. */
  private final class Kind {
    private final @Nullable Object @Nullable [] constants;
    private final RecordComponent[] components;
    private final @Nullable Constructor<?> constructor;

    Kind(Class<?> type) {
      constants = type.getEnumConstants();
      components = type.isRecord() ? type.getRecordComponents() : new RecordComponent[0];
      constructor = type.isRecord() ? canonical(type) : null;
    }

    private Constructor<?> canonical(Class<?> type) {
      Class<?>[] types = new Class<?>[components.length];
      for (int i = 0; i < types.length; i++) {
        types[i] = components[i].getType();
      }
      try {
        return type.getDeclaredConstructor(types);
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException(type + " has no canonical constructor", e);
      }
    }

    void write(Object value, DataOutput out) throws IOException {
      if (value instanceof Enum<?> constant) {
        out.writeByte(constant.ordinal());
        return;
      }
      for (RecordComponent component : components) {
        try {
          RecordFormat.this.write(component.getAccessor().invoke(value), out);
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }
    }

    @Nullable Object read(DataInput in) throws IOException {
      if (constants != null) {
        return constants[in.readUnsignedByte()];
      }
      @Nullable Object[] parts = new @Nullable Object[components.length];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = RecordFormat.this.read(in);
      }
      try {
        return Objects.requireNonNull(constructor).newInstance(parts);
      } catch (InvocationTargetException e) {
        throw new IOException("it is damaged: " + e.getCause(), e);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
