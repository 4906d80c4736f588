package io.github.workerfsm.sim.explore.machine;

import com.google.common.hash.HashCode;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import com.google.common.primitives.Ints;
import io.github.workerfsm.sim.explore.Model;
import io.github.workerfsm.sim.explore.Sink;
import io.github.workerfsm.sim.explore.Standing;
import io.github.workerfsm.table.Engine;
import io.github.workerfsm.table.Subject;
import io.github.workerfsm.table.Transition;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The subjects of a {@link Stage}, asked for everything in every order: the explorer for any table.
 *
 * <pre>{@code
 * ExploreReport report = new Explorer(MachineModel.of(DoorStage::new)).liveness().run();
 * }</pre>
 *
 * <p>A state is a hash of 128 bits of the states of the subjects and of {@link Stage#image}. What
 * cannot be unpacked is played again: beside each state the shortest way to it is kept, and its
 * successors are found by going it once for each. That is slow and simple, and enough for the tens
 * of thousands of states that a table for itself has; a model that needs millions packs its states.
 *
 * <p>A subject that refuses is not moved, so refusals are no steps; what only a detour could grant
 * is not asked for. A step whose rule fails breaks the invariant "no rule fails".
 *
 * @param <X> the surroundings that rules work on
 * @param <S> the states
 * @param <T> what asks for a move
 * @param <C> the subject
 */
public final class MachineModel<X, S extends Enum<S>, T extends Enum<T>, C extends Subject<S>>
    implements Model {
  private static final HashFunction HASH = Hashing.murmur3_128();
  private static final long LONGEST_CHAIN = 10_000;
  private static final int DEFECT = 0;

  private final Supplier<? extends Stage<X, S, T, C>> stages;
  private final Map<HashCode, int[]> ways;
  private final List<C> subjects;
  private final List<T> requests;
  private final Stage<X, S, T, C> beginning;

  private MachineModel(Supplier<? extends Stage<X, S, T, C>> stages, Map<HashCode, int[]> ways) {
    this.stages = stages;
    this.ways = ways;
    this.beginning = stages.get();
    this.subjects = beginning.subjects();
    this.requests = beginning.engine().table().requests();
  }

  /** Instances of the model, for the explorer; they share the ways to the states. */
  public static <X, S extends Enum<S>, T extends Enum<T>, C extends Subject<S>> Supplier<Model> of(
      Supplier<? extends Stage<X, S, T, C>> stages) {
    Map<HashCode, int[]> ways = new ConcurrentHashMap<>();
    return () -> new MachineModel<>(stages, ways);
  }

  @Override
  public int words() {
    return 2;
  }

  @Override
  public void initial(long[] out) {
    write(remember(beginning, new int[0]), out);
  }

  @Override
  public void successors(long[] state, Sink sink) {
    int[] way = way(state);
    Stage<X, S, T, C> here = play(way);
    for (int which = 0; which < subjects.size(); which++) {
      C subject = here.subjects().get(which);
      for (T requested : requests) {
        if (moves(here, subject, requested)) {
          step(way, which * requests.size() + requested.ordinal(), sink);
        }
      }
    }
  }

  private void step(int[] way, int action, Sink sink) {
    Stage<X, S, T, C> there = play(way);
    try {
      ask(there, action);
    } catch (RuntimeException e) { // of a rule, whatever it throws
      sink.violation(action, DEFECT);
      return;
    }
    write(remember(there, Ints.concat(way, new int[] {action})), sink.next());
    sink.add(action);
  }

  private boolean moves(Stage<X, S, T, C> stage, C subject, T requested) {
    if ((Object) subject.state() == requested || !stage.mayAsk(subject, requested)) {
      return false;
    }
    Transition<S, T, C, ?> row = stage.engine().table().find(subject.state(), requested, subject);
    return row != null && !row.isNever();
  }

  private Stage<X, S, T, C> play(int[] way) {
    Stage<X, S, T, C> stage = stages.get();
    for (int action : way) {
      ask(stage, action);
    }
    return stage;
  }

  private void ask(Stage<X, S, T, C> stage, int action) {
    Engine<X, S, T, C> engine = stage.engine();
    C subject = stage.subjects().get(action / requests.size());
    T requested = requests.get(action % requests.size());
    engine.transition(subject, requested, stage.argument(subject, requested));
    engine.settle(LONGEST_CHAIN);
  }

  private HashCode remember(Stage<X, S, T, C> stage, int[] way) {
    StringBuilder text = new StringBuilder();
    for (C subject : stage.subjects()) {
      text.append(subject.state().ordinal()).append(' ');
    }
    HashCode hash = HASH.hashString(text.append(stage.image()), StandardCharsets.UTF_8);
    ways.putIfAbsent(hash, way);
    return hash;
  }

  private static void write(HashCode hash, long[] out) {
    ByteBuffer bytes = ByteBuffer.wrap(hash.asBytes());
    out[0] = bytes.getLong();
    out[1] = bytes.getLong();
  }

  private int[] way(long[] state) {
    byte[] bytes = ByteBuffer.allocate(16).putLong(state[0]).putLong(state[1]).array();
    return Objects.requireNonNull(
        ways.get(HashCode.fromBytes(bytes)),
        () -> "state " + Arrays.toString(state) + " is none of this model");
  }

  @Override
  public String label(int action) {
    String name = requests.get(action % requests.size()).name();
    return subjects.size() == 1 ? name : name + " " + subjects.get(action / requests.size());
  }

  @Override
  public boolean fault(int action) {
    return beginning.fault(requests.get(action % requests.size()));
  }

  @Override
  public String identity() {
    return "machine "
        + beginning.engine().table().name()
        + " "
        + beginning.engine().table().fingerprint()
        + ", "
        + subjects.size()
        + " subjects, at first "
        + beginning.image();
  }

  @Override
  public void writeMemory(DataOutput out) throws IOException {
    List<int[]> all = new ArrayList<>(ways.values());
    all.sort(Arrays::compare);
    out.writeInt(all.size());
    for (int[] way : all) {
      out.writeInt(way.length);
      for (int action : way) {
        out.writeInt(action);
      }
    }
  }

  @Override
  public void readMemory(DataInput in) throws IOException {
    int most = subjects.size() * requests.size();
    for (int left = in.readInt(); left > 0; left--) {
      int[] way = new int[0];
      for (int steps = in.readInt(); steps > 0; steps--) {
        int action = in.readInt();
        if (action < 0 || action >= most) {
          throw new IOException("there is a step " + action + ", expected one below " + most);
        }
        way = Ints.concat(way, new int[] {action});
      }
      try {
        remember(play(way), way);
      } catch (RuntimeException e) { // of the table, or of a rule
        throw new IOException("there is a way that cannot be gone: " + e.getMessage(), e);
      }
    }
  }

  @Override
  public Standing standing(long[] state) {
    return play(way(state)).ended() ? Standing.GOAL : Standing.WAITING;
  }

  @Override
  public int violated(long[] state) {
    List<Stage.Invariant> invariants = play(way(state)).invariants();
    for (int i = 0; i < invariants.size(); i++) {
      if (!invariants.get(i).holds().getAsBoolean()) {
        return i + 1;
      }
    }
    return NONE;
  }

  @Override
  public String invariant(int number) {
    return number == DEFECT ? "no rule fails" : beginning.invariants().get(number - 1).name();
  }
}
