package io.github.workerfsm.diagrams.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.workerfsm.diagrams.lint.Lint;
import io.github.workerfsm.diagrams.table.RowView;
import io.github.workerfsm.diagrams.table.StateView;
import io.github.workerfsm.diagrams.table.TableView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Machines that are written elsewhere. */
class ForeignTableTest {
  private static final String NESTED =
      """
      <scxml xmlns="http://www.w3.org/2005/07/scxml" initial="on" name="lamp">
        <state id="on" initial="dim">
          <onentry><log expr="'on'"/></onentry>
          <transition event="off" target="dark"/>
          <state id="dim"><transition event="more" cond="power" target="bright"/></state>
          <state id="bright"/>
        </state>
        <state id="dark"><transition event="on" target="on"/></state>
        <final id="broken"/>
      </scxml>
      """;

  @Test
  void a_state_of_scxml_that_contains_others_is_a_room() throws ForeignFormatException {
    TableView lamp = ForeignTable.read("lamp.scxml", NESTED);
    assertThat(lamp.name()).isEqualTo("lamp");
    assertThat(lamp.initial()).isEqualTo("dim");
    assertThat(lamp.rooms()).containsExactly("on");
    assertThat(lamp.rows().stream().map(row -> row.key() + " " + row.landings()))
        .containsExactly(
            "dim -> off [dark]",
            "bright -> off [dark]",
            "dim -> more [power] [bright]",
            "dark -> on [dim]");
    assertThat(lamp.rows().get(2).source()).isEqualTo("lamp.scxml#L5");
  }

  @Test
  void a_foreign_machine_can_be_linted() throws ForeignFormatException {
    assertThat(Lint.of(ForeignTable.read("lamp.scxml", NESTED)))
        .filteredOn(finding -> finding.what().isWrong())
        .extracting(Lint.Finding::text)
        .containsExactly(
            "broken cannot be reached from dim",
            "no way leads from dim to broken",
            "no way leads from bright to broken",
            "no way leads from dark to broken");
  }

  @Test
  void a_graph_is_a_machine() throws ForeignFormatException {
    TableView door =
        ForeignTable.read(
            "door.dot",
            """
            // a door
            digraph door {
              rankdir=LR; node [shape=box];
              start [shape=point]; start -> closed;
              subgraph cluster_shut { label="shut"; closed; locked [label="locked up"] }
              open; gone [shape=doublecircle];
              closed -> open [label="push [not stuck] / ring"];
              open -> closed -> locked [label="turn", color=red];
              locked -> gone;
            }
            """);
    assertThat(door.name()).isEqualTo("door");
    assertThat(door.initial()).isEqualTo("closed");
    assertThat(door.terminals()).containsExactly("gone");
    assertThat(door.states())
        .extracting(StateView::name)
        .containsExactlyInAnyOrder("closed", "locked up", "open", "gone");
    assertThat(door.roomOf("locked up")).isEqualTo("shut");
    assertThat(door.roomOf("open")).isEmpty();
    RowView push = door.rowsFrom("closed").get(0);
    assertThat(push.key()).isEqualTo("closed -> push [not stuck]");
    assertThat(push.rule()).isEqualTo("ring");
    assertThat(door.rows()).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.scxml|<scxml><state id='a'|a.scxml:1: this is no XML",
        "a.scxml|<html/>|a.scxml:1: the document is a html, expected scxml",
        "a.scxml|<scxml><parallel/></scxml>|there is a parallel, expected states",
        "a.scxml|<scxml><state/></scxml>|a state has no id, expected one",
        "a.scxml|<scxml/>|there is no state, expected at least one",
        "a.scxml|<scxml><state id='a'><transition target='b'/></state></scxml>|no state b, expected one of a",
        "a.dot|graph g { a -- b }|a.dot:1: unexpected graph, expected digraph",
        "a.dot|digraph g { a -- b }|unexpected --, expected -> between states",
        "a.dot|digraph g { a -> }|unexpected }, expected a name",
        "a.dot|digraph g { a -> b|unexpected the end of the file",
        "a.dot|digraph g { a [label=<b>] }|unexpected <, expected a name",
        "a.dot|digraph g { }|there is no state, expected at least one"
      })
  void what_cannot_be_read_is_said_in_one_line(String file, String text, String message) {
    assertThatThrownBy(() -> ForeignTable.read(file, text))
        .isInstanceOf(ForeignFormatException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("expected")
        .hasMessageNotContaining("\n");
  }
}
