package io.github.workerfsm.sim.drawn;

import io.github.workerfsm.diagrams.table.RowView;
import io.github.workerfsm.diagrams.table.TableView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the sources to which pictures link, from where a picture is written. */
public final class WorkingCopy {
  private WorkingCopy() {}

  /**
   * What leads from the directory of a file to the root under which the sources of a table are;
   * empty where there are none.
   */
  public static String linkPrefix(@Nullable Path file, TableView table) {
    String source =
        table.rows().stream()
            .map(RowView::source)
            .filter(Objects::nonNull)
            .findFirst()
            .map(link -> link.replaceFirst("#.*", ""))
            .orElse("");
    Path directory =
        file == null ? Path.of("").toAbsolutePath() : file.toAbsolutePath().getParent();
    StringBuilder prefix = new StringBuilder();
    for (Path at = directory; at != null && !source.isEmpty(); at = at.getParent()) {
      if (Files.exists(at.resolve(source))) {
        return prefix.toString();
      }
      prefix.append("../");
    }
    return "";
  }
}
