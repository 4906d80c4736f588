package io.github.workerfsm.sim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drawing, checking, comparing and linting tables. */
class DiagramCommandTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"svg", "png", "html", "puml", "dot", "mmd", "scxml", "json", "md", "txt"})
  void a_picture_is_written_in_the_format_that_the_file_names(String extension) throws IOException {
    Path file = directory.resolve("worker." + extension);
    assertThat(FsmRun.of("diagram", "-o", file.toString()).holds().lastLine())
        .isEqualTo("written: " + file);
    assertThat(Files.size(file)).isGreaterThan(1000);
  }

  @Test
  void a_view_is_printed_as_text() {
    assertThat(FsmRun.of("diagram", "--view", "around:ready", "--format", "text").holds().out())
        .startsWith("worker, around ready: 3 of 88 rows: 3 drawn\n")
        .contains("a thread is free");
  }

  @Test
  void coverage_shows_what_real_workers_do() {
    assertThat(
            FsmRun.of("diagram", "--format", "markdown", "--coverage", "bundled:unit")
                .holds()
                .out())
        .contains("worker, rules dask-2022.12", "; coverage: ", " rows taken, ")
        .contains("| remark |", "never taken", "\u00d7");
  }

  @Test
  void coverage_shows_what_a_campaign_has_reached() {
    String fuzz = directory.resolve("fuzz.json").toString();
    String scenarios = directory.resolve("scenarios.json").toString();
    FsmRun.of("fuzz", "--seeds", "20", "--coverage", fuzz).holds();
    FsmRun.of("scenario", "cancelled-error-leaks-slot", "--coverage", scenarios).holds();
    assertThat(
            FsmRun.of("diagram", "--format", "markdown", "--coverage", fuzz, scenarios)
                .holds()
                .out())
        .contains("; coverage: ", "transitions, 20 runs of the fuzzer and 1 scenario")
        .contains("never taken", "\u00d7");
    assertThat(FsmRun.of("diagram", "--coverage", fuzz, "--rules", "dask-2022.12").complaint())
        .contains(
            "fuzz.json: it counts rows of worker, rules current, expected worker, rules dask");
  }

  @Test
  void an_exploration_of_several_graphs_counts_the_rows_of_all() throws IOException {
    Path file = directory.resolve("explored.json");
    FsmRun.of("explore", "--all-graphs=2", "--faults=1", "--coverage", file.toString()).holds();
    assertThat(file)
        .content()
        .startsWith("{\"machine\":\"worker\",\"rules\":\"current\",\"source\":\"")
        .contains(" states explored");
    assertThat(FsmRun.of("diagram", "--format=text", "--coverage", file.toString()).holds().out())
        .contains(" states explored");
  }

  @Test
  void counts_that_are_none_are_refused() throws IOException {
    Path file = directory.resolve("counts.json");
    Files.writeString(file, "{\"machine\":\"worker\",\"taken\":{\"a -> b\":1}}");
    assertThat(FsmRun.of("diagram", "--coverage", file.toString()).complaint())
        .contains("counts.json: the table worker has no row a -> b, expected counts of this table");
    Files.writeString(file, "{\"machine\":\n\"worker\"");
    assertThat(FsmRun.of("diagram", "--coverage", file.toString()).complaint())
        .contains("counts.json:2: this is no JSON, expected a file that --coverage of fuzz");
    Files.writeString(file, "{\"taken\":{\"a -> b\":-1}}");
    assertThat(FsmRun.of("diagram", "--coverage", file.toString()).complaint())
        .contains("counts.json:1: found -1, expected a file that");
    Files.writeString(file, "{\"machine\":\"peer\",\"taken\":{\"a -> b\":1}}");
    assertThat(FsmRun.of("diagram", "--coverage", file.toString()).complaint())
        .contains("counts.json: it counts rows of peer, expected worker, rules current");
    assertThat(FsmRun.of("diagram", "--machine=peer", "--coverage", "bundled:unit").complaint())
        .contains("traces are of workers, expected no other --machine");
  }

  @Test
  void two_rule_sets_are_compared() {
    assertThat(FsmRun.of("diagram", "diff", "dask-2022.12", "current").holds().out())
        .contains("+ fetch -> waiting-for-dependencies")
        .contains("diff: worker, rules dask-2022.12 to worker: ");
    assertThat(FsmRun.of("diagram", "diff", "current", "current").holds().lastLine())
        .isEqualTo("diff: worker to worker: 0 added, 0 removed, 0 changed");
  }

  @Test
  void the_table_is_linted() {
    assertThat(FsmRun.of("diagram", "lint").holds().lastLine()).startsWith("lint: 0 wrong, ");
  }

  @Test
  void a_foreign_machine_is_drawn_and_what_is_wrong_with_it_found() throws IOException {
    Path file = directory.resolve("door.dot");
    Files.writeString(file, "digraph door { closed -> open [label=push]; stuck -> open; }");
    assertThat(
            FsmRun.of("diagram", "--machine", file.toString(), "--format", "mermaid").holds().out())
        .contains("closed --> open : push");
    assertThat(FsmRun.of("diagram", "lint", "--machine", file.toString()).doesNotHold().out())
        .contains("wrong: stuck cannot be reached from closed", "lint: 2 wrong");
  }

  @Test
  void what_is_committed_is_checked_and_mended() throws IOException {
    assertThat(FsmRun.of("diagram", "check", directory.toString()).doesNotHold().out())
        .contains("--- /dev/null", "To mend it: mvn -q -Dexec.args=\"diagram check --write\"");
    FsmRun.of("diagram", "check", "--write", directory.toString()).holds();
    assertThat(FsmRun.of("diagram", "check", directory.toString()).holds().lastLine())
        .isEqualTo("diagrams: 0 files differ from the tables");
  }

  @Test
  void markers_in_markdown_are_filled() throws IOException {
    Path file = directory.resolve("a.md");
    Files.writeString(file, "<!-- fsm:diagram view=happy format=text -->\n<!-- fsm:end -->\n");
    assertThat(FsmRun.of("diagram", "embed", file.toString()).holds().lastLine())
        .isEqualTo("embedded: 1 diagrams in 1 files");
    assertThat(file).content().contains("worker, when all goes well: ");
  }

  @Test
  void a_replay_writes_a_page_that_plays_the_longest_trace() throws IOException {
    Path file = directory.resolve("page.html");
    FsmRun run =
        FsmRun.of("replay", "bundled:unit", "--guided", "--report", file.toString()).holds();
    assertThat(run.err()).contains("written: " + file + ", which plays ");
    assertThat(file).content().contains("<script type=\"application/json\"", "\"unit\":\"line\"");
  }

  @Test
  void a_scenario_writes_a_page_that_ends_where_it_is_stuck() throws IOException {
    Path file = directory.resolve("page.html");
    FsmRun run = FsmRun.of("scenario", "18", "--report", file.toString()).holds();
    assertThat(run.err()).contains("written: " + file + ", which plays cancelled-error-leaks-slot");
    assertThat(file)
        .content()
        .contains("\"places\":[\"A\"]", "\"x@A\"", "\"ending\":\"What does not hold: S4 on A");
    FsmRun.of("scenario", "18", "--rules", "current", "--report", file.toString()).holds();
    assertThat(file).content().contains("\"ending\":\"Every property holds.\"", "forgotten");
    assertThat(FsmRun.of("scenario", "--all", "--report", file.toString()).complaint())
        .contains("--report is given with 42 scenarios, expected one");
  }

  @Test
  void what_is_explored_is_written_with_a_page() {
    FsmRun.of(
            "explore",
            "--graph=x; y<x",
            "--faults=2",
            "--rules=dask-2022.12",
            "--first",
            "--out",
            directory.toString())
        .doesNotHold();
    assertThat(directory.resolve("explored-1-l1.html"))
        .content()
        .contains("\"places\":[\"A\",\"B\"]", "\"x@A\"", "\"y@B\"");
    assertThat(FsmRun.of("explore", "--model=reference", "--report=x.html").complaint())
        .contains(
            "--report and --coverage are not for the reference model, expected --model worker");
  }

  @Test
  void what_there_is_not_lists_what_there_is() {
    assertThat(FsmRun.of("diagram", "--view", "rom:x").complaint())
        .contains("there is no view rom:x, expected one of overview, room:NAME");
    assertThat(FsmRun.of("diagram", "--view", "around:redy").complaint())
        .contains("has no state redy, expected one of new,");
    assertThat(FsmRun.of("diagram", "--format", "gif").complaint())
        .contains("there is no format gif, expected one of svg, png");
    assertThat(FsmRun.of("diagram", "-o", "x.gif").complaint()).contains("no format gif");
    assertThat(FsmRun.of("diagram", "--machine", "wrker").complaint())
        .contains("there is no machine wrker, expected one of worker");
    assertThat(FsmRun.of("diagram", "--format", "png").complaint()).contains("expected -o");
    assertThat(FsmRun.of("diagram", "diff", "current", "curent").complaint())
        .contains("there is no rule set curent");
  }

  @Test
  void a_table_with_500_rows_gives_a_picture_and_a_proposal_of_views() throws IOException {
    StringBuilder graph = new StringBuilder("digraph large {\n");
    for (int i = 0; i < 50; i++) {
      for (int j = 1; j <= 10; j++) {
        graph.append("s" + i + " -> s" + (i * 7 + j * 5 + 1) % 50 + " [label=e" + j + "];\n");
      }
    }
    Path file = directory.resolve("large.dot");
    Path picture = directory.resolve("large.svg");
    Files.writeString(file, graph + "}\n");
    FsmRun run =
        FsmRun.of("diagram", "--machine", file.toString(), "-o", picture.toString()).holds();
    assertThat(run.lastLine()).isEqualTo("written: " + picture);
    assertThat(run.err())
        .contains("50 states, 500 rows: 490 drawn, 10 stay", "too many to be read")
        .contains("Try a view: around:s0");
    assertThat(picture).content().contains(">s49</text>");
  }

  @Test
  void files_that_cannot_be_read_or_written() throws IOException {
    Path file = directory.resolve("bad.scxml");
    Files.writeString(file, "<scxml>\n<state id=\"a\"");
    assertThat(FsmRun.of("diagram", "--machine", file.toString()).complaint())
        .startsWith("fsm: " + file + ":2: this is no XML");
    assertThat(FsmRun.of("diagram", "--machine", "no.scxml").complaint()).contains("no.scxml");
    assertThat(FsmRun.of("diagram", "-o", directory + "/no/a.svg").complaint())
        .contains(directory + "/no/a.svg: there is no such file or directory");
    String nowhere = directory + "/no/file";
    assertThat(FsmRun.of("explore", "--report", nowhere).complaint()).contains(nowhere);
    assertThat(FsmRun.of("explore", "--coverage", nowhere).complaint()).contains(nowhere);
    assertThat(FsmRun.of("fuzz", "--coverage", nowhere).complaint()).contains(nowhere);
    assertThat(FsmRun.of("scenario", "18", "--report", nowhere).complaint()).contains(nowhere);
    assertThat(FsmRun.of("replay", "bundled:unit", "--report", nowhere).complaint())
        .contains(nowhere);
    assertThat(FsmRun.of("diagram", "-o", file + "/a.svg").complaint()).contains(file + "/a.svg");
    assertThat(FsmRun.of("diagram", "--coverage", "no/traces").complaint())
        .contains("no/traces: there is no such file");
  }
}
