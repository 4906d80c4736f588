package io.github.workerfsm.sim.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** A scheduler that is stored and restored goes on as if nothing had happened. */
@PropertyDefaults(tries = 500, edgeCases = EdgeCasesMode.NONE)
class SchedulerImagePropertyTest {

  @Provide
  Arbitrary<List<int[]>> choices() {
    return Arbitraries.integers()
        .between(0, 1_000_000)
        .array(int[].class)
        .ofSize(2)
        .list()
        .ofMaxSize(80);
  }

  @Property
  void a_restored_scheduler_says_the_same_from_then_on(
      @ForAll("choices") List<int[]> before, @ForAll("choices") List<int[]> after) {
    Town town = new Town();
    before.forEach(choice -> town.take(choice[0], choice[1]));
    byte[] image = SchedulerImage.of(town.scheduler);
    Scheduler restored = SchedulerImage.restore(image, SchedulerRules.CURRENT, town.numbers.copy());
    assertThat(restored.check()).isEmpty();
    assertThat(SchedulerImage.of(restored)).isEqualTo(image);
    int here = town.told.size();
    after.forEach(choice -> town.take(choice[0], choice[1]));
    town.drain();
    List<String> said = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = here; i < town.told.size(); i++) {
      expected.add(town.told.get(i) + " -> " + town.said.get(i).stream().map(Desk::text).toList());
      said.add(
          town.told.get(i)
              + " -> "
              + restored.handle(town.told.get(i)).stream().map(Desk::text).toList());
    }
    assertThat(said).isEqualTo(expected);
    assertThat(SchedulerImage.of(restored)).isEqualTo(SchedulerImage.of(town.scheduler));
  }
}
