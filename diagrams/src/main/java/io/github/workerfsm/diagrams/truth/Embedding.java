package io.github.workerfsm.diagrams.truth;

import io.github.workerfsm.diagrams.Drawing;
import io.github.workerfsm.diagrams.model.DiagramModel;
import io.github.workerfsm.diagrams.model.View;
import io.github.workerfsm.diagrams.render.Format;
import io.github.workerfsm.diagrams.table.MachineTables;
import io.github.workerfsm.diagrams.table.TableView;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pictures and tables within a Markdown file, between two markers:
 *
 * <pre>
 * &lt;!-- fsm:diagram machine=worker view=room:transfer format=mermaid --&gt;
 * what is generated
 * &lt;!-- fsm:end --&gt;
 * </pre>
 *
 * <p>The formats are {@code mermaid}, which becomes a code block that GitHub draws; {@code
 * markdown} and {@code text}; and {@code svg}, which becomes a reference to the committed picture.
 */
public final class Embedding {
  private static final Pattern MARKED =
      Pattern.compile("(<!-- fsm:diagram ([^>]*?)-->\n)(.*?)(<!-- fsm:end -->)", Pattern.DOTALL);
  private static final Pattern BEGIN = Pattern.compile("<!-- fsm:diagram ");
  private static final Pattern SETTING = Pattern.compile("(\\w+)=(\\S+)");

  private Embedding() {}

  /**
   * The Markdown with everything between markers generated anew.
   *
   * @param file what to call the file in messages
   * @throws IllegalArgumentException for markers that do not match or ask for what there is not
   */
  public static String refreshed(String file, String markdown) {
    Matcher matcher = MARKED.matcher(markdown);
    StringBuilder out = new StringBuilder();
    int marked = 0;
    while (matcher.find()) {
      marked++;
      String generated = generated(file, line(markdown, matcher.start()), matcher.group(2));
      matcher.appendReplacement(
          out, Matcher.quoteReplacement(matcher.group(1) + generated + matcher.group(4)));
    }
    matcher.appendTail(out);
    long begun = BEGIN.matcher(markdown).results().count();
    if (begun != marked) {
      throw new IllegalArgumentException(
          file
              + ": "
              + begun
              + " markers begin a diagram and "
              + marked
              + " of them are complete, expected <!-- fsm:end --> after each");
    }
    return out.toString();
  }

  /** How many diagrams the Markdown has. */
  public static int count(String markdown) {
    return (int) BEGIN.matcher(markdown).results().count();
  }

  private static String generated(String file, long line, String settings) {
    String machine = "worker";
    String view = "overview";
    String format = "mermaid";
    Matcher setting = SETTING.matcher(settings);
    while (setting.find()) {
      switch (setting.group(1)) {
        case "machine" -> machine = setting.group(2);
        case "view" -> view = setting.group(2);
        case "format" -> format = setting.group(2);
        default ->
            throw new IllegalArgumentException(
                file
                    + ":"
                    + line
                    + ": the marker has "
                    + setting.group(1)
                    + ", expected machine, view and format");
      }
    }
    try {
      TableView table = MachineTables.byName(machine).view();
      return block(table, View.parse(view, table), Format.byName(format));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ":" + line + ": " + e.getMessage(), e);
    }
  }

  private static String block(TableView table, View view, Format format) {
    DiagramModel model = DiagramModel.of(table, view);
    return switch (format) {
      case MERMAID -> "```mermaid\n" + Drawing.text(model, format, "") + "```\n";
      case TEXT -> "```\n" + Drawing.text(model, format, "") + "```\n";
      case MARKDOWN -> Drawing.text(model, format, "");
      case SVG ->
          "[!["
              + model.title()
              + "]("
              + Gallery.path(table, view, Format.SVG)
              + ")]("
              + Gallery.path(table, view, Format.SVG)
              + ")\n";
      default ->
          throw new IllegalArgumentException(
              format + " cannot be embedded, expected one of mermaid, svg, markdown, text");
    };
  }

  private static long line(String text, int position) {
    return text.substring(0, position).lines().count() + 1;
  }
}
