package io.github.workerfsm.sim.world;

/**
 * One thing that happens next. Small and comparable: worker, peer and key are positions in the
 * {@link WorldSpec}, -1 where the kind has none.
 *
 * @param kind what happens
 * @param worker where, or for a steal: the thief
 * @param peer the other end of a transfer, or -1
 * @param key the task, or -1
 * @param number of several live runs of the key the which-th, oldest first, from 0; or the function
 *     of a submission
 * @param keys bit i for the key at position i, where several are meant; 0 otherwise
 */
public record Choice(ChoiceKind kind, int worker, int peer, int key, int number, long keys) {
  /** No worker, peer or key. */
  public static final int NONE = -1;

  /** The number of longs in which a choice can be written down. */
  public static final int LONGS = 2;

  /** Something that happens at a worker. */
  public static Choice at(ChoiceKind kind, int worker) {
    return new Choice(kind, worker, NONE, NONE, 0, 0);
  }

  /** Something that happens at the scheduler alone. */
  public static Choice atScheduler(ChoiceKind kind) {
    return at(kind, NONE);
  }

  /** Something that happens at the end of a transfer. */
  public static Choice transfer(ChoiceKind kind, int worker, int peer, long keys) {
    return new Choice(kind, worker, peer, NONE, 0, keys);
  }

  /** Something that happens to a run. */
  public static Choice run(ChoiceKind kind, int worker, int key, int number) {
    return new Choice(kind, worker, NONE, key, number, 0);
  }

  /** Something that is done to keys at a worker, or at none. */
  public static Choice keys(ChoiceKind kind, int worker, long keys) {
    return new Choice(kind, worker, NONE, NONE, 0, keys);
  }

  /** Something that is done to one key with a worker. */
  public static Choice key(ChoiceKind kind, int worker, int key) {
    return new Choice(kind, worker, NONE, key, 0, 0);
  }

  /** A submission of keys, all that they need included; function 0 is the one of the graph. */
  public static Choice want(long keys, int function) {
    ChoiceKind kind = function == 0 ? ChoiceKind.WANT : ChoiceKind.REDEFINE;
    return new Choice(kind, NONE, NONE, NONE, function, keys);
  }

  /** Whether nobody is obliged to let it happen. */
  public boolean fault() {
    return kind.fault();
  }

  /** Everything but {@link #keys}, in one long. */
  public long header() {
    return kind.ordinal()
        | (worker + 1L) << 8
        | (peer + 1L) << 20
        | (key + 1L) << 32
        | (long) number << 44;
  }

  /** The choice with this header and these keys. */
  public static Choice of(long header, long keys) {
    return new Choice(
        ChoiceKind.values()[(int) (header & 0xff)],
        (int) (header >>> 8 & 0xfff) - 1,
        (int) (header >>> 20 & 0xfff) - 1,
        (int) (header >>> 32 & 0xfff) - 1,
        (int) (header >>> 44),
        keys);
  }
}
