package io.github.workerfsm.sim.world;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.worker.Inventory;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The state of a world as a few longs, and back, for an explorer.
 *
 * <h2>Parts with numbers</h2>
 *
 * <p>A world has few parts: what is common to all, and of each worker its process with runs and
 * transfers, the channel to it and the channel from it. Each part takes few different values
 * compared with the world as a whole, which is a combination of them. So every value of a part is
 * kept once, in a {@link Dictionary} that all threads share, under a number of 64 bits that is a
 * hash of its content, and a world is as many numbers as it has parts. Going back to a state is
 * looking its parts up.
 *
 * <p>A number depends on nothing but the content: not on the thread, not on the order in which
 * states are met. Two contents with one number would be taken for one, which for a million values
 * of a part is expected 3 times in 100 million explorations.
 *
 * <p>One thread uses a codec, with a world of its own.
 */
public final class WorldCodec {
  /** The properties that a state by itself can violate, see the properties of the world. */
  public static final ImmutableList<String> PROPERTIES =
      ImmutableList.of(
          "S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9", "S10", "S11", "S12", "L6");

  /** What is common to all workers. */
  private static final int COMMON = 0;

  private static final int PARTS_PER_WORKER = 3;

  private final World world;
  private final WorldState state;
  private final Dictionary dictionary;
  private final ImmutableList<? extends ResumablePort> workers;
  private final ResumablePort scheduler;

  /** Of the state that was loaded last. */
  private final Interned[] parts;

  /**
   * A codec.
   *
   * @param world whose parties are these
   * @param workers the party at each position
   */
  public WorldCodec(
      World world,
      Dictionary dictionary,
      ImmutableList<? extends ResumablePort> workers,
      ResumablePort scheduler) {
    this.world = world;
    this.state = world.state();
    this.dictionary = dictionary;
    this.workers = workers;
    this.scheduler = scheduler;
    this.parts = new Interned[words()];
  }

  /** The values of all parts that have been met, shared by the codecs of one exploration. */
  public static final class Dictionary {
    final InternTable<Common> commons = new InternTable<>();
    final InternTable<Side> sides = new InternTable<>();
    final InternTable<Channel> channels = new InternTable<>();

    /** An empty dictionary. */
    public Dictionary() {}

    /** How many values there are. */
    public long size() {
      return commons.size() + sides.size() + channels.size();
    }
  }

  /** Longs of a state. */
  public int words() {
    return 1 + PARTS_PER_WORKER * state.workers();
  }

  /** Writes the present state. */
  public void save(long[] out) {
    out[COMMON] = common();
    for (int w = 0; w < state.workers(); w++) {
      int first = 1 + PARTS_PER_WORKER * w;
      out[first] = side(w);
      out[first + 1] = toWorker(w);
      out[first + 2] = toScheduler(w);
    }
  }

  /** Goes back to a state that was written with the same dictionary. */
  public void load(long[] from) {
    parts[COMMON] = found(dictionary.commons.find(from[COMMON]));
    for (int w = 0; w < state.workers(); w++) {
      int first = 1 + PARTS_PER_WORKER * w;
      parts[first] = found(dictionary.sides.find(from[first]));
      parts[first + 1] = found(dictionary.channels.find(from[first + 1]));
      parts[first + 2] = found(dictionary.channels.find(from[first + 2]));
    }
    reload();
  }

  /** Goes back once more to the state of the last {@link #load}, without looking anything up. */
  public void reload() {
    ((Common) parts[COMMON]).load(this);
    for (int w = 0; w < state.workers(); w++) {
      int first = 1 + PARTS_PER_WORKER * w;
      ((Side) parts[first]).load(this, w);
      ((Channel) parts[first + 1]).load(state.toWorker.get(w));
      ((Channel) parts[first + 2]).load(state.toScheduler.get(w));
    }
    world.exchange().checks().forget();
  }

  /** Position in {@link #PROPERTIES} of one that the state violates, or -1. */
  public int violated(long[] words) {
    int violated = found(dictionary.commons.find(words[COMMON])).violated;
    for (int w = 0; violated < 0 && w < state.workers(); w++) {
      violated = found(dictionary.sides.find(words[1 + PARTS_PER_WORKER * w])).violated;
    }
    return violated;
  }

  /** Every identifier of a run or a request for stealing that anybody but the scheduler names. */
  public long identifiers() {
    long used = 0;
    for (int w = 0; w < state.workers(); w++) {
      Fifo<Event> inbox = state.toWorker.get(w);
      for (int i = 0; i < inbox.size(); i++) {
        used |= Identifiers.of(state.spec, inbox.get(i));
      }
      Fifo<Instruction.ToScheduler> outbox = state.toScheduler.get(w);
      for (int i = 0; i < outbox.size(); i++) {
        used |= Identifiers.of(state.spec, outbox.get(i));
      }
      Fifo<OpenRun> runs = state.runs.get(w);
      for (int i = 0; i < runs.size(); i++) {
        used |= Identifiers.ofRun(runs.get(i).key(), runs.get(i).run());
      }
      if (state.connected(w)) {
        used |= workers.get(w).identifiers();
      }
    }
    return used;
  }

  private static <V> V found(@Nullable V part) {
    if (part == null) {
      throw new IllegalArgumentException(
          "a state of another exploration, expected one of this dictionary");
    }
    return part;
  }

  private long common() {
    long hash = WorldHash.mix(scheduler.state() + state.faults, state.wanted);
    hash = WorldHash.mix(hash, state.kept);
    hash = WorldHash.mix(hash, state.secured * 2 + (state.scheduled ? 1 : 0));
    for (int times : state.budget) {
      hash = WorldHash.mix(hash, times);
    }
    for (int function : state.function) {
      hash = WorldHash.mix(hash, function);
    }
    if (dictionary.commons.find(hash) == null) {
      dictionary.commons.add(new Common(hash, state, scheduler.state(), scheduler.violated()));
    }
    return hash;
  }

  private long side(int w) {
    long hash = WorldHash.mix(state.process[w].ordinal(), state.incarnation[w]);
    hash = WorldHash.mix(hash, state.registered[w]);
    hash = WorldHash.mix(hash, (state.silent[w] ? 1 : 0) + (state.leaving[w] ? 2 : 0));
    hash = WorldHash.mix(hash, state.unserved[w]);
    hash = WorldHash.mix(hash, state.retries[w]);
    hash = WorldHash.mix(hash, local(w));
    Inventory heard = state.heard[w];
    hash = WorldHash.mix(hash, heard == null ? 0 : WorldHash.of(heard));
    Fifo<OpenRun> runs = state.runs.get(w);
    hash = WorldHash.mix(hash, runs.size());
    for (int i = 0; i < runs.size(); i++) {
      hash = WorldHash.mix(hash, WorldHash.of(runs.get(i)));
    }
    Fifo<OpenTransfer> transfers = state.transfers.get(w);
    for (int i = 0; i < transfers.size(); i++) {
      hash = WorldHash.mix(hash, WorldHash.of(transfers.get(i)));
    }
    if (dictionary.sides.find(hash) == null) {
      dictionary.sides.add(new Side(hash, state, w, local(w), violated(w)));
    }
    return hash;
  }

  /** The state of the machine, as far as there is one that goes on. */
  private long local(int w) {
    return state.process[w] == WorldState.Process.ABSENT ? 0 : workers.get(w).state();
  }

  private int violated(int w) {
    if (state.process[w] != WorldState.Process.ALIVE) {
      return -1;
    }
    EventChecks checks = world.exchange().checks();
    checks.forget();
    checks.invariants(true);
    checks.invariants(w);
    checks.invariants(false);
    int property =
        checks.found().isEmpty() ? -1 : PROPERTIES.indexOf(checks.found().get(0).property());
    checks.forget();
    return property;
  }

  private long toWorker(int w) {
    Fifo<Event> messages = state.toWorker.get(w);
    long hash = messages.size() + 1;
    for (int i = 0; i < messages.size(); i++) {
      hash = WorldHash.mix(hash, WorldHash.of(messages.get(i)));
    }
    return channel(hash, messages);
  }

  private long toScheduler(int w) {
    Fifo<Instruction.ToScheduler> messages = state.toScheduler.get(w);
    long hash = -messages.size() - 1;
    for (int i = 0; i < messages.size(); i++) {
      hash = WorldHash.mix(hash, WorldHash.of(messages.get(i)));
    }
    return channel(hash, messages);
  }

  private long channel(long hash, Fifo<?> messages) {
    if (dictionary.channels.find(hash) == null) {
      dictionary.channels.add(new Channel(hash, messages));
    }
    return hash;
  }

  /** The messages of one channel. */
  static final class Channel extends Interned {
    private final Object[] messages;

    Channel(long number, Fifo<?> fifo) {
      super(number);
      messages = contents(fifo);
    }

    @SuppressWarnings("unchecked") // a number of one kind of channel never stands for the other
    <T> void load(Fifo<T> into) {
      into.clear();
      for (Object message : messages) {
        into.add((T) message);
      }
    }
  }

  private static Object[] contents(Fifo<?> fifo) {
    Object[] contents = new Object[fifo.size()];
    for (int i = 0; i < contents.length; i++) {
      contents[i] = fifo.get(i);
    }
    return contents;
  }

  /** A worker with what threads and transfers do for it. */
  static final class Side extends Interned {
    final int violated;
    private final WorldState.Process process;
    private final int incarnation;
    private final int registered;
    private final boolean silent;
    private final boolean leaving;
    private final long unserved;
    private final long retries;
    private final long local;
    private final @Nullable Inventory heard;
    private final Object[] runs;
    private final Object[] transfers;

    Side(long number, WorldState state, int w, long local, int violated) {
      super(number);
      this.violated = violated;
      this.local = local;
      heard = state.heard[w];
      process = state.process[w];
      incarnation = state.incarnation[w];
      registered = state.registered[w];
      silent = state.silent[w];
      leaving = state.leaving[w];
      unserved = state.unserved[w];
      retries = state.retries[w];
      runs = contents(state.runs.get(w));
      transfers = contents(state.transfers.get(w));
    }

    void load(WorldCodec codec, int w) {
      WorldState state = codec.state;
      state.process[w] = process;
      state.incarnation[w] = incarnation;
      state.registered[w] = registered;
      state.silent[w] = silent;
      state.leaving[w] = leaving;
      state.unserved[w] = unserved;
      state.retries[w] = retries;
      state.heard[w] = heard;
      Fifo<OpenRun> openRuns = state.runs.get(w);
      openRuns.clear();
      for (Object run : runs) {
        openRuns.add((OpenRun) run);
      }
      Fifo<OpenTransfer> openTransfers = state.transfers.get(w);
      openTransfers.clear();
      for (Object transfer : transfers) {
        openTransfers.add((OpenTransfer) transfer);
      }
      if (local != 0) {
        codec.workers.get(w).resume(local);
      }
      codec.world.exchange().seat(w, local == 0 ? null : (WorkerPort) codec.workers.get(w));
    }
  }

  /** What belongs to no worker. */
  static final class Common extends Interned {
    final int violated;
    private final long local;
    private final long wanted;
    private final long kept;
    private final int faults;
    private final boolean scheduled;
    private final long secured;
    private final int[] budget;
    private final int[] function;

    Common(long number, WorldState state, long local, int violated) {
      super(number);
      this.local = local;
      this.violated = violated;
      wanted = state.wanted;
      kept = state.kept;
      faults = state.faults;
      scheduled = state.scheduled;
      secured = state.secured;
      budget = Arrays.copyOf(state.budget, state.budget.length);
      function = Arrays.copyOf(state.function, state.function.length);
    }

    void load(WorldCodec codec) {
      WorldState state = codec.state;
      state.wanted = wanted;
      state.kept = kept;
      state.faults = faults;
      state.scheduled = scheduled;
      state.secured = secured;
      System.arraycopy(budget, 0, state.budget, 0, budget.length);
      System.arraycopy(function, 0, state.function, 0, function.length);
      codec.scheduler.resume(local);
    }
  }
}
