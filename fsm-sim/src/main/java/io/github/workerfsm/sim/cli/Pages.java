package io.github.workerfsm.sim.cli;

import io.github.workerfsm.diagrams.table.WorkerTable;
import io.github.workerfsm.sim.drawn.PlayedPage;
import io.github.workerfsm.sim.replay.PlaybackRun;
import io.github.workerfsm.sim.replay.TraceSource;
import io.github.workerfsm.sim.replay.TraceVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages that play what happened. */
final class Pages {
  private Pages() {}

  /** The page of the trace with the most events, the first of several. */
  static PlayedPage ofLongest(List<TraceVerdict> verdicts, List<TraceSource> sources)
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
    return new PlayedPage(
        WorkerTable.of(longest.rules()),
        PlaybackRun.of(source, longest.header(), longest.line(), longest.rules()));
  }

  /**
   * Refuses a file in a directory that there is not, before what takes long begins.
   *
   * @param file null for none
   * @throws NoSuchFileException naming the file
   */
  static void requireDirectory(@Nullable Path file) throws NoSuchFileException {
    Path directory = file == null ? null : file.toAbsolutePath().getParent();
    if (file != null && directory != null && !Files.isDirectory(directory)) {
      throw new NoSuchFileException(file.toString());
    }
  }

  /** Writes a page, and says so. */
  static void write(PlayedPage page, Path file, Screen screen) throws IOException {
    page.write(file);
    screen.remark("written: " + file + ", which plays " + page.playback().title());
  }
}
