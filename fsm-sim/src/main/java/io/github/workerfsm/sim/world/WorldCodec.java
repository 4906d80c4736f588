package io.github.workerfsm.sim.world;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.worker.Inventory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The state of a world as a few longs, and back, for an explorer.
 *
 * <h2>Parts with numbers</h2>
 *
 * <p>A world has few parts: the scheduler, the client with what is left of the budget, and of each
 * worker its process with runs and transfers, the channel to it and the channel from it. Each part
 * takes few different values compared with the world as a whole, which is a combination of them. So
 * every value of a part is kept once, in a {@link Dictionary} that all threads share, under a
 * number of 64 bits that is a hash of its content, and a world is as many numbers as it has parts.
 * Going back to a state is looking its parts up; most steps change two of them, and the others keep
 * their numbers.
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

  /** Words of the scheduler and of the client; then follow those of the workers. */
  private static final int SCHEDULER = 0;

  private static final int CLIENT = 1;
  private static final int WORKERS = 2;

  /** Of a worker: its side, the channel to it and the channel from it. */
  private static final int PARTS_PER_WORKER = 3;

  private final World world;
  private final WorldState state;
  private final Dictionary dictionary;
  private final ImmutableList<? extends ResumablePort> workers;
  private final ResumablePort scheduler;

  /** Of the state that was loaded last; null before the first. */
  private @Nullable PartyState books;

  private @Nullable ClientPart client;
  private final @Nullable SidePart[] sides;
  private final @Nullable ChannelPart[] toWorkers;
  private final @Nullable ChannelPart[] toSchedulers;

  /** What channels become when a message is appended. */
  private final Recall<ChannelPart> appended = new Recall<>(16);

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
    this.sides = new @Nullable SidePart[state.workers()];
    this.toWorkers = new @Nullable ChannelPart[state.workers()];
    this.toSchedulers = new @Nullable ChannelPart[state.workers()];
  }

  /** The values of all parts that have been met, shared by the codecs of one exploration. */
  public static final class Dictionary {
    final InternTable<ClientPart> clients = new InternTable<>();
    final InternTable<SidePart> sides = new InternTable<>();
    final InternTable<ChannelPart> channels = new InternTable<>();

    /** An empty dictionary. */
    public Dictionary() {}

    /** How many values there are. */
    public long size() {
      return clients.size() + sides.size() + channels.size();
    }
  }

  /** Writes the dictionary; the world is in some other state afterwards. */
  public void writeDictionary(DataOutput out) throws IOException {
    new DictionaryFormat(state, workers.get(0), dictionary).write(out);
  }

  /**
   * Adds what {@link #writeDictionary} has written to the dictionary. All states of parties that it
   * refers to must be known to them.
   */
  public void readDictionary(DataInput in) throws IOException {
    new DictionaryFormat(state, workers.get(0), dictionary).read(in);
  }

  /** Longs of a state. */
  public int words() {
    return WORKERS + PARTS_PER_WORKER * state.workers();
  }

  /** Writes the present state. What has not changed since the last load has the number it had. */
  public void save(long[] out) {
    out[SCHEDULER] = scheduler.state().number;
    ClientPart loaded = client;
    out[CLIENT] = loaded != null && loaded.isIn(state) ? loaded.number : client();
    for (int w = 0, first = WORKERS; w < state.workers(); w++, first += PARTS_PER_WORKER) {
      PartyState local = local(w);
      SidePart side = sides[w];
      out[first] = side != null && side.isIn(state, w, local) ? side.number : side(w, local);
      out[first + 1] = channel(true, toWorkers[w], state.toWorker.get(w)).number;
      out[first + 2] = channel(false, toSchedulers[w], state.toScheduler.get(w)).number;
    }
  }

  /** Goes back to a state that was written with the same dictionary. */
  public void load(long[] from) {
    lookUp(from);
    reload();
  }

  /** Finds the parts of a state; those that the last one had too are at hand. */
  private void lookUp(long[] from) {
    if (books == null || books.number != from[SCHEDULER]) {
      books = scheduler.known(from[SCHEDULER]);
    }
    if (client == null || client.number != from[CLIENT]) {
      client = found(dictionary.clients.find(from[CLIENT]));
    }
    for (int w = 0, first = WORKERS; w < state.workers(); w++, first += PARTS_PER_WORKER) {
      SidePart side = sides[w];
      if (side == null || side.number != from[first]) {
        sides[w] = found(dictionary.sides.find(from[first]));
      }
      toWorkers[w] = found(toWorkers[w], from[first + 1]);
      toSchedulers[w] = found(toSchedulers[w], from[first + 2]);
    }
  }

  private ChannelPart found(@Nullable ChannelPart last, long number) {
    return last != null && last.number == number ? last : found(dictionary.channels.find(number));
  }

  /** Goes back once more to the state of the last {@link #load}, without looking anything up. */
  public void reload() {
    scheduler.resume(found(books));
    found(client).load(state);
    for (int w = 0; w < state.workers(); w++) {
      SidePart side = found(sides[w]);
      side.load(state, w);
      PartyState local = side.local;
      if (local == null) {
        world.exchange().seat(w, null);
      } else {
        ResumablePort worker = workers.get(w);
        worker.resume(local);
        world.exchange().seat(w, (WorkerPort) worker);
      }
      found(toWorkers[w]).load(state.toWorker.get(w));
      found(toSchedulers[w]).load(state.toScheduler.get(w));
    }
    world.exchange().checks().forget();
  }

  /** Position in {@link #PROPERTIES} of one that a state violates, or -1. */
  public int violated(long[] words) {
    lookUp(words);
    int violated = found(books).violated;
    for (int w = 0; violated < 0 && w < state.workers(); w++) {
      violated = found(sides[w]).violated;
    }
    return violated;
  }

  /** Every identifier of a run or a request for stealing that anybody but the scheduler names. */
  public long identifiers() {
    long used = 0;
    for (int w = 0; w < state.workers(); w++) {
      used |= identifiers(w, 0);
    }
    return used;
  }

  /**
   * Every such identifier that the worker, its threads and its channels name, but for the oldest
   * messages from it, {@code heard} of them.
   */
  long identifiers(int w, int heard) {
    long used = channel(true, toWorkers[w], state.toWorker.get(w)).identifiers;
    Fifo<Instruction.ToScheduler> outbox = state.toScheduler.get(w);
    if (heard == 0) {
      used |= channel(false, toSchedulers[w], outbox).identifiers;
    } else {
      for (int i = heard; i < outbox.size(); i++) {
        used |= Identifiers.of(state.spec, outbox.get(i));
      }
    }
    PartyState local = local(w);
    SidePart side = sides[w];
    return used
        | (side != null && side.isIn(state, w, local)
            ? side.identifiers
            : ofSide(local, state.runs.get(w)));
  }

  static long ofSide(@Nullable PartyState local, Fifo<OpenRun> runs) {
    long used = local == null ? 0 : local.identifiers;
    for (int i = 0; i < runs.size(); i++) {
      used |= Identifiers.ofRun(runs.get(i).key(), runs.get(i).run());
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

  private long client() {
    long hash = WorldHash.mix(state.faults, state.wanted);
    hash = WorldHash.mix(hash, state.kept);
    hash = WorldHash.mix(hash, state.secured * 2 + (state.scheduled ? 1 : 0));
    // Most are 0, and terms of a sum do not wait for each other.
    for (int i = 0; i < state.budget.length; i++) {
      hash += state.budget[i] == 0 ? 0 : WorldHash.mix(i, state.budget[i]);
    }
    for (int i = 0; i < state.function.length; i++) {
      hash += state.function[i] == 0 ? 0 : WorldHash.mix(-1 - i, state.function[i]);
    }
    if (dictionary.clients.find(hash) == null) {
      dictionary.clients.add(new ClientPart(hash, state));
    }
    return hash;
  }

  private long side(int w, @Nullable PartyState local) {
    long hash = WorldHash.mix(state.process[w].ordinal(), state.incarnation[w]);
    hash = WorldHash.mix(hash, state.registered[w]);
    hash = WorldHash.mix(hash, (state.silent[w] ? 1 : 0) + (state.leaving[w] ? 2 : 0));
    hash = WorldHash.mix(hash, state.unserved[w]);
    hash = WorldHash.mix(hash, state.retries[w]);
    hash = WorldHash.mix(hash, local == null ? 0 : local.number);
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
      dictionary.sides.add(new SidePart(hash, state, w, local, violated(w), ofSide(local, runs)));
    }
    return hash;
  }

  /** The state of the machine; null when there is none that goes on. */
  private @Nullable PartyState local(int w) {
    return state.connected(w) ? workers.get(w).state() : null;
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
    int property = checks.sound() ? -1 : PROPERTIES.indexOf(checks.found().get(0).property());
    checks.forget();
    return property;
  }

  /** What a channel has become that was this part, or of which nothing is known. */
  private ChannelPart channel(boolean toWorker, @Nullable ChannelPart loaded, Fifo<?> channel) {
    if (loaded == null) {
      return part(toWorker, channel.contents());
    }
    if (loaded.isIn(channel)) {
      return loaded;
    }
    int taken = channel.takenOf(loaded.messages);
    if (taken < 0) {
      return part(toWorker, channel.contents());
    }
    ChannelPart part = loaded;
    for (int i = 0; i < taken; i++) {
      part = rest(part);
    }
    for (int i = loaded.messages.length - taken; i < channel.size(); i++) {
      part = with(part, channel.get(i));
    }
    return part;
  }

  private ChannelPart rest(ChannelPart part) {
    ChannelPart rest = part.rest;
    if (rest == null) {
      rest = part(part.toWorker, part.withoutOldest());
      part.rest = rest;
    }
    return rest;
  }

  private ChannelPart with(ChannelPart part, Object message) {
    ChannelPart more = appended.get(part, message);
    if (more == null) {
      more = part(part.toWorker, part.with(message));
      appended.put(part, message, more);
    }
    return more;
  }

  private ChannelPart part(boolean toWorker, @Nullable Object[] messages) {
    long number = ChannelPart.numberOf(toWorker, messages);
    ChannelPart known = dictionary.channels.find(number);
    if (known != null) {
      return known;
    }
    long identifiers = ChannelPart.identifiersOf(state.spec, messages);
    return dictionary.channels.add(new ChannelPart(number, toWorker, messages, identifiers));
  }
}
