package io.github.workerfsm.transport.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** T-F3 in small; {@link DecoderFuzz} is the long run. */
@Timeout(60)
class DecoderFuzzTest {
  @Test
  void t_f3_after_mutated_frames_and_random_peers_a_good_peer_works_and_nothing_is_left()
      throws Exception {
    long seed = Long.getLong("fsm.fuzz.seed", 20_260_101L);
    System.out.println("fuzz: seed " + seed);
    DecoderFuzz fuzz = new DecoderFuzz(seed);
    fuzz.frames(Integer.getInteger("fsm.fuzz.frames", 200_000));
    fuzz.peers(Integer.getInteger("fsm.fuzz.peers", 100), false);
    assertThat(fuzz.wrong()).isEmpty();
  }
}
