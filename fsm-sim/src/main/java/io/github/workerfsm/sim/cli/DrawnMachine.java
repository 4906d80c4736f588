package io.github.workerfsm.sim.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.workerfsm.diagrams.foreign.ForeignTable;
import io.github.workerfsm.diagrams.table.MachineTables;
import io.github.workerfsm.diagrams.table.TableView;
import io.github.workerfsm.diagrams.table.WorkerTable;
import io.github.workerfsm.worker.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which table is drawn: one that is discovered, or one that is read from a file. */
final class DrawnMachine {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = "--machine",
      paramLabel = "MACHINE",
      description =
          "worker, lifecycle, scheduler, one of the protocols (peer, connection, job, ...), a table"
              + " of yours that META-INF/services names, or a file *.scxml, *.dot or *.gv."
              + " Default: ${DEFAULT-VALUE}.")
  private String machine = "worker";

  @Option(
      names = "--rules",
      paramLabel = "RULES",
      converter = RuleSetName.class,
      description =
          "For the worker: current, dask-2022.12, or one of them with differences put back."
              + " Default: current.")
  private @Nullable RuleSet rules;

  /** The table that was asked for. */
  TableView table() throws IOException {
    if (ForeignTable.canRead(machine)) {
      requireNoRules();
      return ForeignTable.read(machine, Files.readString(Path.of(machine), UTF_8));
    }
    if (machine.equals("worker")) {
      return WorkerTable.of(rules());
    }
    requireNoRules();
    try {
      return MachineTables.byName(machine).view();
    } catch (IllegalArgumentException e) {
      throw bad(e.getMessage() + ", or a file *.scxml, *.dot or *.gv");
    }
  }

  /** The rules, the current ones unless others were asked for. */
  RuleSet rules() {
    return rules == null ? RuleSet.CURRENT : rules;
  }

  /** Whether rules were asked for. */
  boolean hasRules() {
    return rules != null;
  }

  /** Whether the table is the worker's. */
  boolean isWorker() {
    return machine.equals("worker");
  }

  /** A complaint about the arguments. */
  ParameterException bad(@Nullable String message) {
    return new ParameterException(
        Objects.requireNonNull(spec).commandLine(), String.valueOf(message));
  }

  private void requireNoRules() {
    if (rules != null) {
      throw bad("--rules is for the worker, expected no rules with --machine " + machine);
    }
  }
}
