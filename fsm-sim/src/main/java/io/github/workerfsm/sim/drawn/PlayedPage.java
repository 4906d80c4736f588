package io.github.workerfsm.sim.drawn;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.workerfsm.diagrams.model.DiagramModel;
import io.github.workerfsm.diagrams.model.View;
import io.github.workerfsm.diagrams.page.Page;
import io.github.workerfsm.diagrams.page.Playback;
import io.github.workerfsm.diagrams.table.TableView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page that plays what workers did.
 *
 * @param table the table of the rules by which they did it
 * @param playback what is played
 */
public record PlayedPage(TableView table, Playback playback) {
  /**
   * Writes the page.
   *
   * @throws IOException if the file cannot be written
   */
  public void write(Path file) throws IOException {
    DiagramModel model = DiagramModel.of(table, View.OVERVIEW);
    Files.writeString(file, Page.of(model, playback, WorkingCopy.linkPrefix(file, table)), UTF_8);
  }
}
