package io.github.workerfsm.diagrams.page;

import static com.google.common.html.HtmlEscapers.htmlEscaper;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.workerfsm.diagrams.model.DiagramModel;
import io.github.workerfsm.diagrams.render.Format;
import io.github.workerfsm.diagrams.render.Rendering;
import io.github.workerfsm.diagrams.table.RowView;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;

/**
 * One HTML file that needs no server and no network: a picture whose lines can be followed, the
 * table below it, and, where there is something to play, a player.
 */
public final class Page {
  private Page() {}

  /**
   * The page.
   *
   * @param model the picture that is shown and in which is played
   * @param linkPrefix stands before the path of each link to a line of source
   */
  public static String of(DiagramModel model, Playback playback, String linkPrefix) {
    String title = playback.isEmpty() ? model.title() : playback.title();
    return read("page.html")
        .replace("@style@", read("page.css"))
        .replace("@title@", escape(title))
        .replace("@heading@", escape(title))
        .replace("@class@", playback.isEmpty() ? "still" : "playing")
        .replace("@table@", table(model, linkPrefix))
        .replace("@diagram@", Rendering.text(model, Format.SVG, linkPrefix))
        .replace("@script@", read("page.js"))
        .replace("@data@", PageData.of(model, playback));
  }

  private static String table(DiagramModel model, String linkPrefix) {
    return model.table().rows().stream()
        .map(row -> row(row, linkPrefix))
        .collect(Collectors.joining("\n"));
  }

  private static String row(RowView row, String linkPrefix) {
    String number =
        row.source() == null
            ? Integer.toString(row.number())
            : "<a href=\"" + escape(linkPrefix + row.source()) + "\">" + row.number() + "</a>";
    return "<tr data-row=\""
        + row.number()
        + "\"><th scope=\"row\">"
        + number
        + "</th>"
        + cell(row.from())
        + cell(row.requested())
        + cell(row.guard().isEmpty() ? "always" : row.guard())
        + cell(row.actor())
        + cell(row.isNever() ? "never" : String.join(" or ", row.landings()))
        + cell(row.rule())
        + cell(row.reason())
        + "</tr>";
  }

  private static String cell(String text) {
    return "<td>" + escape(text) + "</td>";
  }

  private static String escape(String text) {
    return htmlEscaper().escape(text);
  }

  private static String read(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the library comes without its " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
