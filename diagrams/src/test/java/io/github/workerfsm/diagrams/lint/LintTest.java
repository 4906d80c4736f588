package io.github.workerfsm.diagrams.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.diagrams.foreign.ForeignTable;
import io.github.workerfsm.diagrams.table.MachineTables;
import io.github.workerfsm.diagrams.table.TableView;
import org.junit.jupiter.api.Test;

/** What is wrong or odd about a table. */
class LintTest {
  @Test
  void nothing_is_wrong_about_any_table_that_is_discovered() {
    assertThat(MachineTables.discovered())
        .allSatisfy(
            machine ->
                assertThat(Lint.of(machine.view())).noneMatch(finding -> finding.what().isWrong()));
  }

  @Test
  void rows_that_never_land_in_what_they_name_are_odd() {
    assertThat(Lint.of(MachineTables.byName("worker").view()))
        .extracting(Lint.Finding::toString)
        .contains(
            "odd: executing -> released [held] never lands there but in cancelled",
            "odd: forgotten can be asked for only in released, elsewhere by a detour through it");
  }

  @Test
  void dead_ends_and_what_cannot_be_reached_are_wrong() {
    ForeignTable machine = new ForeignTable();
    machine.initial("a");
    machine.row("a", "go", "", "b", "", "", "", null);
    machine.row("a", "go", "", "c", "", "", "", null);
    machine.state("island", "");
    machine.terminal("c");
    TableView table = machine.view("bad");
    assertThat(Lint.of(table))
        .extracting(Lint.Finding::what)
        .isEqualTo(
            ImmutableList.of(
                Lint.Kind.UNREACHABLE,
                Lint.Kind.DEAD_END,
                Lint.Kind.DEAD_END,
                Lint.Kind.AMBIGUOUS,
                Lint.Kind.NO_WAY_BACK));
  }
}
