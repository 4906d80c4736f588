package io.github.workerfsm.sim.drawn;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.github.workerfsm.diagrams.coverage.Coverage;
import io.github.workerfsm.diagrams.table.RowView;
import io.github.workerfsm.diagrams.table.TableView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@link RowCounts} has written.
 *
 * @param file its name, for messages
 * @param machine the name of the table
 * @param rules the rule set; empty for a machine that has only one
 * @param source what was counted
 * @param taken how often, by the key of the row
 */
public record CountedRows(
    String file, String machine, String rules, String source, ImmutableMap<String, Long> taken) {
  /** What the names of such files end with. */
  public static final String SUFFIX = ".json";

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final String EXPECTED =
      ", expected a file that --coverage of fuzz, explore or" + " scenario has written";

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it is something else
   */
  public static CountedRows read(Path file) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    Map<String, Long> taken = new LinkedHashMap<>();
    String text = Files.readString(file, UTF_8);
    try (JsonParser parser = FACTORY.createParser(text)) {
      expect(file, parser, parser.nextToken() == JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("taken")) {
          expect(file, parser, value == JsonToken.START_OBJECT);
          while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String row = parser.currentName();
            expect(file, parser, parser.nextToken() == JsonToken.VALUE_NUMBER_INT);
            expect(file, parser, parser.getLongValue() >= 0);
            taken.merge(row, parser.getLongValue(), Long::sum);
          }
        } else {
          expect(file, parser, value == JsonToken.VALUE_STRING);
          texts.put(name, parser.getText());
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          file + ":" + e.getLocation().getLineNr() + ": this is no JSON" + EXPECTED, e);
    }
    String machine = texts.get("machine");
    if (machine == null || taken.isEmpty()) {
      throw new IllegalArgumentException(
          file + ": it has no " + (machine == null ? "machine" : "rows in taken") + EXPECTED);
    }
    return new CountedRows(
        file.toString(),
        machine,
        texts.getOrDefault("rules", ""),
        texts.getOrDefault("source", file.toString()),
        ImmutableMap.copyOf(taken));
  }

  private static void expect(Path file, JsonParser parser, boolean holds) throws IOException {
    if (!holds) {
      throw new IllegalArgumentException(
          file
              + ":"
              + parser.currentLocation().getLineNr()
              + ": found "
              + parser.getText()
              + EXPECTED);
    }
  }

  /**
   * Adds the counts to others.
   *
   * @throws IllegalArgumentException naming a row that the table does not have
   */
  public void addTo(Coverage.Counting counting, TableView table) {
    ImmutableMap<String, RowView> rows = Maps.uniqueIndex(table.rows(), RowView::key);
    taken.forEach(
        (key, count) -> {
          RowView row = rows.get(key);
          if (row == null || row.isNever()) {
            throw new IllegalArgumentException(
                file
                    + ": the table "
                    + table.title()
                    + " has no row "
                    + key
                    + ", expected counts of this table");
          }
          if (count > 0) {
            counting.taken(row.number(), count);
          }
        });
  }
}
