package io.github.workerfsm.sim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.lifecycle.TaskLifecycle;
import io.github.workerfsm.worker.RuleOverride;
import io.github.workerfsm.worker.RuleSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table: every row, and every difference. */
class TableCommandTest {

  @ParameterizedTest
  @ValueSource(strings = {"current", "dask-2022.12", "n21", "l21", "l20"})
  void every_row_is_one_line(String rules) {
    FsmRun run = FsmRun.of("table", "--rules", rules).holds();
    int rows = RuleSet.byName(rules).table().rows().size();
    assertThat(run.lines().subList(1, rows + 1)).doesNotContain("");
    assertThat(run.lines().get(rows + 1)).isEmpty();
    assertThat(run.lines().get(0)).matches("from +requested +when +actor +lands +rule +reason");
  }

  @Test
  void a_rule_set_can_be_put_together_of_names_and_lines() {
    String rules = "current+cancelled-error-leaks-slot+refuse fetch -> missing";
    assertThat(FsmRun.of("table", "--diff", rules).holds().lastLine())
        .contains("2 named differences, rows: 0 removed, 0 added, 2 changed");
  }

  @Test
  void a_row_says_where_the_task_lands_and_why() {
    assertThat(FsmRun.of("table").holds().out())
        .containsPattern(
            "executing +released +held +scheduler +cancelled +hold +a running thread cannot be"
                + " stopped");
  }

  @Test
  void a_refused_pair_is_marked() {
    assertThat(FsmRun.of("table").holds().out())
        .containsPattern("memory +fetch +always +event loop +never +a held value is not brought");
  }

  @Test
  void pairs_that_go_by_way_of_released_are_named() {
    assertThat(FsmRun.of("table").holds().out())
        .contains("Pairs without a row that go by way of released")
        .containsPattern("ready +to waiting-for-dependencies, fetch, missing, memory, forgotten");
  }

  @Test
  void the_last_line_has_the_fingerprint() {
    assertThat(FsmRun.of("table").holds().lastLine())
        .startsWith("table: worker by current, ")
        .endsWith("fingerprint " + RuleSet.CURRENT.table().fingerprint());
  }

  @Test
  void markdown_is_a_table_of_markdown() {
    List<String> lines = FsmRun.of("table", "--format", "markdown").holds().lines();
    assertThat(lines.get(0))
        .isEqualTo("| from | requested | when | actor | lands | rule | reason |");
    assertThat(lines.get(1)).isEqualTo("|---|---|---|---|---|---|---|");
    assertThat(lines.get(2)).startsWith("| new | waiting-for-dependencies | always | scheduler |");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--json", "--format=json"})
  void json_has_every_row(String option) {
    JsonTree tree = JsonTree.of(FsmRun.of("table", option).holds());
    assertThat(tree.list("rows")).hasSize(RuleSet.CURRENT.table().rows().size());
    assertThat(tree.list("states")).hasSize(15);
    assertThat(tree.text("fingerprint")).isEqualTo(RuleSet.CURRENT.table().fingerprint());
    JsonTree first = JsonTree.at(tree.list("rows").get(0));
    assertThat(first.members())
        .containsOnlyKeys("from", "requested", "when", "actor", "lands", "rule", "reason", "never");
  }

  @Test
  void the_difference_names_every_override_with_both_sides_and_the_source() {
    FsmRun run = FsmRun.of("table", "--diff", "dask-2022.12").holds();
    for (RuleOverride override : RuleSet.DASK_2022_12.overrides()) {
      assertThat(run.lines()).contains(override.name());
      assertThat(JsonText.of(unwrapped(run.out())))
          .contains(override.difference(), override.correction(), override.source());
    }
    assertThat(run.lastLine())
        .startsWith(
            "difference: from current to dask-2022.12, "
                + RuleSet.DASK_2022_12.overrides().size()
                + " named differences, rows: ");
  }

  private static String unwrapped(String text) {
    return text.replaceAll("\\s+", " ");
  }

  @Test
  void the_difference_shows_rows_that_come_go_and_change() {
    String out = FsmRun.of("table", "--rules", "dask-2022.12", "--diff", "current").holds().out();
    assertThat(out)
        .containsPattern("\\+ +executing -> memory \\[held] +lands executing")
        .containsPattern("- +executing -> memory +lands memory")
        .containsPattern("~ +flight -> error +lands: error, then released");
  }

  @Test
  void there_is_no_difference_between_a_rule_set_and_itself() {
    assertThat(FsmRun.of("table", "--diff", "current").holds().lastLine())
        .isEqualTo(
            "difference: from current to current, 0 named differences, rows: 0 removed, 0 added, 0"
                + " changed");
  }

  @Test
  void json_of_a_difference_has_overrides_and_rows() {
    JsonTree tree = JsonTree.of(FsmRun.of("table", "--diff", "dask-2022.12", "--json").holds());
    assertThat(tree.list("differences")).hasSize(RuleSet.DASK_2022_12.overrides().size());
    assertThat(tree.list("removed")).isNotEmpty();
    assertThat(tree.list("added")).isNotEmpty();
    assertThat(tree.list("changed")).isNotEmpty();
  }

  @Test
  void the_machine_of_a_client_has_a_table_too() {
    FsmRun run = FsmRun.of("table", "--machine", "lifecycle").holds();
    assertThat(run.out())
        .containsPattern(
            "waiting-for-ep +sent +current +forwarder +dispatched-to-ep +dispatch +its endpoint is"
                + " online")
        .containsPattern("success +sent +always +forwarder +never +it has ended")
        .contains("No pair goes by a detour.");
    assertThat(run.lastLine())
        .startsWith("table: lifecycle, ")
        .endsWith("fingerprint " + TaskLifecycle.table().fingerprint());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "markdown"})
  void every_row_of_the_machine_of_a_client_is_one_line(String format) {
    FsmRun run = FsmRun.of("table", "--machine", "lifecycle", "--format", format).holds();
    assertThat(run.lines()).hasSizeGreaterThan(TaskLifecycle.table().rows().size());
  }

  @Test
  void json_of_the_machine_of_a_client_has_every_row_and_no_rule_set() {
    JsonTree tree = JsonTree.of(FsmRun.of("table", "--machine", "lifecycle", "--json").holds());
    assertThat(tree.list("rows")).hasSize(TaskLifecycle.table().rows().size());
    assertThat(tree.list("states")).hasSize(12);
    assertThat(tree.text("machine")).isEqualTo("lifecycle");
    assertThat(tree.members()).doesNotContainKey("rules");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--rules=current", "--diff=dask-2022.12"})
  void the_machine_of_a_client_has_only_one_rule_set(String option) {
    assertThat(FsmRun.of("table", "--machine", "lifecycle", option).complaint())
        .isEqualTo(
            "fsm: the machine lifecycle has one rule set, expected neither --rules nor --diff; see"
                + " fsm table --help");
  }
}
