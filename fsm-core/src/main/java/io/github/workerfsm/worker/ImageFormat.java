package io.github.workerfsm.worker;

/**
 * What an image is made of, in this order. All numbers are of variable length, see {@link
 * ImageBytes}; a symbol is a number of the dictionary, a place is one among the tasks or peers of
 * the image.
 *
 * <pre>
 * version, flags
 *   EXCESS: slots beyond the threads
 *   UNACCOUNTED: bytes in transfer beyond those of open transfers, signed
 *   AMOUNTS: number of resources; of each its name and what is free of it
 * number of peers, number of tasks
 * peers, by symbol: symbol * 2 + busy
 * tasks, by symbol: symbol; state with bits; bits;
 *   SPEC, OTHER_RUN, PRIORITY: symbol;  AGED: rank of the generation
 *   CONTENT: symbol * 2 + failed;  SIZED: bytes;  SUSPICION: count
 *   number of holders, their places, ascending
 * of each task: number of inputs; of each its place * 4 + kept * 2 + awaited
 * of each task with several consumers: 0 when they are in the order of the tasks, or 1 and places
 * of each peer: 0, or number of tasks in its transfer + 1, bytes, and of each
 *     place * 2, or symbol * 2 + 1 when it has left
 *   queue
 * queue for a thread, queue for resources
 * a queue: of each entry 1 + (place * 4 + bits); 0;
 *   OTHER_PRIORITY: symbol, rank of the generation + 1, or 0 for none
 * </pre>
 */
final class ImageFormat {
  /** Changes with every change of the format, and with every change of what is of consequence. */
  static final int VERSION = 1;

  // the worker
  static final int RUNNING = 1;
  static final int EXCESS = 1 << 1;
  static final int UNACCOUNTED = 1 << 2;
  static final int AMOUNTS = 1 << 3;

  // a task, beside its state
  static final int STATE = 15;
  static final int DISMISSED = 1 << 4;
  static final int SECEDED = 1 << 5;

  /** A thread runs it: under its specification, unless OTHER_RUN names another. */
  static final int STARTED = 1 << 6;

  // what there is of a task
  static final int SPEC = 1;
  static final int OTHER_RUN = 1 << 1;
  static final int PRIORITY = 1 << 2;
  static final int AGED = 1 << 3;
  static final int CONTENT = 1 << 4;
  static final int SIZED = 1 << 5;
  static final int SUSPICION = 1 << 6;
  static final int PROMISED = 1 << 7;

  // an entry of a queue
  static final int OTHER_PRIORITY = 1;
  static final int MEMBER = 1 << 1;

  private ImageFormat() {}
}
