package io.github.workerfsm.diagrams.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.workerfsm.worker.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A table in words. */
class TableViewTest {
  private final TableView worker = MachineTables.byName("worker").view();

  @Test
  void the_rooms_are_those_of_the_rules() {
    assertThat(worker.rooms()).containsExactly("compute", "transfer", "outcome", "cancellation");
    assertThat(worker.roomOf("long-running")).isEqualTo("compute");
    assertThat(worker.roomOf("flight")).isEqualTo("transfer");
    assertThat(worker.roomOf("released")).isEmpty();
  }

  @Test
  void the_room_in_which_subjects_are_held_back_is_found() {
    assertThat(worker.limbo()).isEqualTo("cancellation");
  }

  @Test
  void every_row_of_the_worker_is_linked_to_its_line() throws IOException {
    List<String> lines =
        Files.readAllLines(
            Path.of("../fsm-core/src/main/java/io/github/workerfsm/worker/WorkerTransitions.java"));
    assertThat(worker.rows())
        .allSatisfy(
            row -> {
              assertThat(row.source()).isNotNull();
              int line = Integer.parseInt(row.source().replaceFirst(".*#L", ""));
              assertThat(lines.get(line - 1)).contains('"' + row.reason() + '"');
            });
    assertThat(worker.rows().stream().map(RowView::source)).doesNotHaveDuplicates();
  }

  @Test
  void a_line_of_sets_is_linked_where_nothing_else_gives_its_reason() throws IOException {
    TableView lifecycle = MachineTables.byName("lifecycle").view();
    List<String> lines =
        Files.readAllLines(
            Path.of(
                "../fsm-core/src/main/java/io/github/workerfsm/lifecycle/LifecycleTransitions.java"));
    assertThat(lifecycle.rows()).filteredOn(row -> row.source() != null).hasSizeGreaterThan(200);
    assertThat(lifecycle.rows())
        .filteredOn(row -> row.source() != null)
        .allSatisfy(
            row -> {
              int line = Integer.parseInt(String.valueOf(row.source()).replaceFirst(".*#L", ""));
              assertThat(lines.get(line - 1)).contains('"' + row.reason() + '"');
            });
  }

  @Test
  void a_table_of_other_rules_names_them() {
    assertThat(WorkerTable.of(RuleSet.DASK_2022_12).title())
        .isEqualTo("worker, rules dask-2022.12");
  }

  @Test
  void a_table_of_an_embedder_is_discovered() {
    assertThat(MachineTables.discovered())
        .extracting(MachineTable::name)
        .startsWith("worker")
        .contains("turnstile");
  }

  @Test
  void a_machine_that_there_is_not() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MachineTables.byName("wrker"))
        .withMessageContaining("expected one of worker,");
  }
}
