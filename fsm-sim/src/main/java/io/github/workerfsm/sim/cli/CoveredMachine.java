package io.github.workerfsm.sim.cli;

import io.github.workerfsm.diagrams.coverage.Coverage;
import io.github.workerfsm.diagrams.model.DiagramModel;
import io.github.workerfsm.diagrams.model.View;
import io.github.workerfsm.diagrams.table.TableView;
import io.github.workerfsm.diagrams.table.WorkerTable;
import io.github.workerfsm.sim.drawn.CountedRows;
import io.github.workerfsm.sim.replay.CoverageRun;
import io.github.workerfsm.sim.replay.TraceSource;
import io.github.workerfsm.worker.RuleSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.TypeConversionException;

/**
 * A table, and what has been counted of its rows.
 *
 * @param machine which table
 * @param paths traces, and files of counts
 */
record CoveredMachine(DrawnMachine machine, List<String> paths) {

  /** The picture of a view with the counts laid over it. */
  DiagramModel model(Function<TableView, View> view, Screen screen) throws IOException {
    List<CountedRows> counted = new ArrayList<>();
    List<String> traces = new ArrayList<>();
    for (String path : paths) {
      if (path.endsWith(CountedRows.SUFFIX)) {
        counted.add(read(path));
      } else {
        traces.add(path);
      }
    }
    if (!machine.isWorker() && !traces.isEmpty()) {
      throw machine.bad("traces are of workers, expected no other --machine with " + traces.get(0));
    }
    List<TraceSource> sources = traces.isEmpty() ? List.of() : TraceSource.at(traces);
    RuleSet rules = rules(counted, sources);
    TableView table = machine.isWorker() ? WorkerTable.of(rules) : machine.table();
    View chosen = view.apply(table);
    Coverage.Counting counting = new Coverage.Counting(table);
    List<String> parts = new ArrayList<>();
    for (CountedRows counts : counted) {
      add(counts, rules, table, counting);
      parts.add(counts.source());
    }
    if (!sources.isEmpty()) {
      CoverageRun run = new CoverageRun(rules, counting);
      long bytes = sources.stream().mapToLong(TraceSource::size).sum();
      try (Progress progress = screen.progress("replaying", bytes)) {
        parts.add(run.over(sources, progress));
      }
    }
    return counting.by(String.join(" and ", parts)).over(DiagramModel.of(table, chosen));
  }

  private CountedRows read(String path) throws IOException {
    try {
      return CountedRows.read(Path.of(path));
    } catch (IllegalArgumentException e) {
      throw machine.bad(e.getMessage());
    }
  }

  private RuleSet rules(List<CountedRows> counted, List<TraceSource> sources) throws IOException {
    if (machine.hasRules() || !machine.isWorker()) {
      return machine.rules();
    }
    return counted.isEmpty() ? CoverageRun.recorded(sources) : rules(counted.get(0));
  }

  private RuleSet rules(CountedRows counts) {
    try {
      return counts.rules().isEmpty() ? RuleSet.CURRENT : new RuleSetName().convert(counts.rules());
    } catch (TypeConversionException e) {
      throw machine.bad(counts.file() + ": " + e.getMessage());
    }
  }

  private void add(CountedRows counts, RuleSet rules, TableView table, Coverage.Counting counting) {
    boolean same = counts.rules().isEmpty() || counts.rules().equals(rules.name());
    if (!counts.machine().equals(table.name()) || !same) {
      throw machine.bad(
          counts.file()
              + ": it counts rows of "
              + counts.machine()
              + (counts.rules().isEmpty() ? "" : ", rules " + counts.rules())
              + ", expected "
              + table.name()
              + (machine.isWorker() ? ", rules " + rules.name() : ""));
    }
    try {
      counts.addTo(counting, table);
    } catch (IllegalArgumentException e) {
      throw machine.bad(e.getMessage());
    }
  }
}
