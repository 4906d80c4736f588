package io.github.workerfsm.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of JSON and its tree: {@link LinkedHashMap} in the order of the line, {@link List},
 * {@link String}, {@link Long}, {@link Double} (also for whole numbers that a long cannot hold),
 * {@link Boolean}, null.
 *
 * <p>A tree instead of a stream of tokens because members come in any order, and the type of some
 * depends on another ({@code op}). What a hostile line can cost is bounded by {@link #MOST_VALUES}.
 */
final class Json {
  /** Values of one line. The longest line of real traces has a few hundred. */
  static final int MOST_VALUES = 1_000_000;

  private static final int DEEPEST = 64;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          // Keys of tasks are member names: there are many, and none of them is ours.
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          // Python writes NaN and Infinity. Whoever wants the number refuses them, by name.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final JsonParser parser;
  private int values;

  private Json(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Parses one line, which has to be an object.
   *
   * @throws FormatProblem if it is not one
   */
  static Map<String, @Nullable Object> parse(byte[] bytes, int from, int length) {
    try (JsonParser parser = FACTORY.createParser(bytes, from, length)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new FormatProblem("the line is empty, expected a JSON object");
      }
      if (first != JsonToken.START_OBJECT) {
        throw new FormatProblem("the line is no JSON object, expected one per line");
      }
      Map<String, @Nullable Object> object = new Json(parser).object();
      if (parser.nextToken() != null) {
        throw new FormatProblem(
            "something follows the JSON object at column "
                + parser.currentTokenLocation().getColumnNr()
                + ", expected one object per line");
      }
      return object;
    } catch (JsonProcessingException e) {
      throw new FormatProblem(
          "invalid JSON at column "
              + (e.getLocation() == null ? 1 : e.getLocation().getColumnNr())
              + " ("
              + oneLine(e.getOriginalMessage())
              + "), expected one JSON object per line");
    } catch (IOException e) {
      throw new FormatProblem(
          "invalid text (" + oneLine(e.getMessage()) + "), expected JSON in UTF-8");
    }
  }

  /** The text of a tree, on one line, in ASCII. */
  static String text(@Nullable Object tree) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      write(tree, generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private Map<String, @Nullable Object> object() throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    int count = 0;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, value());
      if (members.size() != ++count) {
        throw new FormatProblem(
            "member \"" + shortened(name) + "\" is there twice, expected each name once");
      }
    }
    return members;
  }

  private List<@Nullable Object> list() throws IOException {
    List<@Nullable Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value());
    }
    return elements;
  }

  private @Nullable Object value() throws IOException {
    if (++values > MOST_VALUES) {
      throw new FormatProblem("the line has more than " + MOST_VALUES + " values, expected fewer");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> object();
      case START_ARRAY -> list();
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? (Object) parser.getDoubleValue()
              : (Object) parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static void write(@Nullable Object tree, JsonGenerator to) throws IOException {
    if (tree instanceof Map<?, ?> object) {
      to.writeStartObject();
      for (Map.Entry<?, ?> member : object.entrySet()) {
        to.writeFieldName((String) member.getKey());
        write(member.getValue(), to);
      }
      to.writeEndObject();
    } else if (tree instanceof Iterable<?> list) {
      to.writeStartArray();
      for (Object element : list) {
        write(element, to);
      }
      to.writeEndArray();
    } else if (tree instanceof String text) {
      to.writeString(text);
    } else if (tree instanceof Double number) {
      to.writeNumber(number);
    } else if (tree instanceof Number whole) {
      to.writeNumber(whole.longValue());
    } else if (tree instanceof Boolean flag) {
      to.writeBoolean(flag);
    } else if (tree == null) {
      to.writeNull();
    } else {
      throw new IllegalArgumentException("no JSON for " + tree.getClass());
    }
  }

  /** A number without a fraction as a whole one. */
  static Number shortest(double number) {
    return number == (long) number ? (Number) (long) number : (Number) number;
  }

  /** At most a few dozen characters of a text, for a message of one line. */
  static String shortened(String text) {
    String line = oneLine(text);
    return line.length() <= 60 ? line : line.substring(0, 57) + "...";
  }

  private static String oneLine(@Nullable String message) {
    return message == null ? "no reason given" : message.replaceAll("\\s+", " ");
  }
}
