package io.github.workerfsm.diagrams;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.workerfsm.diagrams.model.DiagramModel;
import io.github.workerfsm.diagrams.page.Page;
import io.github.workerfsm.diagrams.page.Playback;
import io.github.workerfsm.diagrams.render.Format;
import io.github.workerfsm.diagrams.render.Rendering;

/**
 * A model in any {@link Format}. Text formats are deterministic to the byte: table order, LF, no
 * dates, no fonts of the machine.
 */
public final class Drawing {
  private Drawing() {}

  /**
   * The model as text.
   *
   * @param linkPrefix stands before the path of each link to a line of source, for example {@code
   *     ../../} for a file two directories below the root of the repository
   * @throws IllegalArgumentException for {@link Format#PNG}
   */
  public static String text(DiagramModel model, Format format, String linkPrefix) {
    return format == Format.HTML
        ? Page.of(model, Playback.NONE, linkPrefix)
        : Rendering.text(model, format, linkPrefix);
  }

  /** The model as the bytes of a file; text is UTF-8. */
  public static byte[] bytes(DiagramModel model, Format format, String linkPrefix) {
    return format == Format.PNG
        ? Rendering.png(model)
        : text(model, format, linkPrefix).getBytes(UTF_8);
  }
}
