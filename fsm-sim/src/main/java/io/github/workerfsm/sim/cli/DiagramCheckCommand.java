package io.github.workerfsm.sim.cli;

import io.github.workerfsm.diagrams.truth.Drift;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks, or mends, the pictures that are committed. */
@Command(
    name = "check",
    header = "Check that the committed pictures and those in the README still show the tables.",
    description = {
      "",
      "Everything that differs is shown as a unified diff. Exit code 0: nothing does; 1: something"
          + " does.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  fsm diagram check",
      "  fsm diagram check --write             write them anew"
    })
final class DiagramCheckCommand implements Callable<Integer> {
  /** What to run when the check fails. */
  static final String MEND = "mvn -q -Dexec.args=\"diagram check --write\"";

  private final Screen screen;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "ROOT",
      description = "The root of the working copy. Default: the current directory.")
  private Path root = Path.of("");

  @Option(names = "--write", description = "Write what differs, instead of showing it.")
  private boolean write;

  DiagramCheckCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws IOException {
    try {
      return write ? mend() : check();
    } catch (IllegalArgumentException e) {
      throw new picocli.CommandLine.ParameterException(
          java.util.Objects.requireNonNull(spec).commandLine(), String.valueOf(e.getMessage()));
    }
  }

  private int mend() throws IOException {
    List<String> changed = new Drift(root).mend();
    if (common.json) {
      screen.json(Map.of("written", changed));
    } else {
      changed.forEach(file -> screen.say("written: " + file));
      screen.say("diagrams: " + changed.size() + " files written");
    }
    return ExitCode.HOLDS;
  }

  private int check() throws IOException {
    List<Drift.Finding> findings = new Drift(root).findings();
    if (common.json) {
      screen.json(Map.of("differing", findings.stream().map(Drift.Finding::file).toList()));
    } else {
      findings.forEach(finding -> screen.out().print(finding.diff()));
      if (!findings.isEmpty()) {
        screen.say("To mend it: " + MEND);
      }
      screen.say("diagrams: " + findings.size() + " files differ from the tables");
    }
    return ExitCode.holds(findings.isEmpty());
  }
}
