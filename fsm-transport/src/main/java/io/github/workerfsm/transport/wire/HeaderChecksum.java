package io.github.workerfsm.transport.wire;

import java.util.zip.CRC32C;

/**
 * CRC32C of the 20 bytes of a header, from its fields.
 *
 * <p>For a length that never changes, the checksum is a sum without carry over what each byte
 * contributes at its place. So it is looked up byte by byte, in any order, and words that are 0, as
 * most are, contribute nothing. {@link CRC32C} itself takes twice as long for so few bytes.
 */
final class HeaderChecksum {
  private static final int BYTES = 20;
  private static final int VALUES = 256;
  private static final int OF_ZEROS = crc(new byte[BYTES]);
  private static final int[] CONTRIBUTIONS = contributions();

  private HeaderChecksum() {}

  private static int crc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private static int[] contributions() {
    int[] all = new int[BYTES * VALUES];
    for (int i = 0; i < all.length; i++) {
      byte[] header = new byte[BYTES];
      header[i / VALUES] = (byte) i;
      all[i] = crc(header) ^ OF_ZEROS;
    }
    return all;
  }

  /**
   * The checksum of a header.
   *
   * @param kind version, type and flags
   */
  static int of(int kind, int stream, long sequence, int typeHeaderBytes) {
    return OF_ZEROS
        ^ word(0, kind)
        ^ word(4, stream)
        ^ word(8, (int) (sequence >>> 32))
        ^ word(12, (int) sequence)
        ^ word(16, typeHeaderBytes);
  }

  private static int word(int at, int word) {
    if (word == 0) {
      return 0;
    }
    int row = at * VALUES;
    return CONTRIBUTIONS[row + (word >>> 24)]
        ^ CONTRIBUTIONS[row + VALUES + ((word >>> 16) & 0xFF)]
        ^ CONTRIBUTIONS[row + 2 * VALUES + ((word >>> 8) & 0xFF)]
        ^ CONTRIBUTIONS[row + 3 * VALUES + (word & 0xFF)];
  }
}
