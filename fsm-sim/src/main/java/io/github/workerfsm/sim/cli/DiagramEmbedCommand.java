package io.github.workerfsm.sim.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.workerfsm.diagrams.truth.Embedding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Rewrites the pictures in Markdown files. */
@Command(
    name = "embed",
    header = "Rewrite what is between markers in Markdown files.",
    description = {
      "",
      "A picture stands between <!-- fsm:diagram machine=worker view=room:transfer format=mermaid"
          + " --> and <!-- fsm:end -->, each on a line of its own. Formats: mermaid, svg (a reference"
          + " to the committed picture), markdown, text.",
      ""
    },
    footer = {"", "Examples:", "  fsm diagram embed README.md docs/*.md"})
final class DiagramEmbedCommand implements Callable<Integer> {
  private final Screen screen;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Markdown files.")
  private List<Path> files = List.of();

  DiagramEmbedCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws IOException {
    int diagrams = 0;
    for (Path file : files) {
      String text = Files.readString(file, UTF_8);
      String refreshed;
      try {
        refreshed = Embedding.refreshed(file.toString(), text);
      } catch (IllegalArgumentException e) {
        throw new ParameterException(
            Objects.requireNonNull(spec).commandLine(), String.valueOf(e.getMessage()));
      }
      diagrams += Embedding.count(text);
      if (!refreshed.equals(text)) {
        Files.writeString(file, refreshed, UTF_8);
      }
    }
    if (common.json) {
      screen.json(Map.of("diagrams", diagrams));
    } else {
      screen.say("embedded: " + diagrams + " diagrams in " + files.size() + " files");
    }
    return ExitCode.HOLDS;
  }
}
