package io.github.workerfsm.transport.wire;

/** Why a connection is closed. The code travels in the goodbye. */
public enum Refusal {
  /** Not refused: the sender has finished. */
  NONE(0),
  /** The first byte is not that of version 1. */
  VERSION(1),
  /** The length is negative, or less than a header. */
  BAD_LENGTH(2),
  /** The length is over the limit. */
  OVERSIZED(3),
  /** A flag that version 1 does not have. */
  FLAGS(4),
  /** The type header is longer than the payload, or than its limit. */
  HEADER_LENGTH(5),
  /** The checksum of the header does not match. */
  CHECKSUM(6),
  /** A frame is missing before this one. */
  SEQUENCE_GAP(7),
  /** Too many frames of unknown types. */
  UNKNOWN_TYPES(8),
  /** A frame that has no place in this state of the connection. */
  PROTOCOL(9),
  /** The payload cannot be read. */
  MALFORMED(10),
  /** The handshake took too long. */
  HANDSHAKE_TIMEOUT(11),
  /** A frame took too long to complete. */
  FRAME_TIMEOUT(12),
  /** Nothing was heard for too long. */
  IDLE(13),
  /** Too many connections, from everybody or from one address. */
  ADMISSION(14),
  /** The receiver is too slow: its queue stayed full. */
  SLOW_CONSUMER(15),
  /** The identity is bound to another certificate. */
  IDENTITY(16),
  /** A newer connection of the same sender has replaced this one. */
  REPLACED(17),
  /** The socket failed or was closed by the other side. */
  CONNECTION_LOST(18);

  private final int code;

  Refusal(int code) {
    this.code = code;
  }

  /** The code on the wire. */
  public int code() {
    return code;
  }
}
