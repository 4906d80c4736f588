package io.github.workerfsm.sim.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.ImmutableIntArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One graph of each shape. */
class DagsTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 6", "4, 31", "5, 302"})
  void there_are_as_many_as_is_known_of_unlabelled_acyclic_graphs(int nodes, int graphs) {
    assertThat(Dags.of(nodes)).hasSize(graphs);
  }

  @Test
  void a_node_depends_on_earlier_nodes_only() {
    for (ImmutableIntArray graph : Dags.of(4)) {
      for (int node = 0; node < graph.length(); node++) {
        assertThat(graph.get(node)).isBetween(0, (1 << node) - 1);
      }
    }
  }

  @Test
  void the_shapes_of_three_tasks() {
    assertThat(Dags.of(3))
        .containsExactly(
            ImmutableIntArray.of(0, 0, 0),
            ImmutableIntArray.of(0, 1, 0),
            ImmutableIntArray.of(0, 1, 1),
            ImmutableIntArray.of(0, 1, 2),
            ImmutableIntArray.of(0, 0, 3),
            ImmutableIntArray.of(0, 1, 3));
  }

  @Test
  void sizes_that_nobody_would_wait_for_are_refused() {
    assertThatThrownBy(() -> Dags.of(6))
        .hasMessage("all graphs of 6 tasks, and 1 to 5 were expected");
    assertThatThrownBy(() -> Dags.of(0))
        .hasMessage("all graphs of 0 tasks, and 1 to 5 were expected");
  }
}
