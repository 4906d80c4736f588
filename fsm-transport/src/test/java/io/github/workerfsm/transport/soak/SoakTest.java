package io.github.workerfsm.transport.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** T-S2 over many connections in small, by counts instead of time; {@link Soak} is the long run. */
@Timeout(120)
class SoakTest {
  @Test
  void t_s2_what_was_accepted_is_confirmed_or_reported_lost_though_peers_are_killed()
      throws Exception {
    long seed = Long.getLong("fsm.fuzz.seed", 20_260_104L);
    System.out.println("soak: seed " + seed);
    Soak soak = new Soak(5, 10, 0, seed);
    for (int kills = 0; kills < 5; kills++) {
      long enough = soak.delivered() + 1_000;
      while (soak.delivered() < enough) {
        soak.tick();
      }
      soak.kill();
    }
    assertThat(soak.end(null)).isEmpty();
  }
}
