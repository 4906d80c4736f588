package io.github.workerfsm.transport.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The frame: layout, limits, and that garbage is refused and never thrown about. */
class FramesTest {
  private static final int MAX = 1 << 20;
  private static final Frame FRAME =
      Frame.of(FrameType.STREAM_ITEM, 7, new byte[] {1, 2}, new byte[] {3, 4, 5}).numbered(9);

  @Test
  void a_frame_has_these_bytes() {
    assertThat(HexFormat.of().formatHex(Frames.encode(FRAME)))
        .startsWith(
            "0000001d" + "51" + "26" + "0000" + "00000007" + "0000000000000009" + "00000002")
        .endsWith("0102030405")
        .hasSize(2 * FRAME.wireBytes());
  }

  @Test
  void what_was_encoded_is_decoded() {
    ByteBuffer in = ByteBuffer.wrap(Frames.encode(FRAME));
    assertThat(Frames.decode(in, MAX)).isEqualTo(FRAME);
    assertThat(in.remaining()).isZero();
  }

  @Test
  void the_checksum_of_a_header_is_crc32c_of_its_bytes() {
    Random random = new Random(20_260_105L);
    for (int n = 0; n < 10_000; n++) {
      int kind = random.nextInt();
      int stream = n % 3 == 0 ? 0 : random.nextInt();
      long sequence = n % 5 == 0 ? n : random.nextLong();
      int length = n % 2 == 0 ? 0 : random.nextInt();
      ByteBuffer bytes = ByteBuffer.allocate(20).putInt(kind).putInt(stream);
      java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
      crc.update(bytes.putLong(sequence).putInt(length).flip());
      assertThat(HeaderChecksum.of(kind, stream, sequence, length)).isEqualTo((int) crc.getValue());
    }
  }

  @Test
  void a_frame_that_arrives_byte_by_byte_is_incomplete_until_the_last() {
    byte[] bytes = Frames.encode(FRAME);
    for (int n = 0; n < bytes.length; n++) {
      ByteBuffer in = ByteBuffer.wrap(bytes, 0, n);
      assertThat(Frames.decode(in, MAX)).isInstanceOf(Decoded.Incomplete.class);
      assertThat(in.position()).isZero();
    }
  }

  // ---- T-F1

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 23, MAX + 1, Integer.MAX_VALUE})
  void t_f1_a_length_out_of_range_is_refused_before_anything_is_allocated(int length) {
    ByteBuffer in = ByteBuffer.allocate(4).putInt(0, length);
    assertThat(Frames.decode(in, MAX))
        .isInstanceOfSatisfying(
            Decoded.Refused.class,
            r ->
                assertThat(r.why())
                    .isEqualTo(length < 24 ? Refusal.BAD_LENGTH : Refusal.OVERSIZED));
  }

  @ParameterizedTest
  @ValueSource(ints = {24, MAX})
  void t_f1_a_length_at_the_limit_is_waited_for_without_allocating(int length) {
    ByteBuffer in = ByteBuffer.allocate(4).putInt(0, length);
    assertThat(Frames.decode(in, MAX)).isInstanceOf(Decoded.Incomplete.class);
  }

  // ---- what a header can have wrong

  @Test
  void another_version_flags_checksum_and_header_length_are_refused() {
    assertThat(refusal(b -> b.put(4, (byte) 0x52))).isEqualTo(Refusal.VERSION);
    assertThat(refusal(b -> b.put(5, (byte) 99))).isEqualTo(Refusal.CHECKSUM);
    assertThat(refusal(b -> rechecked(b.putShort(6, (short) 1)))).isEqualTo(Refusal.FLAGS);
    assertThat(refusal(b -> rechecked(b.putInt(20, 6)))).isEqualTo(Refusal.HEADER_LENGTH);
    assertThat(refusal(b -> rechecked(b.putInt(20, -1)))).isEqualTo(Refusal.HEADER_LENGTH);
    assertThat(Refusal.VERSION.code()).isEqualTo(1);
  }

  @Test
  void a_type_header_over_its_limit_is_refused() {
    Frame large = Frame.of(FrameType.TASK, 0, new byte[Frames.MAX_TYPE_HEADER + 1], new byte[0]);
    assertThat(Frames.decode(ByteBuffer.wrap(Frames.encode(large)), MAX))
        .isInstanceOfSatisfying(
            Decoded.Refused.class, r -> assertThat(r.why()).isEqualTo(Refusal.HEADER_LENGTH));
  }

  /** Funcx's and PR 147's bytes are no frames of ours, in particular those that stop a server. */
  @Test
  void t_a3_the_shutdown_bytes_of_another_system_are_refused() {
    ByteBuffer in = ByteBuffer.wrap(new byte[] {0, 0, 1, 1, 0, 0, 1, 1});
    assertThat(Frames.decode(in, MAX)).isInstanceOf(Decoded.Refused.class);
  }

  private static Refusal refusal(Consumer<ByteBuffer> damage) {
    ByteBuffer bytes = ByteBuffer.wrap(Frames.encode(FRAME));
    damage.accept(bytes);
    return ((Decoded.Refused) Frames.decode(bytes, MAX)).why();
  }

  private static void rechecked(ByteBuffer bytes) {
    java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
    crc.update(bytes.slice(4, 20));
    bytes.putInt(24, (int) crc.getValue());
  }

  // ---- T-F3

  /** A million here, so that every build does it; the count is an argument of the long run. */
  @Test
  void t_f3_mutated_frames_are_read_or_refused_and_nothing_is_thrown() {
    long seed = Long.getLong("fsm.fuzz.seed", 20_260_101L);
    int runs = Integer.getInteger("fsm.fuzz.frames", 1_000_000);
    System.out.println("fuzz: " + runs + " mutated frames, seed " + seed);
    Random random = new Random(seed);
    byte[] good = Frames.encode(FRAME);
    int complete = 0;
    for (int run = 0; run < runs; run++) {
      byte[] bytes = good.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      ByteBuffer in = ByteBuffer.wrap(bytes, 0, random.nextInt(bytes.length + 1));
      if (random.nextInt(4) == 0 && in.remaining() > 28) {
        rechecked(ByteBuffer.wrap(bytes));
      }
      if (Frames.decode(in, MAX) instanceof Frame) {
        complete++;
      }
    }
    assertThat(complete).isPositive();
  }
}
