package io.github.workerfsm.sim.cli;

import io.github.workerfsm.diagrams.table.MachineTable;
import io.github.workerfsm.diagrams.table.MachineTables;
import io.github.workerfsm.diagrams.table.WorkerTable;
import io.github.workerfsm.worker.RuleSet;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the table: every legal move. */
@Command(
    name = "table",
    header = "Print the transition table, or in what two rule sets differ.",
    description = {
      "",
      "One line for each legal move: the state that a task is in; the state that is asked for, or"
          + " the event; the condition; who asks; where the task lands, which need not be what was asked for; what"
          + " is done; and why. A row that lands in \"never\" refuses the move. The text is wide:"
          + " pipe it through less -S.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  fsm table | grep cancelled                    every move of a cancelled task",
      "  fsm table --diff dask-2022.12                 what the corrections are, and their reasons",
      "  fsm table --machine lifecycle                 what a client sees of its task",
      "  fsm table --format markdown > table.md"
    })
final class TableCommand implements Callable<Integer> {
  private final Screen screen;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--rules",
      paramLabel = "RULES",
      converter = RuleSetName.class,
      description =
          "current, dask-2022.12, or one of them with differences put back, as in"
              + " current+retention. Default: current.")
  private @Nullable RuleSet rules;

  @Option(
      names = "--diff",
      paramLabel = "RULES",
      converter = RuleSetName.class,
      description = "Print in what this rule set differs from that of --rules.")
  private @Nullable RuleSet other;

  @Option(
      names = "--machine",
      paramLabel = "MACHINE",
      description =
          "worker, lifecycle, scheduler, one of the protocols (peer, connection, job, ...), or a"
              + " table of yours that META-INF/services names. Default: ${DEFAULT-VALUE}.")
  private String machine = "worker";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private TableFormat format = TableFormat.TEXT;

  TableCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    TableFormat chosen = common.json ? TableFormat.JSON : format;
    MachineTable drawn = named();
    if (drawn instanceof WorkerTable) {
      printWorker(chosen);
    } else {
      requireNoRules();
      print(new TableText<>(drawn.table(), null), chosen);
    }
    return ExitCode.HOLDS;
  }

  private MachineTable named() {
    try {
      return MachineTables.byName(machine);
    } catch (IllegalArgumentException e) {
      throw bad(String.valueOf(e.getMessage()));
    }
  }

  private void requireNoRules() {
    if (rules != null || other != null) {
      throw bad(
          "the machine " + machine + " has one rule set, expected neither --rules nor --diff");
    }
  }

  private ParameterException bad(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }

  private void printWorker(TableFormat chosen) {
    RuleSet from = rules == null ? RuleSet.CURRENT : rules;
    RuleSet to = other;
    if (to != null) {
      RuleSetDiff diff = new RuleSetDiff(from, to);
      if (chosen == TableFormat.JSON) {
        screen.json(diff.tree());
      } else {
        diff.print(screen);
      }
      return;
    }
    print(new TableText<>(from.table(), from), chosen);
  }

  private void print(TableText<?, ?> table, TableFormat chosen) {
    switch (chosen) {
      case TEXT -> table.print(screen);
      case MARKDOWN -> table.printMarkdown(screen);
      case JSON -> screen.json(table.tree());
    }
  }
}
