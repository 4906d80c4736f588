package io.github.workerfsm.sim.explore.cluster;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.explore.Model;
import io.github.workerfsm.sim.explore.Sink;
import io.github.workerfsm.sim.explore.Standing;
import io.github.workerfsm.sim.world.Choice;
import io.github.workerfsm.sim.world.ChoiceKind;
import io.github.workerfsm.sim.world.ChoiceText;
import io.github.workerfsm.sim.world.LoneDelivery;
import io.github.workerfsm.sim.world.RestChecks;
import io.github.workerfsm.sim.world.Violation;
import io.github.workerfsm.sim.world.World;
import io.github.workerfsm.sim.world.WorldCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * A simulated cluster, explored on the classes that run in production.
 *
 * <h2>Why it is fast</h2>
 *
 * <p>A state of the cluster is a combination of states of its parts, and there are few of those:
 * some thousand states of a worker make millions of states of the cluster. Machines and scheduler
 * are deterministic, so each is asked once what it does in one of its states at one event, and the
 * answer is remembered ({@link RememberingWorker}, {@link RememberingScheduler}); to be asked, it
 * is put in that state from its image. What the explorer does a million times is the world's: look
 * an answer up, move messages, and put the numbers of the parts together ({@link WorldCodec}).
 *
 * <h2>Why it is finite</h2>
 *
 * <p>Identifiers of runs and of requests for stealing are the lowest that nobody refers to;
 * stimulus ids, counters and the run that a value comes from are in no image; generations are
 * ranks.
 *
 * <p>One thread uses an instance; the instances of one exploration come from one {@link Cluster}.
 */
public final class ClusterModel implements Model {
  private final Cluster cluster;
  private final World world;
  private final WorldCodec codec;
  private final LoneDelivery delivery;
  private final MemoryFormat memory;
  private final long[] initial;

  ClusterModel(Cluster cluster, ClusterMemory memory) {
    this.cluster = cluster;
    RememberingPorts ports = new RememberingPorts(cluster, memory);
    this.world = World.of(cluster.spec(), ports);
    this.world.checkInvariants(false);
    this.codec = new WorldCodec(world, memory.parts, ports.workers(), ports.party());
    ports.usedBy(codec::identifiers);
    this.delivery = new LoneDelivery(world, codec);
    this.memory = new MemoryFormat(memory, ports, codec);
    this.initial = new long[codec.words()];
    codec.save(initial);
  }

  @Override
  public int words() {
    return initial.length;
  }

  @Override
  public void initial(long[] out) {
    System.arraycopy(initial, 0, out, 0, initial.length);
  }

  @Override
  public void successors(long[] state, Sink sink) {
    codec.load(state);
    List<Choice> choices = world.choices();
    for (int i = 0; i < choices.size(); i++) {
      if (i > 0) {
        codec.reload();
      }
      Choice choice = choices.get(i);
      world.applyOffered(choice);
      if (world.sound()) {
        codec.save(sink.next());
        sink.add(ActionCode.of(choice));
      } else {
        sink.violation(ActionCode.of(choice), number(world.violations().get(0)));
      }
    }
  }

  @Override
  public boolean ample(long[] state, Sink sink) {
    codec.load(state);
    for (int w = 0; w < cluster.spec().workers().size(); w++) {
      if (delivery.alone(w)) {
        Choice choice = Choice.at(ChoiceKind.TO_WORKER, w);
        world.apply(choice);
        if (delivery.unseen(w)) {
          codec.save(sink.next());
          sink.add(ActionCode.of(choice));
          return true;
        }
        codec.load(state);
      }
    }
    return false;
  }

  private static int number(Violation violation) {
    return WorldCodec.PROPERTIES.indexOf(violation.property());
  }

  @Override
  public int violated(long[] state) {
    return codec.violated(state);
  }

  @Override
  public String invariant(int number) {
    return WorldCodec.PROPERTIES.get(number);
  }

  @Override
  public Standing standing(long[] state) {
    codec.load(state);
    if (RestChecks.atRest(world).isEmpty()) {
      return Standing.GOAL;
    }
    return world.waitsForWorkers() ? Standing.SPENT : Standing.WAITING;
  }

  @Override
  public boolean fault(int action) {
    return ActionCode.kind(action).fault();
  }

  @Override
  public String label(int action) {
    return new ChoiceText(world.spec()).print(ActionCode.choice(action));
  }

  @Override
  public String identity() {
    return cluster.identity();
  }

  @Override
  public void writeMemory(DataOutput out) throws IOException {
    memory.write(out);
  }

  @Override
  public void readMemory(DataInput in) throws IOException {
    memory.read(in);
  }

  /** The choices that actions stand for. */
  public static ImmutableList<Choice> choices(List<Integer> actions) {
    return actions.stream().map(ActionCode::choice).collect(ImmutableList.toImmutableList());
  }
}
