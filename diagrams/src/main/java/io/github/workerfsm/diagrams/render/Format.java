package io.github.workerfsm.diagrams.render;

import static java.util.stream.Collectors.joining;

import java.util.Locale;
import java.util.stream.Stream;

/** The formats in which a model can be written. All but {@link #PNG} are text, in UTF-8. */
public enum Format {
  /** A vector picture for browsers, with tooltips and links. */
  SVG("svg"),
  /** A picture in pixels. */
  PNG("png"),
  /** A self-contained page that can be clicked through. */
  HTML("html"),
  /** Source for PlantUML. */
  PLANTUML("puml"),
  /** Source for Graphviz. */
  DOT("dot"),
  /** Source for Mermaid, which GitHub draws in Markdown files. It cannot colour lines. */
  MERMAID("mmd"),
  /** The state machine language of the W3C: the rows of the view. */
  SCXML("scxml"),
  /** The model: rows, boxes and lines. */
  JSON("json"),
  /** The rows of the view as a table of GitHub's Markdown. */
  MARKDOWN("md"),
  /** The rows of the view in aligned columns. */
  TEXT("txt");

  private final String extension;

  Format(String extension) {
    this.extension = extension;
  }

  /** What the names of such files end with. */
  public String extension() {
    return extension;
  }

  /**
   * The format with this name or extension.
   *
   * @throws IllegalArgumentException naming those that there are
   */
  public static Format byName(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return Stream.of(values())
        .filter(format -> format.toString().equals(wanted) || format.extension.equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no format "
                        + name
                        + ", expected one of "
                        + Stream.of(values()).map(Format::toString).collect(joining(", "))));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
