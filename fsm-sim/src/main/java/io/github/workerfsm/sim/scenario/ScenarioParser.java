package io.github.workerfsm.sim.scenario;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.github.workerfsm.sim.world.NotationException;
import io.github.workerfsm.sim.world.TextCursor;
import io.github.workerfsm.sim.world.WorldSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a scenario file. The notation is described in the README beside the bundled files.
 *
 * <p>A file is a list of fields, {@code name: value} from the first column on; blocks ({@code
 * rules}, {@code script}, {@code outcome}) have indented lines instead of a value. Empty lines, and
 * lines that begin with {@code #}, say nothing.
 */
public final class ScenarioParser {
  private static final ImmutableSet<String> BLOCKS = ImmutableSet.of("rules", "script", "outcome");
  private static final ImmutableSet<String> PARTIES =
      ImmutableSet.of("base", "worker", "scheduler", "network");
  private static final ImmutableSet<String> FIELDS =
      ImmutableSet.of(
          "scenario",
          "number",
          "title",
          "origin",
          "period",
          "class",
          "violates",
          "rules",
          "workers",
          "graph",
          "scattered",
          "memory",
          "wants",
          "script",
          "outcome");
  private static final ImmutableSet<String> PROPERTIES =
      ImmutableSet.of(
          "S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9", "S10", "S11", "S12", "F", "A1",
          "A2", "L1", "L2", "L3", "L4", "L5", "L6");

  private final String file;
  private final ImmutableList<String> lines;

  /** A line and the column at which its value starts, both from 0. */
  private record Place(int line, int column) {}

  private final Map<String, Place> fields = new LinkedHashMap<>();
  private final Map<String, List<Integer>> blocks = new LinkedHashMap<>();

  private ScenarioParser(String file, String text) {
    this.file = file;
    this.lines = ImmutableList.copyOf(text.split("\r?\n", -1));
  }

  /**
   * Reads a scenario.
   *
   * @param file its name, for messages
   * @param text the whole file
   * @throws ScenarioFormatException naming line and column
   */
  public static Scenario parse(String file, String text) throws ScenarioFormatException {
    return new ScenarioParser(file, text).scenario();
  }

  private Scenario scenario() throws ScenarioFormatException {
    collect();
    require("scenario");
    require("workers");
    require("script");
    WorldSpec world = world();
    ScriptParser script = new ScriptParser(world);
    ImmutableList.Builder<ScriptLine> steps = ImmutableList.builder();
    for (int line : block("script")) {
      ScriptLine step = in(new Place(line, 0), cursor -> script.line(lines.get(line), line + 1));
      steps.add(step);
    }
    ImmutableList.Builder<StateClause> outcome = ImmutableList.builder();
    ImmutableList.Builder<String> proves = ImmutableList.builder();
    for (int line : block("outcome")) {
      in(
          new Place(line, 0),
          cursor -> {
            if (cursor.acceptWord("violates")) {
              proves.addAll(properties(cursor));
            } else {
              outcome.addAll(script.clauses(cursor));
            }
            cursor.requireEnd();
            return "";
          });
    }
    return new Scenario(
        file,
        fields.containsKey("number") ? read("number", this::number) : 0,
        read("scenario", this::word),
        text("title"),
        text("origin"),
        text("period"),
        text("class"),
        fields.containsKey("violates") ? read("violates", this::properties) : ImmutableList.of(),
        rules(),
        world,
        steps.build(),
        outcome.build(),
        proves.build());
  }

  /** Finds fields and blocks. */
  private void collect() throws ScenarioFormatException {
    List<Integer> block = null;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank() || line.startsWith("#") || line.stripLeading().startsWith("# ")) {
        continue;
      }
      if (Character.isWhitespace(line.charAt(0))) {
        if (block == null) {
          throw error(i, indentation(line), "an indented line, expected it in a block: " + BLOCKS);
        }
        block.add(i);
        continue;
      }
      block = field(i);
    }
  }

  /** Notes the field; the lines of its block, if it is one. */
  private @Nullable List<Integer> field(int i) throws ScenarioFormatException {
    String line = lines.get(i);
    int colon = line.indexOf(':');
    String name = colon < 0 ? line.strip() : line.substring(0, colon).strip();
    if (colon < 0 || !FIELDS.contains(name)) {
      throw error(
          i, 0, "found \"" + name + "\", expected a field: one of " + String.join(", ", FIELDS));
    }
    if (fields.put(name, new Place(i, colon + 1)) != null) {
      throw error(i, 0, "the field " + name + " for the second time, expected it once");
    }
    if (!BLOCKS.contains(name)) {
      return null;
    }
    if (!line.substring(colon + 1).isBlank()) {
      throw error(i, colon + 1, "a value of the block " + name + ", expected indented lines");
    }
    List<Integer> indented = new ArrayList<>();
    blocks.put(name, indented);
    return indented;
  }

  private static int indentation(String line) {
    return line.length() - line.stripLeading().length();
  }

  private ScenarioFormatException error(int line, int column, String message) {
    return new ScenarioFormatException(file, line + 1, column + 1, message);
  }

  private void require(String field) throws ScenarioFormatException {
    if (!fields.containsKey(field)) {
      throw error(lines.size() - 1, 0, "the file ends, expected a field " + field);
    }
  }

  private List<Integer> block(String name) {
    return blocks.getOrDefault(name, List.of());
  }

  /** Reads something at a place. */
  interface Reading<T> {
    /** Reads it. */
    T read(TextCursor cursor);
  }

  private <T> T in(Place place, Reading<T> reading) throws ScenarioFormatException {
    try {
      return reading.read(new TextCursor(lines.get(place.line()), place.column()));
    } catch (NotationException e) {
      throw error(place.line(), e.column(), String.valueOf(e.getMessage()));
    }
  }

  private <T> T read(String field, Reading<T> reading) throws ScenarioFormatException {
    Place place = fields.get(field);
    if (place == null) {
      throw new IllegalArgumentException(field);
    }
    return in(
        place,
        cursor -> {
          T read = reading.read(cursor);
          cursor.requireEnd();
          return read;
        });
  }

  private String text(String field) throws ScenarioFormatException {
    return fields.containsKey(field) ? read(field, TextCursor::rest) : "";
  }

  private String word(TextCursor cursor) {
    return cursor.word("a name in lower case with hyphens");
  }

  private Integer number(TextCursor cursor) {
    return (int) cursor.number("a number, 0 or more");
  }

  private ImmutableList<String> properties(TextCursor cursor) {
    ImmutableList.Builder<String> ids = ImmutableList.builder();
    do {
      int column = cursor.column();
      String id = cursor.word("the id of a property");
      if (!PROPERTIES.contains(id)) {
        throw new NotationException(
            column, "found \"" + id + "\", expected one of " + String.join(", ", PROPERTIES));
      }
      ids.add(id);
      cursor.accept(",");
    } while (!cursor.atEnd());
    return ids.build();
  }

  private ScenarioRules rules() throws ScenarioFormatException {
    ScenarioRules rules = ScenarioRules.CURRENT;
    for (int line : block("rules")) {
      ScenarioRules before = rules;
      rules = in(new Place(line, 0), cursor -> rule(before, cursor));
    }
    return rules;
  }

  private static ScenarioRules rule(ScenarioRules before, TextCursor cursor) {
    int start = cursor.column();
    String party = cursor.word("base, worker, scheduler or network");
    boolean known = PARTIES.contains(party);
    int column = known ? cursor.column() : start;
    try {
      return before.change(party, cursor.rest());
    } catch (IllegalArgumentException e) {
      throw new NotationException(column, String.valueOf(e.getMessage()));
    }
  }

  private WorldSpec world() throws ScenarioFormatException {
    WorldParser start = new WorldParser();
    read("workers", start::workers);
    if (fields.containsKey("scattered")) {
      read("scattered", start::scattered);
    }
    if (fields.containsKey("graph")) {
      read("graph", start::graph);
    }
    if (fields.containsKey("memory")) {
      read("memory", start::memory);
    }
    if (fields.containsKey("wants")) {
      read("wants", start::wants);
    }
    try {
      return start.build();
    } catch (IllegalArgumentException e) {
      Place place = fields.get("workers");
      throw error(place == null ? 0 : place.line(), 0, String.valueOf(e.getMessage()));
    }
  }
}
