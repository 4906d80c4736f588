package io.github.workerfsm.sim.protocol;

import io.github.workerfsm.sim.explore.Model;
import io.github.workerfsm.sim.explore.Sink;
import io.github.workerfsm.sim.explore.Standing;
import io.github.workerfsm.sim.world.InternTable;
import io.github.workerfsm.sim.world.WorldHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A protocol as a model for the explorer. A state is one number for each part: there are few images
 * of a machine and few contents of a channel, and many combinations. Whole images are compared, so
 * that two parts with one number are noticed, not mixed up.
 *
 * <p>One thread uses an instance; those of one exploration come from one call of {@link #of} and
 * share the parts that they have met.
 */
public final class ProtocolModel implements Model {
  private final Protocol protocol;
  private final InternTable<Part> parts;
  private final Map<Object, Part> known = new HashMap<>();
  private final List<Object> loaded = new ArrayList<>();
  private final List<Protocol.Property> properties = new ArrayList<>();
  private final long[] initial;
  private final long[] scratch;

  private ProtocolModel(Protocol protocol, InternTable<Part> parts) {
    this.protocol = protocol;
    this.parts = parts;
    properties.add(Protocol.Common.LEGAL);
    properties.addAll(protocol.properties());
    List<Object> start = protocol.save();
    initial = new long[start.size()];
    scratch = new long[start.size()];
    save(initial);
  }

  /** Models of one exploration, each with a protocol of its own. */
  static Supplier<ProtocolModel> of(Supplier<? extends Protocol> protocols) {
    InternTable<Part> parts = new InternTable<>();
    return () -> new ProtocolModel(protocols.get(), parts);
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
    load(state);
    List<Integer> choices = protocol.choices();
    for (int i = 0; i < choices.size(); i++) {
      int action = choices.get(i);
      if (i > 0) {
        protocol.load(loaded);
      }
      Protocol.Property broken = protocol.apply(action);
      if (broken != null) {
        sink.violation(action, properties.indexOf(broken));
        continue;
      }
      save(scratch);
      // Nobody waits any more: then the passing of time is no step.
      if (!Arrays.equals(scratch, 0, scratch.length, state, 0, scratch.length)) {
        System.arraycopy(scratch, 0, sink.next(), 0, scratch.length);
        sink.add(action);
      }
    }
  }

  private void load(long[] state) {
    loaded.clear();
    for (int i = 0; i < initial.length; i++) {
      Part part = parts.find(state[i]);
      if (part == null) {
        throw new IllegalStateException("no part has the number " + state[i]);
      }
      loaded.add(part.content);
    }
    protocol.load(loaded);
  }

  private void save(long[] out) {
    List<Object> contents = protocol.save();
    for (int i = 0; i < contents.size(); i++) {
      Object content = contents.get(i);
      Part part = known.get(content);
      if (part == null) {
        part = parts.add(new Part(number(content), content));
        if (!part.content.equals(content)) {
          throw new IllegalStateException(part.content + " has the number of " + content);
        }
        known.put(content, part);
      }
      out[i] = part.number();
    }
  }

  private static long number(Object content) {
    long number = WorldHash.of(content.toString());
    return number == 0 ? 1 : number;
  }

  @Override
  public Standing standing(long[] state) {
    load(state);
    return protocol.standing();
  }

  @Override
  public String invariant(int number) {
    return properties.get(number).phrase();
  }

  @Override
  public boolean fault(int action) {
    return Protocol.fault(action);
  }

  @Override
  public String label(int action) {
    return protocol.label(action);
  }

  @Override
  public String identity() {
    return protocol.identity();
  }
}
