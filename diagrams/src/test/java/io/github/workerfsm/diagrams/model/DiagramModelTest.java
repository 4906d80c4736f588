package io.github.workerfsm.diagrams.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.workerfsm.diagrams.table.MachineTables;
import io.github.workerfsm.diagrams.table.RowView;
import io.github.workerfsm.diagrams.table.TableView;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of rows. */
class DiagramModelTest {
  private static final TableView WORKER = MachineTables.byName("worker").view();

  static Stream<DiagramModel> everyPicture() {
    return MachineTables.discovered().stream()
        .flatMap(
            machine ->
                View.all(machine.view()).stream()
                    .map(view -> DiagramModel.of(machine.view(), view)));
  }

  @ParameterizedTest
  @MethodSource("everyPicture")
  void every_row_is_shown_once_and_the_title_counts_right(DiagramModel model) {
    Set<Integer> shown = new LinkedHashSet<>();
    model.edges().forEach(edge -> edge.rows().forEach(row -> shown.add(row.number())));
    model
        .nodes()
        .forEach(
            node ->
                node.entries()
                    .forEach(entry -> entry.rows().forEach(row -> shown.add(row.number()))));
    assertThat(shown)
        .containsExactlyInAnyOrderElementsOf(model.rows().stream().map(RowView::number).toList());
    int counted =
        Stream.of(model.title().replaceFirst(".* rows: ", "").split(", "))
            .filter(part -> part.matches("\\d+ .*"))
            .mapToInt(part -> Integer.parseInt(part.split(" ", -1)[0]))
            .sum();
    assertThat(counted).as(model.title()).isEqualTo(model.rows().size());
  }

  @ParameterizedTest
  @MethodSource("everyPicture")
  void every_line_ends_in_boxes_that_there_are(DiagramModel model) {
    List<String> ids = model.nodes().stream().map(Node::id).toList();
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(model.edges()).allSatisfy(edge -> assertThat(ids).contains(edge.from(), edge.to()));
  }

  @Test
  void the_overview_draws_every_state_and_no_line_leaves_the_cancellation_room() {
    DiagramModel model = DiagramModel.of(WORKER, View.OVERVIEW);
    assertThat(model.nodes().stream().filter(node -> !node.isGhost()).map(Node::state))
        .containsExactlyElementsOf(WORKER.states().stream().map(state -> state.name()).toList());
    assertThat(model.edges())
        .filteredOn(edge -> model.node(edge.from()).room().equals("cancellation"))
        .allMatch(edge -> model.node(edge.to()).room().equals("cancellation"));
  }

  @Test
  void in_a_crowd_without_a_hub_rows_into_an_end_become_words_but_for_one_source() {
    TableView lifecycle = MachineTables.byName("lifecycle").view();
    DiagramModel model = DiagramModel.of(lifecycle, View.OVERVIEW);
    assertThat(model.edges())
        .filteredOn(edge -> edge.to().equals("failed"))
        .extracting(Edge::from)
        .containsOnly("running");
    assertThat(model.node("dispatched_to_ep").entries())
        .extracting(entry -> entry.mark().sign() + " " + entry.text())
        .contains("\u21a9 failed: manager-lost", "\u27f2 stays: submit, enqueued");
    assertThat(model.edges())
        .filteredOn(edge -> edge.to().equals("waiting_for_ep"))
        .as("what leads on is no end, however many lead there")
        .hasSizeGreaterThan(3);
  }

  @Test
  void the_view_of_an_actor_has_its_rows_alone() {
    View view = View.parse("actor:thread-pool", WORKER);
    assertThat(DiagramModel.of(WORKER, view).rows())
        .isNotEmpty()
        .allMatch(row -> row.actor().equals("thread pool"));
  }

  @Test
  void a_view_around_a_state_widens_with_its_hops() {
    int one = DiagramModel.of(WORKER, View.parse("around:ready", WORKER)).rows().size();
    int two = DiagramModel.of(WORKER, View.parse("around(ready, 2)", WORKER)).rows().size();
    assertThat(one).isEqualTo(3);
    assertThat(two).isGreaterThan(one);
  }

  @Test
  void requests_and_landings_end_in_different_states() {
    RowView hold =
        WORKER.rowsFrom("executing").stream()
            .filter(row -> row.landings().contains("cancelled"))
            .findFirst()
            .orElseThrow();
    DiagramModel landings = DiagramModel.of(WORKER, View.parse("landings", WORKER));
    DiagramModel requests = DiagramModel.of(WORKER, View.parse("requests", WORKER));
    assertThat(landings.edges())
        .filteredOn(edge -> edge.rows().contains(hold))
        .extracting(Edge::to)
        .containsExactly("cancelled");
    assertThat(requests.marks().get(hold.number())).isEqualTo(Mark.FOLDED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"overveiw", "room", "happy:x", "around:", "", "ROOM:("})
  void a_view_that_there_is_not_lists_the_views(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> View.parse(text, WORKER))
        .withMessageContaining("expected one of overview, room:NAME, around:STATE,HOPS");
  }

  @Test
  void a_state_that_there_is_not_lists_the_states() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> View.parse("around:redy", WORKER))
        .withMessageContaining("has no state redy, expected one of new, waiting");
  }

  @ParameterizedTest
  @MethodSource("everyPicture")
  void a_view_can_be_asked_for_by_its_text(DiagramModel model) {
    assertThat(View.parse(model.view().text(), model.table())).isEqualTo(model.view());
  }
}
