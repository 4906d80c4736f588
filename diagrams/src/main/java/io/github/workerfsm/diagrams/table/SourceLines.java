package io.github.workerfsm.diagrams.table;

import io.github.workerfsm.table.Transition;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the line of source in which a row is written: the one that names its two states, one after
 * the other, and its reason. Constants that stand for a state ({@code A = B}) are understood.
 *
 * <p>A line {@code (from(X), on(Y), ...)} may stand for several rows, X and Y being states, events
 * or sets of them. What is in a set is not understood: such a row has a line only where no other
 * line gives its reason.
 */
final class SourceLines {
  private static final Pattern ALIAS = Pattern.compile("\\b([A-Z_0-9]+)\\s*=\\s*([A-Z_0-9]+);");
  private static final Pattern PAIR =
      Pattern.compile("\\(\\s*(?:\\w+\\.)*([A-Z_0-9]+)\\s*,\\s*(?:\\w+\\.)*([A-Z_0-9]+)\\s*,");

  private static final Pattern SETS =
      Pattern.compile("\\(\\s*from\\((\\w+)\\)\\s*,\\s*on\\((\\w+)\\)\\s*,");

  private final @Nullable String path;
  private final List<String> lines;
  private final Set<Integer> given = new LinkedHashSet<>();
  private final Map<String, String> aliases = new LinkedHashMap<>();

  SourceLines(@Nullable String path, String text) {
    this.path = path;
    this.lines = text.lines().toList();
    Matcher alias = ALIAS.matcher(text);
    while (alias.find()) {
      aliases.put(alias.group(1), alias.group(2));
    }
  }

  /**
   * {@code PATH#LLINE}; null when the row is not found. Rows that say the same are told apart by
   * their order: each line is given once.
   */
  @Nullable String of(Transition<?, ?, ?, ?> row) {
    String reason = '"' + row.reason() + '"';
    for (int i = 0; path != null && i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.contains(reason) && names(line, row) && given.add(i)) {
        return link(i);
      }
    }
    List<Integer> candidates =
        IntStream.range(0, path == null ? 0 : lines.size())
            .filter(i -> lines.get(i).contains(reason) && mayName(lines.get(i), row))
            .boxed()
            .toList();
    return candidates.size() == 1 ? link(candidates.get(0)) : null;
  }

  private String link(int line) {
    return path + "#L" + (line + 1);
  }

  /** Whether a line of sets names the row, as far as its words alone say. */
  private static boolean mayName(String line, Transition<?, ?, ?, ?> row) {
    Matcher sets = SETS.matcher(line);
    return sets.find() && mayBe(sets.group(1), row.from()) && mayBe(sets.group(2), row.requested());
  }

  /** A name is that of the constant, or of no constant of its kind and so of a set. */
  private static boolean mayBe(String name, Enum<?> constant) {
    return name.equals(constant.name())
        || Stream.of(constant.getDeclaringClass().getEnumConstants())
            .noneMatch(other -> other.name().equals(name));
  }

  private boolean names(String line, Transition<?, ?, ?, ?> row) {
    Matcher pair = PAIR.matcher(line);
    return pair.find()
        && resolved(pair.group(1)).equals(row.from().name())
        && resolved(pair.group(2)).equals(row.requested().name());
  }

  private String resolved(String name) {
    return aliases.getOrDefault(name, name);
  }
}
