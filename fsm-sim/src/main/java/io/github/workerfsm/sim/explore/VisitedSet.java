package io.github.workerfsm.sim.explore;

/**
 * The states seen so far. Many threads add at once; each does so between {@link #enter} and {@link
 * #leave}, so that a growing set can wait until all are out.
 */
sealed interface VisitedSet permits FingerprintSet, ExactSet {

  /** Was there already. */
  int SEEN = 0;

  /** Was not there, and is now. */
  int ADDED = 1;

  /** Was not there, and the memory bound leaves no room for it. */
  int FULL = 2;

  /** Opens a stretch of calls to {@link #add} by the calling thread. */
  void enter();

  /** Closes the stretch. Others may wait for it: a stretch is short. */
  void leave();

  /**
   * {@link #SEEN}, {@link #ADDED} or {@link #FULL}. {@code fingerprint} is that of {@code state}.
   */
  int add(long fingerprint, long[] state);

  /**
   * Reads where {@code fingerprint} would be, so that it is in the processor's cache when it is
   * added. The result means nothing; the caller keeps it, or the compiler would drop the read.
   */
  long touch(long fingerprint);

  /** How many states are in the set. */
  long size();

  /** Bytes of its arrays. */
  long bytes();

  /** Nothing is added from now on; {@link #place} and {@link #places} have a meaning. */
  void freeze();

  /**
   * A number below {@link #places} that belongs to this state alone, or -1 if it is not in the set.
   */
  int place(long fingerprint, long[] state);

  /** The {@link #place} of a state with this fingerprint, or -1. */
  int placeOf(long fingerprint);

  /** One more than the largest {@link #place}. Throws if there are more than 2^31 - 1 of them. */
  int places();

  /** The fingerprint of the state at {@code place}. */
  long fingerprintAt(int place);

  /**
   * How many states share their fingerprint with an earlier one, or -1 if this set cannot know
   * because it keeps nothing else.
   */
  long collisions();
}
