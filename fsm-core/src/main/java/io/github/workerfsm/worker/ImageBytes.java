package io.github.workerfsm.worker;

import java.util.Arrays;

/** Numbers of variable length, small ones in one byte, written to an array that grows. */
final class ImageBytes {
  private byte[] bytes = new byte[256];
  private int size;

  void clear() {
    size = 0;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** A number from 0 on; seven bits to the byte, the lowest first. */
  void number(long number) {
    if (size + 10 > bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** Any number; near to 0 is short. */
  void signed(long number) {
    number(number << 1 ^ number >> 63);
  }

  void text(String text) {
    number(text.length());
    for (int i = 0; i < text.length(); i++) {
      number(text.charAt(i));
    }
  }
}
