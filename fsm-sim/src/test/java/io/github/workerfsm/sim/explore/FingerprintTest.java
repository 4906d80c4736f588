package io.github.workerfsm.sim.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  /** Every bit of a state flips every bit of the fingerprint in half of all cases. */
  @Test
  void every_bit_of_every_word_reaches_every_bit() {
    int words = 5;
    int tries = 400;
    Random random = new Random(42);
    long[] state = new long[words];
    for (int bit = 0; bit < words * 64; bit++) {
      int[] flips = new int[64];
      for (int i = 0; i < tries; i++) {
        Arrays.setAll(state, w -> random.nextLong() >>> random.nextInt(64));
        long before = Fingerprint.of(state, words);
        state[bit / 64] ^= 1L << bit % 64;
        long changed = before ^ Fingerprint.of(state, words);
        for (int b = 0; b < 64; b++) {
          flips[b] += (int) (changed >>> b & 1);
        }
      }
      for (int count : flips) {
        assertThat(count / (double) tries).isCloseTo(0.5, within(0.15));
      }
    }
  }

  /** Small numbers in several words, as packed states have: no two alike, in any half. */
  @Test
  void states_of_few_bits_do_not_collide() {
    int n = 1 << 18;
    long[] all = new long[n];
    long[] state = new long[4];
    for (int i = 0; i < n; i++) {
      for (int w = 0; w < 4; w++) {
        state[w] = (i >>> (w * 5) & 31L) << (w * 13);
      }
      all[i] = Fingerprint.of(state, 4);
    }
    assertThat(Arrays.stream(all).distinct().count()).isEqualTo(n);
    // n^2 / 2^33 pairs of 32 bits are expected to be equal by chance: 8.
    assertThat(n - Arrays.stream(all).map(f -> f >>> 32).distinct().count()).isLessThan(25);
    assertThat(n - Arrays.stream(all).map(f -> f & 0xFFFFFFFFL).distinct().count()).isLessThan(25);
  }

  @Test
  void the_place_of_a_word_matters() {
    assertThat(Fingerprint.of(new long[] {1, 2}, 2))
        .isNotEqualTo(Fingerprint.of(new long[] {2, 1}, 2));
    assertThat(Fingerprint.of(new long[] {0}, 1))
        .isNotEqualTo(Fingerprint.of(new long[] {0, 0}, 2));
  }

  @Test
  void the_expected_loss_is_the_square_over_two_to_the_65th() {
    assertThat(Fingerprint.expectedLoss(2_748_434)).isCloseTo(2.047e-7, within(1e-10));
    assertThat(Fingerprint.expectedLoss(1L << 33)).isEqualTo(2.0);
  }
}
