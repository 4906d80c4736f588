package io.github.workerfsm.sim.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes maps, lists, texts, numbers, truth values and nulls as JSON, on one line. */
final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonText() {}

  static String of(@Nullable Object tree) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      write(tree, generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(@Nullable Object tree, JsonGenerator to) throws IOException {
    if (tree instanceof Map<?, ?> object) {
      to.writeStartObject();
      for (Map.Entry<?, ?> member : object.entrySet()) {
        to.writeFieldName(member.getKey().toString());
        write(member.getValue(), to);
      }
      to.writeEndObject();
    } else if (tree instanceof Iterable<?> list) {
      to.writeStartArray();
      for (Object element : list) {
        write(element, to);
      }
      to.writeEndArray();
    } else if (tree instanceof Double number) {
      to.writeNumber(number);
    } else if (tree instanceof Number number) {
      to.writeNumber(number.longValue());
    } else if (tree instanceof Boolean truth) {
      to.writeBoolean(truth);
    } else if (tree == null) {
      to.writeNull();
    } else {
      to.writeString(tree.toString());
    }
  }
}
