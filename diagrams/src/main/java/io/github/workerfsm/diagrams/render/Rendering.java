package io.github.workerfsm.diagrams.render;

import io.github.workerfsm.diagrams.model.DiagramModel;

/**
 * Writes a model as a text that is a picture or a table by itself, the same bytes on every machine;
 * or as pixels.
 */
public final class Rendering {
  private static final double PNG_SCALE = 1.5;

  private Rendering() {}

  /**
   * The model as text.
   *
   * @param linkPrefix stands before the path of each link to a line of source, for example {@code
   *     ../../} for a file two directories below the root of the repository
   * @throws IllegalArgumentException for a format that is no such text
   */
  public static String text(DiagramModel model, Format format, String linkPrefix) {
    return switch (format) {
      case SVG -> Svg.of(model, linkPrefix);
      case PLANTUML -> PlantUml.of(model, linkPrefix);
      case DOT -> Dot.of(model, linkPrefix);
      case MERMAID -> Mermaid.of(model);
      case SCXML -> Scxml.of(model);
      case JSON -> ModelJson.of(model);
      case MARKDOWN -> RowTable.markdown(model, linkPrefix);
      case TEXT -> RowTable.text(model);
      case PNG, HTML ->
          throw new IllegalArgumentException(format + " is no plain text, expected another format");
    };
  }

  /** The model as a picture in pixels, drawn with the fonts of this machine. */
  public static byte[] png(DiagramModel model) {
    return Png.of(model, PNG_SCALE);
  }
}
