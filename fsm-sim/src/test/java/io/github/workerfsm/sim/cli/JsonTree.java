package io.github.workerfsm.sim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The one JSON object that a command printed. */
record JsonTree(Map<String, Object> members) {

  /** Reads standard output, which has to be one object and nothing else. */
  static JsonTree of(FsmRun run) {
    try (JsonParser parser = new JsonFactory().createParser(run.out())) {
      assertThat(parser.nextToken()).as(run.out()).isEqualTo(JsonToken.START_OBJECT);
      JsonTree tree = new JsonTree(object(parser));
      assertThat(parser.nextToken()).as("what follows the object").isNull();
      return tree;
    } catch (IOException e) {
      throw new UncheckedIOException(run.out(), e);
    }
  }

  Object get(String name) {
    assertThat(members).containsKey(name);
    return members.get(name);
  }

  long number(String name) {
    return ((Number) get(name)).longValue();
  }

  String text(String name) {
    return (String) get(name);
  }

  List<?> list(String name) {
    return (List<?>) get(name);
  }

  @SuppressWarnings("unchecked") // all member names of a JSON object are texts
  static JsonTree at(Object value) {
    return new JsonTree((Map<String, Object>) value);
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      assertThat(members).doesNotContainKey(name);
      members.put(name, value(parser));
    }
    return members;
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser));
        }
        yield list;
      }
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> parser.getText();
    };
  }
}
