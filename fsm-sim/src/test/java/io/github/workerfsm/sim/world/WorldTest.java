package io.github.workerfsm.sim.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.sim.scheduler.SchedulerRules;
import io.github.workerfsm.worker.RuleSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a world offers, and what it refuses. */
class WorldTest {
  private final WorldSpec spec = SmallWorlds.of("x; y<x", 2, FaultBudget.NONE);
  private final World world = World.of(spec, LivePorts.CURRENT);
  private final ChoiceText text = new ChoiceText(spec);

  @Test
  void at_the_start_the_first_assignment_is_under_way() {
    assertThat(world.choices()).extracting(text::print).containsExactly("S>A");
    assertThat(new WorldText(world).message(world.choices().get(0)))
        .hasToString("compute x, run 1");
  }

  @Test
  void without_a_budget_no_fault_is_offered_but_one_can_be_applied() {
    assertThat(world.choices()).noneMatch(Choice::fault);
    world.apply(text.parse("A dies"));
    assertThat(world.choices()).extracting(text::print).containsExactly("S notices A");
  }

  @Test
  void a_fault_is_offered_until_its_budget_is_used_up() {
    FaultBudget once = FaultBudget.NONE.with(ChoiceKind.DEATH, 1);
    World mortal = World.of(spec.with(once), LivePorts.CURRENT);
    assertThat(mortal.choices()).extracting(text::print).contains("A dies", "B dies");
    mortal.apply(text.parse("A dies"));
    assertThat(mortal.choices()).noneMatch(Choice::fault);
  }

  @Test
  void what_cannot_happen_is_refused_with_the_reason() {
    assertThatThrownBy(() -> world.apply(text.parse("A thread success x")))
        .isInstanceOf(IllegalChoiceException.class)
        .hasMessage("no thread of A runs x");
    assertThatThrownBy(() -> world.apply(text.parse("B>S")))
        .hasMessage("no message is under way from B to S");
    assertThatThrownBy(() -> world.apply(text.parse("B gather(A) ok")))
        .hasMessage("no transfer to B from A is open");
  }

  @Test
  void the_fair_driver_brings_everything_to_its_end() {
    FairDriver driver = FairDriver.settle(world, world::apply);
    assertThat(driver.rested()).isTrue();
    assertThat(driver.livelocks()).isEmpty();
    assertThat(RestChecks.atRest(world)).isEmpty();
    assertThat(world.scheduler().state("y")).isEqualTo("memory");
  }

  @Test
  void a_result_of_another_function_is_not_taken_for_the_value() {
    world.apply(text.parse("S>A"));
    world.apply(text.parse("client releases x, y"));
    world.apply(text.parse("client redefines x"));
    FairDriver.settle(world, world::apply);
    assertThat(world.violations()).isEmpty();
    WorkerPort worker = world.worker(0);
    assertThat(worker).isNotNull();
    assertThat(worker.value("x")).isNotNull();
    assertThat(worker.value("x").payload())
        .isInstanceOfSatisfying(Product.class, p -> assertThat(p.function()).isEqualTo("f1"));
  }

  @Test
  void values_are_in_memory_at_the_start_where_it_is_said() {
    WorldSpec held =
        new WorldSpec(
            spec.workers(),
            spec.tasks(),
            List.of(),
            ImmutableListMultimap.of("x", "B", "x", "A"),
            List.of("y"),
            FaultBudget.NONE);
    World opened = World.of(held, LivePorts.CURRENT);
    assertThat(new WorldText(opened).states())
        .containsEntry("A x", "memory")
        .containsEntry("B x", "memory")
        .containsEntry("S x", "memory on A, B");
    assertThat(opened.violations()).isEmpty();
  }

  @Test
  void answers_about_holders_are_overtaken_if_the_network_is_so() {
    NetworkRules late = NetworkRules.CURRENT.with("answers-are-overtaken");
    assertThat(late.differences()).containsExactly("answers-are-overtaken");
    assertThat(afterQuestion(NetworkRules.CURRENT))
        .containsExactly("refresh-who-has", "refresh-who-has", "forget");
    assertThat(afterQuestion(late)).containsExactly("forget", "refresh-who-has", "refresh-who-has");
  }

  /** What is under way to A after two questions of A for x and the release of everything. */
  private List<String> afterQuestion(NetworkRules network) {
    World asked = World.of(spec, new LivePorts(RuleSet.CURRENT, SchedulerRules.CURRENT, network));
    Choice delivery = text.parse("S>A");
    asked.apply(delivery);
    var question = new Instruction.RequestRefreshWhoHas("question", List.of("x"));
    asked.state().toScheduler.get(0).add(question);
    asked.state().toScheduler.get(0).add(question);
    asked.apply(text.parse("A>S"));
    asked.apply(text.parse("A>S"));
    asked.apply(text.parse("client releases x, y"));
    return new WorldText(asked).messages(delivery).stream().map(MessageText::name).toList();
  }

  @Test
  void a_task_that_awaits_another_one_ends_after_it() {
    WorldSpec nested =
        new WorldSpec(
            spec.workers(),
            SmallWorlds.of("w; x", 2, FaultBudget.NONE).tasks(),
            List.of(),
            ImmutableListMultimap.of(),
            List.of("x"),
            FaultBudget.NONE,
            ImmutableMap.of("x", "w"));
    World opened = World.of(nested, LivePorts.CURRENT);
    opened.apply(choice(nested, "S>A"));
    opened.apply(choice(nested, "client wants w"));
    assertThat(opened.whyNot(choice(nested, "A thread success x")))
        .isEqualTo("x waits for the result of w");
    FairDriver.settle(opened, opened::apply);
    assertThat(RestChecks.atRest(opened)).isEmpty();
  }

  private static Choice choice(WorldSpec of, String choice) {
    return new ChoiceText(of).parse(choice);
  }

  @Test
  void a_specification_that_does_not_fit_together_is_refused() {
    assertThatThrownBy(() -> SmallWorlds.of("y<x; x", 1, FaultBudget.NONE))
        .hasMessage("task y needs x, expected an earlier task");
    assertThatThrownBy(() -> FaultBudget.NONE.with(ChoiceKind.DEATH, -1))
        .hasMessageContaining("expected 0 or more");
    assertThatThrownBy(() -> FaultBudget.NONE.with(ChoiceKind.TO_WORKER, 1))
        .hasMessageContaining("of a fault");
  }
}
