package io.github.workerfsm.sim.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** The scheduler among real worker machines, whatever happens, and in whatever order. */
@PropertyDefaults(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
class TownPropertyTest {

  @Provide
  Arbitrary<List<int[]>> choices() {
    return Arbitraries.integers()
        .between(0, 1_000_000)
        .array(int[].class)
        .ofSize(2)
        .list()
        .ofMinSize(10)
        .ofMaxSize(150);
  }

  @Property
  void when_peace_comes_every_wanted_key_has_an_outcome_and_all_agree(
      @ForAll("choices") List<int[]> choices) {
    Town town = new Town();
    choices.forEach(choice -> town.take(choice[0], choice[1]));
    town.drain();
    assertThat(town.disagreements()).as(town.tail()).isEmpty();
  }

  @Property
  void when_nothing_is_wanted_nothing_is_left_anywhere(@ForAll("choices") List<int[]> choices) {
    Town town = new Town();
    choices.forEach(choice -> town.take(choice[0], choice[1]));
    town.drain();
    town.releaseAll();
    town.drain();
    assertThat(town.leftovers()).as(town.tail()).isEmpty();
  }
}
