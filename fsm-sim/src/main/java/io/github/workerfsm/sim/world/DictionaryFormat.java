package io.github.workerfsm.sim.world;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.worker.Inventory;
import io.github.workerfsm.worker.InventoryEntry;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of the parts of a world as bytes, both ways, for a checkpoint. A part is put into the
 * world as an explorer does it, and then written as it is there: of the worker at the first
 * position, since a part does not say whose it is.
 *
 * <p>Numbers are written beside what they stand for, so that a state refers to the same afterwards.
 */
final class DictionaryFormat {
  private static final int FIRST = 0;

  /** Stands where the number of another part would; no part has it. */
  private static final long END = 0;

  private final WorldState state;
  private final ResumablePort worker;
  private final WorldCodec.Dictionary dictionary;
  private final RecordFormat records =
      new RecordFormat()
          .know(Event.class)
          .know(Event.Input.class)
          .know(Event.Location.class)
          .know(Instruction.ToScheduler.class)
          .know(OpenRun.class)
          .know(OpenTransfer.class)
          .know(Inventory.class)
          .know(InventoryEntry.class);

  DictionaryFormat(WorldState state, ResumablePort worker, WorldCodec.Dictionary dictionary) {
    this.state = state;
    this.worker = worker;
    this.dictionary = dictionary;
  }

  void write(DataOutput out) throws IOException {
    for (ChannelPart channel : all(dictionary.channels)) {
      out.writeLong(channel.number());
      out.writeBoolean(channel.toWorker);
      Fifo<Object> messages = new Fifo<>();
      channel.load(messages);
      write(messages, out);
    }
    out.writeLong(END);
    for (SidePart side : all(dictionary.sides)) {
      out.writeLong(side.number());
      side.load(state, FIRST);
      writeSide(side, out);
    }
    out.writeLong(END);
    for (ClientPart client : all(dictionary.clients)) {
      out.writeLong(client.number());
      client.load(state);
      writeClient(out);
    }
    out.writeLong(END);
  }

  private static <V extends Interned> List<V> all(InternTable<V> table) {
    List<V> all = new ArrayList<>();
    table.forEach(all::add);
    return all;
  }

  void read(DataInput in) throws IOException {
    for (long number = in.readLong(); number != END; number = in.readLong()) {
      boolean toWorker = in.readBoolean();
      Fifo<Object> messages = new Fifo<>();
      read(messages, in);
      @Nullable Object[] contents = messages.contents();
      long identifiers = ChannelPart.identifiersOf(state.spec, contents);
      dictionary.channels.add(new ChannelPart(number, toWorker, contents, identifiers));
    }
    for (long number = in.readLong(); number != END; number = in.readLong()) {
      readSide(number, in);
    }
    for (long number = in.readLong(); number != END; number = in.readLong()) {
      readClient(number, in);
    }
  }

  private void writeSide(SidePart side, DataOutput out) throws IOException {
    out.writeByte(side.violated);
    out.writeByte(state.process[FIRST].ordinal());
    out.writeLong(side.local == null ? 0 : side.local.number());
    out.writeInt(state.incarnation[FIRST]);
    out.writeInt(state.registered[FIRST]);
    out.writeBoolean(state.silent[FIRST]);
    out.writeBoolean(state.leaving[FIRST]);
    out.writeLong(state.unserved[FIRST]);
    out.writeLong(state.retries[FIRST]);
    records.write(state.heard[FIRST], out);
    write(state.runs.get(FIRST), out);
    write(state.transfers.get(FIRST), out);
  }

  private void readSide(long number, DataInput in) throws IOException {
    int violated = in.readByte();
    state.process[FIRST] = WorldState.Process.values()[in.readByte()];
    long machine = in.readLong();
    PartyState local = machine == 0 ? null : worker.known(machine);
    state.incarnation[FIRST] = in.readInt();
    state.registered[FIRST] = in.readInt();
    state.silent[FIRST] = in.readBoolean();
    state.leaving[FIRST] = in.readBoolean();
    state.unserved[FIRST] = in.readLong();
    state.retries[FIRST] = in.readLong();
    state.heard[FIRST] = (Inventory) records.read(in);
    read(state.runs.get(FIRST), in);
    read(state.transfers.get(FIRST), in);
    long identifiers = WorldCodec.ofSide(local, state.runs.get(FIRST));
    dictionary.sides.add(new SidePart(number, state, FIRST, local, violated, identifiers));
  }

  private void writeClient(DataOutput out) throws IOException {
    out.writeLong(state.wanted);
    out.writeLong(state.kept);
    out.writeInt(state.faults);
    out.writeBoolean(state.scheduled);
    out.writeLong(state.secured);
    for (int times : state.budget) {
      out.writeInt(times);
    }
    for (int function : state.function) {
      out.writeInt(function);
    }
  }

  private void readClient(long number, DataInput in) throws IOException {
    state.wanted = in.readLong();
    state.kept = in.readLong();
    state.faults = in.readInt();
    state.scheduled = in.readBoolean();
    state.secured = in.readLong();
    for (int i = 0; i < state.budget.length; i++) {
      state.budget[i] = in.readInt();
    }
    for (int i = 0; i < state.function.length; i++) {
      state.function[i] = in.readInt();
    }
    dictionary.clients.add(new ClientPart(number, state));
  }

  private void write(Fifo<?> all, DataOutput out) throws IOException {
    out.writeInt(all.size());
    for (int i = 0; i < all.size(); i++) {
      records.write(all.get(i), out);
    }
  }

  @SuppressWarnings("unchecked") // what is read is what a list of the same kind was written from
  private <T> void read(Fifo<T> into, DataInput in) throws IOException {
    into.clear();
    for (int left = in.readInt(); left > 0; left--) {
      into.add((T) Objects.requireNonNull(records.read(in)));
    }
  }
}
