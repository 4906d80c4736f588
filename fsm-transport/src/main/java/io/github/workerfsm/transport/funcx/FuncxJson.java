package io.github.workerfsm.transport.funcx;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.github.workerfsm.transport.message.Capacity;
import io.github.workerfsm.transport.message.Message;
import io.github.workerfsm.transport.message.TaskStatus;
import io.github.workerfsm.transport.wire.MalformedException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON in messages of funcX. Written as Python's {@code json.dumps} does, so that bytes are the
 * same; read with limits, and refused with one line.
 */
final class FuncxJson {
  private static final int DEEPEST = 16;
  private static final int LONGEST = 64 << 10;
  private static final long NANOS = 1_000_000_000L;
  private static final BigDecimal LONGEST_PERIOD = BigDecimal.valueOf(1_000_000_000L);
  private static final List<String> COUNTS =
      List.of("managers", "total_workers", "idle_workers", "pending_tasks", "outstanding_tasks");
  private static final String PERIOD = "heartbeat_period";

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          // Ids of tasks are member names: there are many, and none of them is ours.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST)
                  .maxNameLength(LONGEST)
                  .maxNumberLength(100)
                  .build())
          .build();

  private FuncxJson() {}

  /** The content of an endpoint's report. */
  record Report(Capacity capacity, Map<String, TaskStatus> statuses) {}

  // ---- out

  private interface Content {
    void write(JsonGenerator to) throws IOException;
  }

  private static String json(Content content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator to = FACTORY.createGenerator(text)) {
      to.setPrettyPrinter(new Spaced());
      content.write(to);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot be written", e);
    }
    return text.toString();
  }

  static String write(String text) {
    return json(to -> to.writeString(text));
  }

  static String write(Map<String, TaskStatus> statuses) {
    return json(to -> write(statuses, to));
  }

  static String write(Capacity capacity, Map<String, TaskStatus> statuses) {
    return json(
        to -> {
          to.writeStartArray();
          write(capacity, to);
          write(statuses, to);
          to.writeEndArray();
        });
  }

  private static void write(Map<String, TaskStatus> statuses, JsonGenerator to) throws IOException {
    to.writeStartObject();
    for (Map.Entry<String, TaskStatus> entry : statuses.entrySet()) {
      to.writeNumberField(entry.getKey(), entry.getValue().code());
    }
    to.writeEndObject();
  }

  private static void write(Capacity capacity, JsonGenerator to) throws IOException {
    to.writeStartObject();
    to.writeNumberField(COUNTS.get(0), capacity.managers());
    to.writeNumberField(COUNTS.get(1), capacity.totalWorkers());
    to.writeNumberField(COUNTS.get(2), capacity.idleWorkers());
    to.writeNumberField(COUNTS.get(3), capacity.pendingTasks());
    to.writeNumberField(COUNTS.get(4), capacity.outstandingTasks());
    long nanos = capacity.heartbeatPeriodNanos();
    if (nanos % NANOS == 0) {
      to.writeNumberField(PERIOD, nanos / NANOS);
    } else {
      BigDecimal seconds = BigDecimal.valueOf(nanos, 9).stripTrailingZeros();
      to.writeFieldName(PERIOD);
      to.writeNumber(seconds.toPlainString());
    }
    to.writeEndObject();
  }

  /** With a space after each comma and colon, as Python has them. */
  private static final class Spaced extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1;

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator to) throws IOException {
      to.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator to) throws IOException {
      to.writeRaw(", ");
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator to) throws IOException {
      to.writeRaw(", ");
    }
  }

  // ---- in

  private interface Shape<T> {
    T read(JsonParser in) throws IOException, MalformedException;
  }

  private static <T> T parse(byte[] bytes, Shape<T> shape) throws MalformedException {
    try (JsonParser in = FACTORY.createParser(bytes)) {
      in.nextToken();
      T read = shape.read(in);
      if (in.nextToken() != null) {
        throw new MalformedException(
            "something follows the JSON at column " + in.currentTokenLocation().getColumnNr());
      }
      return read;
    } catch (JsonProcessingException e) {
      int at = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
      String why = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
      throw new MalformedException("JSON at column " + at + ": " + why);
    } catch (IOException e) {
      throw new MalformedException("the JSON cannot be read: " + e.getMessage());
    }
  }

  static String text(byte[] bytes) throws MalformedException {
    return parse(
        bytes,
        in -> {
          require(in, JsonToken.VALUE_STRING, "cancellation");
          return in.getText();
        });
  }

  static Map<String, TaskStatus> statuses(byte[] bytes) throws MalformedException {
    return parse(bytes, FuncxJson::statuses);
  }

  static Report report(byte[] bytes) throws MalformedException {
    return parse(
        bytes,
        in -> {
          require(in, JsonToken.START_ARRAY, "report");
          in.nextToken();
          Capacity capacity = capacity(in);
          in.nextToken();
          Map<String, TaskStatus> statuses = statuses(in);
          in.nextToken();
          require(in, JsonToken.END_ARRAY, "end of the report");
          return new Report(capacity, statuses);
        });
  }

  private static void require(JsonParser in, JsonToken token, String what)
      throws MalformedException {
    if (in.currentToken() != token) {
      throw new MalformedException(
          what + " is " + kind(in.currentToken()) + ", expected " + kind(token));
    }
  }

  private static String kind(@Nullable JsonToken token) {
    if (token == null) {
      return "not there";
    }
    return switch (token) {
      case START_OBJECT, END_OBJECT -> "a JSON object";
      case START_ARRAY -> "a JSON array";
      case END_ARRAY -> "the end of an array";
      case VALUE_STRING -> "a JSON string";
      case VALUE_NUMBER_INT -> "a whole number";
      case VALUE_NUMBER_FLOAT -> "a number with a fraction";
      default -> "JSON " + token.asString();
    };
  }

  private static Map<String, TaskStatus> statuses(JsonParser in)
      throws IOException, MalformedException {
    require(in, JsonToken.START_OBJECT, "the statuses of tasks");
    Map<String, TaskStatus> statuses = new LinkedHashMap<>();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String task = in.currentName();
      in.nextToken();
      require(in, JsonToken.VALUE_NUMBER_INT, "status of task " + shown(task));
      // A number that is no int is no status either.
      TaskStatus status =
          in.getNumberType() == JsonParser.NumberType.INT ? TaskStatus.of(in.getIntValue()) : null;
      if (status == null) {
        throw new MalformedException(
            "status of task " + shown(task) + " is " + shown(in.getText()) + ", expected 1 to 5");
      }
      statuses.put(task, status);
      if (statuses.size() > Message.MAX_ENTRIES) {
        throw new MalformedException("a report has more than " + Message.MAX_ENTRIES + " entries");
      }
    }
    return statuses;
  }

  /** What a peer has sent, short and in one line. */
  private static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= 64 ? line : line.substring(0, 64) + "...";
  }

  /** Unknown members are skipped; missing ones are named. */
  private static Capacity capacity(JsonParser in) throws IOException, MalformedException {
    require(in, JsonToken.START_OBJECT, "the state of the endpoint");
    int[] counts = new int[COUNTS.size()];
    Arrays.fill(counts, -1);
    long period = -1;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      int count = COUNTS.indexOf(name);
      if (count >= 0) {
        counts[count] = count(in, name);
      } else if (name.equals(PERIOD)) {
        period = period(in);
      } else {
        in.skipChildren();
      }
    }
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] < 0) {
        throw new MalformedException("the state of the endpoint has no " + COUNTS.get(i));
      }
    }
    if (period < 0) {
      throw new MalformedException("the state of the endpoint has no " + PERIOD);
    }
    return new Capacity(counts[0], counts[1], counts[2], counts[3], counts[4], period);
  }

  private static int count(JsonParser in, String name) throws IOException, MalformedException {
    require(in, JsonToken.VALUE_NUMBER_INT, name);
    if (in.getNumberType() != JsonParser.NumberType.INT || in.getIntValue() < 0) {
      throw new MalformedException(name + " is " + shown(in.getText()) + ", expected 0 to 2^31-1");
    }
    return in.getIntValue();
  }

  private static long period(JsonParser in) throws IOException, MalformedException {
    if (!in.currentToken().isNumeric()) {
      throw new MalformedException(
          PERIOD + " is " + kind(in.currentToken()) + ", expected a number of seconds");
    }
    BigDecimal seconds = in.getDecimalValue();
    if (seconds.signum() < 0 || seconds.compareTo(LONGEST_PERIOD) > 0) {
      throw new MalformedException(
          PERIOD + " is " + shown(in.getText()) + " seconds, expected 0 to " + LONGEST_PERIOD);
    }
    return seconds.movePointRight(9).setScale(0, RoundingMode.HALF_UP).longValueExact();
  }
}
