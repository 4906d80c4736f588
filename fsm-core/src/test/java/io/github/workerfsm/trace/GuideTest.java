package io.github.workerfsm.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GuideTest {

  private final Guide guide = new Guide();

  @Test
  void peers_rank_in_the_order_of_the_recorded_gathers() {
    String first = "{\"op\":\"gather-dep\",\"stimulus_id\":\"s1\",\"worker\":\"tcp://host-1:9\",";
    String rest = "\"to_gather\":[\"a\"],\"total_nbytes\":28}";
    String gather = SmallTrace.step(SmallTrace.COMPUTE).answer().instructions().get(0).toString();
    guide.follow(undetermined(SmallTrace.COMPUTE.replace(gather, first + rest + "," + gather)));

    assertThat(guide.rankPeer("tcp://host-1:9")).isLessThan(guide.rankPeer("tcp://host-1:2"));
    assertThat(guide.rankPeer("tcp://host-1:2")).isLessThan(guide.rankPeer("tcp://host-1:1"));
  }

  @Test
  void tasks_rank_in_the_order_of_their_first_transition() {
    guide.follow(undetermined(SmallTrace.COMPUTE));
    assertThat(guide.rank("b")).isLessThan(guide.rank("a"));
    assertThat(guide.rank("a")).isLessThan(guide.rank("c"));
  }

  @Test
  void every_step_makes_its_own_choices() {
    guide.follow(undetermined(SmallTrace.COMPUTE));
    guide.follow(undetermined(SmallTrace.FREED));
    assertThat(guide.rank("a")).isEqualTo(guide.rank("c"));
    assertThat(guide.rankPeer("tcp://host-1:2")).isEqualTo(guide.rankPeer("tcp://host-1:1"));
  }

  @Test
  void a_deterministic_step_leaves_no_choice() {
    guide.follow(undetermined(SmallTrace.COMPUTE));
    guide.follow(SmallTrace.step(SmallTrace.COMPUTE));
    assertThat(guide.rank("b")).isEqualTo(guide.rank("c"));
    assertThat(guide.rankPeer("tcp://host-1:2")).isEqualTo(guide.rankPeer("tcp://host-1:1"));
  }

  private static Step undetermined(String line) {
    Step step = SmallTrace.step(line);
    return new Step(step.events(), step.answer(), false, step.ordered());
  }
}
