package io.github.workerfsm.sim.cli;

import io.github.workerfsm.diagrams.Drawing;
import io.github.workerfsm.diagrams.coverage.TableDiff;
import io.github.workerfsm.diagrams.model.DiagramModel;
import io.github.workerfsm.diagrams.model.View;
import io.github.workerfsm.diagrams.render.Format;
import io.github.workerfsm.diagrams.table.RowView;
import io.github.workerfsm.diagrams.table.WorkerTable;
import io.github.workerfsm.sim.drawn.WorkingCopy;
import io.github.workerfsm.worker.RuleSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows in what the tables of two rule sets differ. */
@Command(
    name = "diff",
    header = "Show in what the tables of two rule sets differ: as text, Markdown, or a picture.",
    footer = {
      "",
      "Examples:",
      "  fsm diagram diff dask-2022.12 current",
      "  fsm diagram diff dask-2022.12 current -o diff.svg"
    })
final class DiagramDiffCommand implements Callable<Integer> {
  private final Screen screen;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(index = "0", paramLabel = "A", converter = RuleSetName.class, description = "Before.")
  private RuleSet one = RuleSet.CURRENT;

  @Parameters(index = "1", paramLabel = "B", converter = RuleSetName.class, description = "After.")
  private RuleSet other = RuleSet.CURRENT;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "Default: what the name of the file ends with, else text.")
  private @Nullable String format;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write to this file instead of standard output.")
  private @Nullable Path output;

  DiagramDiffCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws IOException {
    TableDiff diff = new TableDiff(WorkerTable.of(one), WorkerTable.of(other));
    if (common.json) {
      screen.json(tree(diff));
      return ExitCode.HOLDS;
    }
    Path file = output;
    Format chosen = format(file);
    if (chosen == Format.PNG && file == null) {
      throw bad("png is not text, expected -o and a file for it");
    }
    byte[] bytes =
        switch (chosen) {
          case TEXT -> diff.text().getBytes(StandardCharsets.UTF_8);
          case MARKDOWN -> diff.markdown().getBytes(StandardCharsets.UTF_8);
          default -> picture(diff, chosen, file);
        };
    if (file == null) {
      screen.out().print(new String(bytes, StandardCharsets.UTF_8));
    } else {
      Files.write(file, bytes);
      screen.remark(diff.summary());
      screen.say("written: " + file);
    }
    return ExitCode.HOLDS;
  }

  private static byte[] picture(TableDiff diff, Format format, @Nullable Path file) {
    DiagramModel model = diff.picture(View.OVERVIEW);
    return Drawing.bytes(model, format, WorkingCopy.linkPrefix(file, model.table()));
  }

  private Format format(@Nullable Path file) {
    String name = format;
    if (name == null && file != null) {
      String path = file.toString();
      name = path.substring(path.lastIndexOf('.') + 1);
    }
    try {
      return name == null ? Format.TEXT : Format.byName(name);
    } catch (IllegalArgumentException e) {
      throw bad(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException bad(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }

  private static Map<String, @Nullable Object> tree(TableDiff diff) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("removed", diff.removed().stream().map(RowView::key).toList());
    tree.put("added", diff.added().stream().map(RowView::key).toList());
    Map<String, Object> changed = new LinkedHashMap<>();
    diff.changed().forEach(row -> changed.put(row.key(), diff.changes(row)));
    tree.put("changed", changed);
    return tree;
  }
}
