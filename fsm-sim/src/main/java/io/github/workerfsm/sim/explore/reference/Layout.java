package io.github.workerfsm.sim.explore.reference;

import java.util.Arrays;

/**
 * Where things are in a packed state, always with room for 3 workers and 4 tasks, so that every
 * shift is a constant.
 *
 * <p>A <em>set</em> of tasks is 4 bits. A <em>grid</em> is 12 bits, one set for each worker: the
 * tasks that worker 0 holds, those that worker 1 holds, those that worker 2 holds.
 *
 * <p>Word 0 is the scheduler's, words 1 to W the workers', then come the messages to each worker, 2
 * a word, and those from each worker, 3 a word, the oldest first, unused places 0.
 */
final class Layout {

  /** Bits of a set. */
  static final int SET = 4;

  static final int SET_MASK = 0xF;
  static final int GRID_MASK = 0xFFF;

  /** Times a set: the set for each worker. */
  static final int ALL_WORKERS = 0x111;

  // The scheduler's word. Grids:
  /** Tasks that are processing on a worker. */
  static final int PROCESSING = 0;

  /** Tasks whose value a worker is known to have. */
  static final int HELD = 12;

  /** Tasks that are being stolen for a worker. */
  static final int THIEF = 24;

  // Sets, of tasks and of workers:
  static final int WANTED = 36;
  static final int ALIVE = 40;

  /** Workers whose death, if any, the scheduler has not noticed. */
  static final int TRUSTED = 43;

  // Budgets, 3 bits each:
  static final int STEALS = 46;
  static final int RELEASES = 49;
  static final int REREQUESTS = 52;
  static final int DEATHS = 55;
  static final int GATHER_FAILURES = 58;

  // A worker's word:
  /** The states of the tasks, see {@link TaskStates}. */
  static final int TASKS = 0;

  /** Grid: who has the tasks, as far as this worker knows. */
  static final int HOLDERS = 16;

  /** Set: tasks that this worker was once asked to compute, and whose inputs it therefore knows. */
  static final int LINKED = 28;

  /** Grid: tasks in transfer from a worker. */
  static final int GATHERS = 32;

  /** Bit: an answer about missing tasks is awaited. */
  static final int ASKED = 44;

  /** Number of messages on the way to this worker, and from it. */
  static final int INBOX_LENGTH = 45;

  static final int OUTBOX_LENGTH = 48;

  // A message to a worker, 32 bits:
  static final int INBOX_BITS = 32;
  static final int INBOX_PER_WORD = 2;

  /** Task to compute plus 1, or 0. */
  static final int COMPUTE = 0;

  /** Task to give back plus 1, or 0. */
  static final int STEAL = 3;

  static final int FREE = 6;
  static final int REMOVE_REPLICA = 10;
  static final int REFRESH = 14;

  /** Worker that is gone plus 1, or 0. */
  static final int REMOVED_WORKER = 18;

  /** Grid: who has the inputs and the tasks asked about. */
  static final int WHO_HAS = 20;

  // A message from a worker, 20 bits:
  static final int OUTBOX_BITS = 20;
  static final int OUTBOX_PER_WORD = 3;
  static final int FINISHED = 0;
  static final int ADDED = 4;
  static final int RELEASED = 8;
  static final int ASK = 12;

  /** 2 * task + 1: it stays; 2 * task + 2: it is given back; or 0. */
  static final int STEAL_ANSWER = 16;

  final int workers;
  final int channel;
  private final int inboxWords;
  private final int outboxWords;

  Layout(int workers, int channel) {
    this.workers = workers;
    this.channel = channel;
    this.inboxWords = (channel + INBOX_PER_WORD - 1) / INBOX_PER_WORD;
    this.outboxWords = (channel + OUTBOX_PER_WORD - 1) / OUTBOX_PER_WORD;
  }

  int words() {
    return 1 + workers * (1 + inboxWords + outboxWords);
  }

  /** Words of messages to one worker. */
  int inboxWords() {
    return inboxWords;
  }

  static int worker(int w) {
    return 1 + w;
  }

  private int inbox(int w) {
    return 1 + workers + w * inboxWords;
  }

  private int outbox(int w) {
    return 1 + workers * (1 + inboxWords) + w * outboxWords;
  }

  static int inboxLength(long worker) {
    return (int) (worker >>> INBOX_LENGTH) & 7;
  }

  static int outboxLength(long worker) {
    return (int) (worker >>> OUTBOX_LENGTH) & 7;
  }

  /** The oldest message to {@code w}. */
  int inboxHead(long[] state, int w) {
    return (int) state[inbox(w)];
  }

  /** The oldest message from {@code w}. */
  int outboxHead(long[] state, int w) {
    return (int) state[outbox(w)] & 0xFFFFF;
  }

  /** Takes the oldest message to {@code w} away, but for the length. */
  void popInbox(long[] state, int w) {
    int first = inbox(w);
    int last = first + inboxWords - 1;
    for (int i = first; i < last; i++) {
      state[i] = state[i] >>> INBOX_BITS | state[i + 1] << INBOX_BITS;
    }
    state[last] >>>= INBOX_BITS;
  }

  /** Takes the oldest message from {@code w} away, but for the length. */
  void popOutbox(long[] state, int w) {
    int first = outbox(w);
    int last = first + outboxWords - 1;
    for (int i = first; i < last; i++) {
      state[i] = state[i] >>> OUTBOX_BITS | (state[i + 1] & 0xFFFFF) << (2 * OUTBOX_BITS);
    }
    state[last] >>>= OUTBOX_BITS;
  }

  void clearInbox(long[] state, int w) {
    Arrays.fill(state, inbox(w), inbox(w) + inboxWords, 0);
  }

  void clearOutbox(long[] state, int w) {
    Arrays.fill(state, outbox(w), outbox(w) + outboxWords, 0);
  }

  /** Appends a message to {@code w}, after {@code length} others, but for the length. */
  void pushInbox(long[] state, int w, int length, int message) {
    state[inbox(w) + (length >> 1)] |= (message & 0xFFFFFFFFL) << ((length & 1) * INBOX_BITS);
  }

  /** Appends a message from {@code w}, after {@code length} others, but for the length. */
  void pushOutbox(long[] state, int w, int length, int message) {
    int word = length < 3 ? 0 : length < 6 ? 1 : 2;
    state[outbox(w) + word] |= (long) message << ((length - word * 3) * OUTBOX_BITS);
  }
}
