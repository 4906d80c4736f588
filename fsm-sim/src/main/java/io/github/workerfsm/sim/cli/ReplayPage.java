package io.github.workerfsm.sim.cli;

import io.github.workerfsm.diagrams.model.DiagramModel;
import io.github.workerfsm.diagrams.model.View;
import io.github.workerfsm.diagrams.page.Page;
import io.github.workerfsm.diagrams.page.Playback;
import io.github.workerfsm.diagrams.table.TableView;
import io.github.workerfsm.diagrams.table.WorkerTable;
import io.github.workerfsm.sim.replay.PlaybackRun;
import io.github.workerfsm.sim.replay.TraceSource;
import io.github.workerfsm.sim.replay.TraceVerdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * A page that plays a replayed trace.
 *
 * @param table the table of the rules by which it was replayed
 * @param playback what is played
 */
record ReplayPage(TableView table, Playback playback) {

  /** The page of the trace with the most events, the first of several. */
  static ReplayPage ofLongest(List<TraceVerdict> verdicts, List<TraceSource> sources)
      throws IOException {
    TraceVerdict longest =
        verdicts.stream()
            .max(
                Comparator.comparingLong(TraceVerdict::stimuli)
                    .thenComparing(verdict -> -verdicts.indexOf(verdict)))
            .orElseThrow();
    TraceSource source =
        sources.stream()
            .filter(candidate -> candidate.name().equals(longest.file()))
            .findFirst()
            .orElseThrow();
    return new ReplayPage(
        WorkerTable.of(longest.rules()),
        PlaybackRun.of(source, longest.header(), longest.line(), longest.rules()));
  }

  void write(Path file, Screen screen) throws IOException {
    DiagramModel model = DiagramModel.of(table, View.OVERVIEW);
    String page = Page.of(model, playback, WorkingCopy.linkPrefix(file, table));
    Files.writeString(file, page, StandardCharsets.UTF_8);
    screen.remark("written: " + file + ", which plays " + playback.title());
  }
}
