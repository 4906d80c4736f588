package io.github.workerfsm.diagrams.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.diagrams.Drawing;
import io.github.workerfsm.diagrams.model.DiagramModel;
import io.github.workerfsm.diagrams.model.View;
import io.github.workerfsm.diagrams.render.Format;
import io.github.workerfsm.diagrams.table.RowView;
import io.github.workerfsm.diagrams.table.TableView;
import io.github.workerfsm.diagrams.table.WorkerTable;
import io.github.workerfsm.worker.RuleSet;
import org.junit.jupiter.api.Test;

/** What is laid over pictures. */
class OverlaysTest {
  private static final TableView CURRENT = WorkerTable.of(RuleSet.CURRENT);
  private static final TableView REFERENCE = WorkerTable.of(RuleSet.DASK_2022_12);

  @Test
  void a_row_is_the_wider_the_more_often_it_is_taken_and_red_if_never() {
    Coverage.Counting counting = new Coverage.Counting(CURRENT);
    counting.taken(1, 1);
    counting.taken(2, 9_999);
    counting.taken(2, 1);
    Coverage coverage = counting.by("2 traces");
    RowView once = CURRENT.rows().get(0);
    RowView often = CURRENT.rows().get(1);
    assertThat(coverage.of(once).width()).isEqualTo(1);
    assertThat(coverage.of(often).width()).isEqualTo(5);
    assertThat(coverage.of(CURRENT.rows().get(2)).color()).isEqualTo("#c00000");
    assertThat(coverage.summary())
        .isEqualTo("coverage: 2 of 77 rows taken, 10,001 transitions, 2 traces");
    String svg =
        Drawing.text(coverage.over(DiagramModel.of(CURRENT, View.OVERVIEW)), Format.SVG, "");
    assertThat(svg).contains("never taken", "stroke=\"#c00000\"");
  }

  @Test
  void a_diff_names_what_was_added_removed_and_changed() {
    TableDiff diff = new TableDiff(REFERENCE, CURRENT);
    assertThat(diff.isEmpty()).isFalse();
    assertThat(diff.added()).isNotEmpty().allMatch(row -> !keys(REFERENCE).contains(row.key()));
    assertThat(diff.removed()).isNotEmpty().allMatch(row -> !keys(CURRENT).contains(row.key()));
    assertThat(diff.changed())
        .isNotEmpty()
        .allSatisfy(row -> assertThat(diff.changes(row)).isNotEmpty());
    assertThat(diff.text()).contains("+ fetch -> waiting-for-dependencies").endsWith("changed\n");
    assertThat(diff.markdown()).startsWith("| | row | difference |\n");
  }

  @Test
  void the_picture_of_a_diff_has_the_rows_of_both() {
    TableDiff diff = new TableDiff(REFERENCE, CURRENT);
    DiagramModel model = diff.picture(View.OVERVIEW);
    assertThat(model.table().rows()).hasSize(CURRENT.rows().size() + diff.removed().size());
    String svg = Drawing.text(model, Format.SVG, "");
    assertThat(svg)
        .containsPattern("fill=\"#007a56\"[^>]*>[^<]*\\(added\\)")
        .containsPattern("fill=\"#c23b00\"[^>]*>[^<]*\\(removed\\)")
        .containsPattern("fill=\"#5b3fa8\"[^>]*>[^<]*\\(changed\\)");
  }

  @Test
  void a_table_does_not_differ_from_itself() {
    assertThat(new TableDiff(CURRENT, CURRENT).isEmpty()).isTrue();
  }

  private static java.util.List<String> keys(TableView table) {
    return table.rows().stream().map(RowView::key).toList();
  }
}
