package io.github.workerfsm.worker;

import static io.github.workerfsm.worker.WorkerScript.needs;
import static io.github.workerfsm.worker.WorkerScript.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.story.StoryLine;
import io.github.workerfsm.task.Task;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Wherever tasks come out of one unordered collection, a guide decides in which order they move:
 * the reference has taken them in the order of its sets.
 */
class TieBreaksTest {

  private static WorkerScript threeInputs() {
    return worker().compute("z", needs("a", "B"), needs("b", "B"), needs("c", "B"));
  }

  private static WorkerScript threeConsumers() {
    return worker()
        .compute("a", needs("x", "B", "C", "D"))
        .compute("b", needs("x", "B", "C", "D"))
        .compute("c", needs("x", "B", "C", "D"));
  }

  private static Arguments at(String place, WorkerScript before, Consumer<WorkerScript> theEvent) {
    return Arguments.of(place, before, theEvent);
  }

  // spotless:off
  private static Stream<Arguments> places() {
    return Stream.of(
        at("inputs that an assignment asks for", worker(), w -> w.compute("z", needs("a", "B"), needs("b", "B"), needs("c", "B"))),
        at("inputs that a released task lets go", threeInputs(), w -> w.free("z")),
        at("what a transfer has brought", threeInputs(), w -> w.gatherOk("B", "a", "b", "c")),
        at("what a transfer has not brought", threeInputs(), w -> w.gatherOk("B")),
        at("what a busy peer has not sent", threeInputs(), w -> w.gatherBusy("B")),
        at("what a dead peer has not sent", threeInputs(), w -> w.gatherNetworkFailure("B")),
        at("what cannot be read", threeInputs(), w -> w.gatherFailure("B")),
        at("what only a peer had that has left", worker().pause().acquire(needs("a", "B"), needs("b", "B"), needs("c", "B")), w -> w.peerLeft("B")),
        at("tasks that wait for a value that arrives", threeConsumers(), w -> w.gatherOk("B", "x")),
        at("tasks that wait for an input that is given up", threeConsumers().gatherFailure("B").gatherFailure("C"), w -> w.gatherFailure("D")),
        at("tasks that need an input that is taken away", worker().scatter("x").pause().compute("a", needs("x")).compute("b", needs("x")).compute("c", needs("x")), w -> w.free("x")),
        at("inputs that are forgotten with the last task that needs them", threeInputs().gatherOk("B").free("z").forget("a", "b", "c"), w -> w.forget("z")));
  }
  // spotless:on

  static Stream<Arguments> placesAndOrders() {
    return Stream.of(List.of("a", "b", "c"), List.of("c", "b", "a"), List.of("b", "c", "a"))
        .flatMap(
            order -> places().map(p -> Arguments.of(p.get()[0], order, p.get()[1], p.get()[2])));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("placesAndOrders")
  void a_guide_decides_the_order_of(
      String place, List<String> order, WorkerScript worker, Consumer<WorkerScript> event) {
    Map<String, Integer> ranks = Map.of(order.get(0), 0, order.get(1), 1, order.get(2), 2);
    worker
        .machine()
        .breakTies(
            new TieBreaks() {
              @Override
              public int rankPeer(String address) {
                return 0;
              }

              @Override
              public int rankTask(Task task) {
                return ranks.getOrDefault(task.key(), 9);
              }
            });
    long before = worker.machine().transitions();
    event.accept(worker);
    assertThat(
            worker.machine().story().stream()
                .filter(line -> line.number() >= before)
                .map(StoryLine::key)
                .filter(ranks::containsKey)
                .distinct())
        .containsExactlyElementsOf(order);
  }
}
