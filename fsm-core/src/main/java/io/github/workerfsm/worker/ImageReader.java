package io.github.workerfsm.worker;

import io.github.workerfsm.check.IllegalImageException;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.Role;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Reads an image into a {@link Restoration}, and refuses whatever the writer has not written. */
final class ImageReader {
  private static final TaskState[] STATES = TaskState.values();

  private final byte[] image;
  private final Symbols symbols;
  private final Restoration to;
  private int at;
  private int oldest = -1;

  private ImageReader(byte[] image, Symbols symbols, Restoration to) {
    this.image = image;
    this.symbols = symbols;
    this.to = to;
  }

  /**
   * Reads the image.
   *
   * @throws IllegalImageException saying where and why it is none
   */
  static void read(byte[] image, Symbols symbols, Restoration to) {
    ImageReader reader = new ImageReader(image, symbols, to);
    try {
      reader.read();
    } catch (IllegalArgumentException e) {
      throw new IllegalImageException("image, before byte " + reader.at + ": " + e.getMessage());
    }
  }

  private void read() {
    long version = number();
    if (version != ImageFormat.VERSION) {
      throw new IllegalArgumentException(
          "the version is " + version + ", expected " + ImageFormat.VERSION);
    }
    int flags = flags(0xF);
    int excess = (flags & ImageFormat.EXCESS) == 0 ? 0 : integer();
    long unaccounted = (flags & ImageFormat.UNACCOUNTED) == 0 ? 0 : signed();
    TreeMap<String, Double> available = (flags & ImageFormat.AMOUNTS) == 0 ? null : amounts();
    int peers = count();
    int tasks = count();
    to.begin(tasks, peers);
    to.running = (flags & ImageFormat.RUNNING) != 0;
    to.excess = excess;
    to.unaccounted = unaccounted;
    to.available = available;
    parts(peers, tasks);
    to.nextGeneration = -(oldest + 1);
    if (at != image.length) {
      throw new IllegalArgumentException(
          "something follows, expected an image of " + at + " bytes, not " + image.length);
    }
  }

  private void parts(int peers, int tasks) {
    long last = -1;
    for (int i = 0; i < peers; i++) {
      long coded = number();
      last = ascending(coded >>> 1, last);
      to.add(symbols.address((int) last)).busy = (coded & 1) != 0;
    }
    last = -1;
    for (int i = 0; i < tasks; i++) {
      last = ascending(integer(), last);
      task(symbols.key((int) last));
    }
    for (int i = 0; i < tasks; i++) {
      for (int left = count(); left > 0; left--) {
        long coded = number();
        to.link(i, place(coded >>> 2), (coded & 1) != 0, (coded & 2) != 0);
      }
    }
    for (int i = 0; i < tasks; i++) {
      consumers(to.task(i));
    }
    for (int i = 0; i < peers; i++) {
      transfer(to.peer(i));
      queue(to.peer(i));
    }
    queue(to.ready);
    queue(to.constrained);
    for (int i = 0; i < tasks; i++) {
      to.task(i).role(roleOf(to.task(i)));
    }
  }

  private void task(String key) {
    int stateAndBits = flags(0x7F);
    int bits = flags(0xFF);
    int state = stateAndBits & ImageFormat.STATE;
    if (state >= STATES.length) {
      throw new IllegalArgumentException(
          "task " + key + " has state " + state + ", expected less than " + STATES.length);
    }
    TaskNode task = to.add(key, STATES[state]);
    task.dismissed((stateAndBits & ImageFormat.DISMISSED) != 0);
    task.promised((bits & ImageFormat.PROMISED) != 0);
    int spec = (bits & ImageFormat.SPEC) != 0 ? integer() : -1;
    task.spec = spec < 0 ? null : symbols.spec(spec);
    TaskSpec started = task.spec;
    if ((bits & ImageFormat.OTHER_RUN) != 0) {
      int other = integer();
      started = symbols.spec(other);
      // two assignments that are told apart although they say the same
      started = other == spec ? started.copy() : started;
    }
    if ((stateAndBits & ImageFormat.STARTED) != 0) {
      if (started == null) {
        throw new IllegalArgumentException(
            "a thread runs task " + key + " without a specification, expected one");
      }
      task.claim(started);
      task.seceded((stateAndBits & ImageFormat.SECEDED) != 0);
    } else if ((bits & ImageFormat.OTHER_RUN) != 0 || (stateAndBits & ImageFormat.SECEDED) != 0) {
      throw new IllegalArgumentException(
          "no thread runs task " + key + ", expected nothing to be said of its run");
    }
    if ((bits & ImageFormat.PRIORITY) != 0) {
      task.priority = symbols.priority(integer());
    }
    if ((bits & ImageFormat.AGED) != 0) {
      task.generation = generation(integer());
    }
    if ((bits & ImageFormat.CONTENT) != 0) {
      long coded = number();
      int symbol = symbol(coded >>> 1);
      task.content = (coded & 1) == 0 ? symbols.value(symbol) : symbols.failure(symbol);
    }
    if ((bits & ImageFormat.SIZED) != 0) {
      task.nbytes = size();
    }
    if ((bits & ImageFormat.SUSPICION) != 0) {
      task.suspicion = (short) integer();
    }
    int holders = count();
    long last = -1;
    for (int i = 0; i < holders; i++) {
      last = ascending(integer(), last);
      to.hold(task, to.peer((int) last));
    }
  }

  /** What is wanted of a task follows from its state, as far as it is of consequence. */
  private static Role roleOf(TaskNode task) {
    return switch (task.state()) {
      case WAITING_FOR_DEPENDENCIES, READY, CONSTRAINED, EXECUTING, LONG_RUNNING -> Role.COMPUTE;
      case FETCH, MISSING, FLIGHT -> Role.FETCH;
      case RESCHEDULED -> task.claimedByThread() ? Role.FETCH : Role.COMPUTE;
      case NEW, MEMORY, ERROR, CANCELLED, RELEASED, FORGOTTEN -> Role.NONE;
    };
  }

  private void consumers(TaskNode task) {
    Edge first = task.firstConsumer;
    if (first == null || task.consumerAfter(first) == null || flags(1) == 0) {
      return;
    }
    List<TaskNode> consumers = new ArrayList<>();
    for (Edge edge = first; edge != null; edge = task.consumerAfter(edge)) {
      consumers.add(to.task(place(number())));
    }
    Restoration.orderConsumers(task, consumers);
  }

  private void transfer(Peer peer) {
    int coded = count();
    if (coded == 0) {
      return;
    }
    long nbytes = size();
    TaskNode[] asked = new TaskNode[coded - 1];
    for (int i = 0; i < asked.length; i++) {
      long one = number();
      asked[i] =
          (one & 1) == 0
              ? to.task(place(one >>> 1))
              : Restoration.absent(symbols.key(symbol(one >>> 1)));
    }
    to.open(peer, asked, nbytes);
  }

  private void queue(TaskQueue queue) {
    for (long coded = number(); coded != 0; coded = number()) {
      long entry = coded - 1;
      TaskNode task = to.task(place(entry >>> 2));
      boolean member = (entry & ImageFormat.MEMBER) != 0;
      if ((entry & ImageFormat.OTHER_PRIORITY) == 0) {
        to.queue(queue, task, member);
      } else {
        Priority priority = symbols.priority(integer());
        int rank = integer();
        int generation = rank == 0 ? Priority.NO_GENERATION : generation(rank - 1);
        to.queue(queue, task, priority, generation, member);
      }
    }
  }

  private int generation(int rank) {
    oldest = Math.max(oldest, rank);
    return -rank;
  }

  private TreeMap<String, Double> amounts() {
    TreeMap<String, Double> amounts = new TreeMap<>();
    for (int left = count(); left > 0; left--) {
      StringBuilder name = new StringBuilder();
      for (int rest = count(); rest > 0; rest--) {
        name.append((char) integer());
      }
      amounts.put(name.toString(), Double.longBitsToDouble(number()));
    }
    return amounts;
  }

  // ---- numbers

  private long number() {
    long number = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at == image.length) {
        throw new IllegalArgumentException("the image ends, expected more of it");
      }
      byte next = image[at++];
      number |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return number;
      }
    }
    throw new IllegalArgumentException("a number goes on, expected at most ten bytes");
  }

  private long signed() {
    long coded = number();
    return coded >>> 1 ^ -(coded & 1);
  }

  private int integer() {
    return symbol(number());
  }

  private static int symbol(long number) {
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          Long.toUnsignedString(number) + " is too large, expected at most " + Integer.MAX_VALUE);
    }
    return (int) number;
  }

  private long size() {
    long size = number();
    if (size < 0) {
      throw new IllegalArgumentException("a size is " + size + ", expected 0 or more");
    }
    return size;
  }

  /** A count of things each of which takes a byte or more. */
  private int count() {
    long count = number();
    if (count < 0 || count > image.length - at + 1L) {
      throw new IllegalArgumentException(
          Long.toUnsignedString(count) + " things follow, expected what fits into the rest");
    }
    return (int) count;
  }

  private int place(long place) {
    return (int) Math.min(place < 0 ? Integer.MAX_VALUE : place, Integer.MAX_VALUE);
  }

  private int flags(int known) {
    long flags = number();
    if ((flags & ~known) != 0) {
      throw new IllegalArgumentException(
          "bits " + Long.toHexString(flags) + ", expected among " + Integer.toHexString(known));
    }
    return (int) flags;
  }

  private long ascending(long number, long last) {
    if (number <= last) {
      throw new IllegalArgumentException(
          number + " follows " + last + ", expected them in ascending order");
    }
    return symbol(number);
  }
}
