package io.github.workerfsm.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The code that a Markdown document quotes, beside the code that is compiled.
 *
 * <p>A quote is a line {@code <!-- code: path#region -->} and the fenced block after it; path is
 * relative to the root of the repository. A region is what stands in that file between a line
 * {@code // region NAME} and the next {@code // endregion}. Indentation that all lines share does
 * not count, and neither do blank lines at the ends.
 */
final class Quotes {
  private static final Pattern MARK = Pattern.compile("<!-- code: ([^#\\s]+)#(\\S+) -->");
  private static final String FENCE = "```";

  private final Path root;
  private final List<String> problems = new ArrayList<>();

  private Quotes(Path root) {
    this.root = root;
  }

  /** What is wrong with the quotes of a document, one line each; empty when all are true. */
  static List<String> problems(Path root, String document) throws IOException {
    Quotes quotes = new Quotes(root);
    List<String> lines = Files.readAllLines(root.resolve(document));
    for (int i = 0; i < lines.size(); i++) {
      Matcher mark = MARK.matcher(lines.get(i).strip());
      if (mark.matches()) {
        quotes.check(document + ":" + (i + 1), mark.group(1), mark.group(2), block(lines, i + 1));
      } else if (lines.get(i).contains("<!-- code:")) {
        quotes.problems.add(
            document
                + ":"
                + (i + 1)
                + ": expected <!-- code: path#region --> on a line of its own");
      }
    }
    return quotes.problems;
  }

  private void check(String where, String path, String region, List<String> quoted)
      throws IOException {
    Path source = root.resolve(path);
    if (!Files.isRegularFile(source)) {
      problems.add(where + ": there is no file " + path);
      return;
    }
    List<String> code = region(Files.readAllLines(source), region);
    if (code == null) {
      problems.add(where + ": " + path + " has no region " + region + " that ends");
    } else if (quoted == null) {
      problems.add(where + ": expected a fenced block that ends on the lines after the mark");
    } else if (!aligned(code).equals(aligned(quoted))) {
      problems.add(
          where
              + ": the quote differs from "
              + path
              + "#"
              + region
              + ", expected\n"
              + String.join("\n", aligned(code)));
    }
  }

  /** The lines of the fenced block that starts at {@code first}; null when there is none. */
  private static List<String> block(List<String> lines, int first) {
    if (first >= lines.size() || !lines.get(first).startsWith(FENCE)) {
      return null;
    }
    for (int end = first + 1; end < lines.size(); end++) {
      if (lines.get(end).equals(FENCE)) {
        return lines.subList(first + 1, end);
      }
    }
    return null;
  }

  private static List<String> region(List<String> lines, String name) {
    int start = -1;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.equals("// region " + name)) {
        start = i + 1;
      } else if (start >= 0 && line.equals("// endregion")) {
        return lines.subList(start, i);
      }
    }
    return null;
  }

  private static List<String> aligned(List<String> lines) {
    int indentation =
        lines.stream()
            .filter(line -> !line.isBlank())
            .mapToInt(line -> line.length() - line.stripLeading().length())
            .min()
            .orElse(0);
    List<String> aligned = new ArrayList<>();
    for (String line : lines) {
      aligned.add(line.isBlank() ? "" : line.substring(indentation).stripTrailing());
    }
    while (!aligned.isEmpty() && aligned.get(0).isEmpty()) {
      aligned.remove(0);
    }
    while (!aligned.isEmpty() && aligned.get(aligned.size() - 1).isEmpty()) {
      aligned.remove(aligned.size() - 1);
    }
    return aligned;
  }
}
