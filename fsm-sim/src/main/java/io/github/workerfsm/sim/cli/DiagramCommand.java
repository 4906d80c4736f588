package io.github.workerfsm.sim.cli;

import io.github.workerfsm.diagrams.Drawing;
import io.github.workerfsm.diagrams.model.DiagramModel;
import io.github.workerfsm.diagrams.model.View;
import io.github.workerfsm.diagrams.render.Format;
import io.github.workerfsm.diagrams.table.TableView;
import io.github.workerfsm.sim.drawn.WorkingCopy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws a table. */
@Command(
    name = "diagram",
    header = "Draw the state diagram of a table, check committed ones, compare and lint tables.",
    description = {
      "",
      "The picture is made from the table alone, so that it cannot be wrong about it. Formats: svg,"
          + " png, html (a page that can be clicked through), plantuml, dot, mermaid, scxml, json,"
          + " markdown, text. Views: overview, room:NAME, around:STATE,HOPS, actor:NAME, happy,"
          + " cancellation, requests, landings.",
      ""
    },
    commandListHeading = "%nMore:%n",
    footer = {
      "",
      "Examples:",
      "  fsm diagram -o worker.svg                                    everything",
      "  fsm diagram --view around:ready,2 -o ready.png               what is near a state",
      "  fsm diagram --view actor:thread-pool --format mermaid        for a README",
      "  fsm diagram --coverage traces -o taken.svg                   what real workers do",
      "  fsm diagram --coverage fuzz.json -o fuzzed.svg               what a campaign has reached",
      "  fsm diagram --machine mine.scxml -o mine.html                the machine you already have"
    })
final class DiagramCommand implements Callable<Integer> {
  private final Screen screen;

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private DrawnMachine machine = new DrawnMachine();

  @Option(
      names = "--view",
      paramLabel = "VIEW",
      description = "Which part of the table. Default: ${DEFAULT-VALUE}.")
  private String view = "overview";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "Default: what the name of the file ends with, else svg.")
  private @Nullable String format;

  @Option(
      names = "--coverage",
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Lay over it how often each row was taken: by traces (files, directories, or bundled: and"
              + " a name), and by what --coverage of fuzz, explore and scenario or a test run has"
              + " written (*.json). The rules are then those of the first.")
  private List<String> coverage = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write to this file instead of standard output.")
  private @Nullable Path output;

  DiagramCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws IOException {
    Format chosen = common.json ? Format.JSON : format();
    Path file = output;
    if (chosen == Format.PNG && file == null) {
      throw machine.bad("png is not text, expected -o and a file for it");
    }
    DiagramModel model = model();
    byte[] bytes = Drawing.bytes(model, chosen, WorkingCopy.linkPrefix(file, model.table()));
    if (file == null) {
      screen.out().print(new String(bytes, StandardCharsets.UTF_8));
    } else {
      Files.write(file, bytes);
      screen.remark(model.title());
      model.notes().forEach(screen::remark);
      screen.say("written: " + file);
    }
    return ExitCode.HOLDS;
  }

  private DiagramModel model() throws IOException {
    if (coverage.isEmpty()) {
      TableView table = machine.table();
      return DiagramModel.of(table, view(table));
    }
    return new CoveredMachine(machine, coverage).model(this::view, screen);
  }

  private View view(TableView table) {
    try {
      return View.parse(view, table);
    } catch (IllegalArgumentException e) {
      throw machine.bad(e.getMessage());
    }
  }

  private Format format() {
    String name = format;
    try {
      if (name != null) {
        return Format.byName(name);
      }
      String file = output == null ? "" : String.valueOf(output.getFileName());
      int dot = file.lastIndexOf('.');
      return output == null || dot < 0 ? Format.SVG : Format.byName(file.substring(dot + 1));
    } catch (IllegalArgumentException e) {
      throw machine.bad(e.getMessage());
    }
  }
}
