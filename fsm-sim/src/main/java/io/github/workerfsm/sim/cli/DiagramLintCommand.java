package io.github.workerfsm.sim.cli;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.diagrams.lint.Lint;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what is wrong or odd about a table. */
@Command(
    name = "lint",
    header = "Say what is wrong or odd about a table: yours, or a foreign machine.",
    description = {
      "",
      "Wrong: a state that cannot be reached, that nothing leaves, or from which no way leads to the"
          + " end; several rows for the same pair and condition. Odd: a row that never lands in what"
          + " it names, a move without a way back, a state that can be asked for only by a detour."
          + " Exit code 0: nothing is wrong; 1: something is.",
      ""
    },
    footer = {"", "Examples:", "  fsm diagram lint", "  fsm diagram lint --machine mine.scxml"})
final class DiagramLintCommand implements Callable<Integer> {
  private final Screen screen;

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private DrawnMachine machine = new DrawnMachine();

  DiagramLintCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws IOException {
    ImmutableList<Lint.Finding> findings = Lint.of(machine.table());
    long wrong = findings.stream().filter(finding -> finding.what().isWrong()).count();
    if (common.json) {
      screen.json(Map.of("findings", findings.stream().map(DiagramLintCommand::tree).toList()));
    } else {
      findings.forEach(finding -> screen.say(finding.toString()));
      screen.say("lint: " + wrong + " wrong, " + (findings.size() - wrong) + " odd");
    }
    return ExitCode.holds(wrong == 0);
  }

  private static Map<String, @Nullable Object> tree(Lint.Finding finding) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("what", finding.what().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    tree.put("wrong", finding.what().isWrong());
    tree.put("text", finding.text());
    return tree;
  }
}
