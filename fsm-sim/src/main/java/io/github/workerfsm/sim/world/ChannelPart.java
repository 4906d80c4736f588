package io.github.workerfsm.sim.world;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The messages of one channel, as a part of a world. */
final class ChannelPart extends Interned {
  /** The identifiers that the messages refer to. */
  final long identifiers;

  /** Whether they are under way to a worker: events; otherwise what a worker has to say. */
  final boolean toWorker;

  final @Nullable Object[] messages;

  /** What is left without the oldest; null before anybody has asked. Threads agree on it. */
  @Nullable ChannelPart rest;

  ChannelPart(long number, boolean toWorker, @Nullable Object[] messages, long identifiers) {
    super(number);
    this.toWorker = toWorker;
    this.messages = messages;
    this.identifiers = identifiers;
  }

  void load(Fifo<?> channel) {
    channel.show(messages);
  }

  /** Whether the channel is as it was loaded. */
  boolean isIn(Fifo<?> channel) {
    return channel.shows(messages);
  }

  /** The messages without the oldest. */
  @Nullable Object[] withoutOldest() {
    return Arrays.copyOfRange(messages, 1, messages.length);
  }

  /** The messages and one more. */
  @Nullable Object[] with(Object message) {
    @Nullable Object[] more = Arrays.copyOf(messages, messages.length + 1);
    more[messages.length] = message;
    return more;
  }

  /** The number of these messages; one kind of channel never has a number of the other. */
  static long numberOf(boolean toWorker, @Nullable Object[] messages) {
    long hash = toWorker ? messages.length + 1 : -messages.length - 1;
    for (Object message : messages) {
      hash =
          WorldHash.mix(
              hash,
              message instanceof Event event
                  ? WorldHash.of(event)
                  : WorldHash.of((Instruction.ToScheduler) message));
    }
    return hash;
  }

  /** The identifiers that these messages refer to. */
  static long identifiersOf(WorldSpec spec, @Nullable Object[] messages) {
    long used = 0;
    for (Object message : messages) {
      used |=
          message instanceof Event event
              ? Identifiers.of(spec, event)
              : Identifiers.of(spec, (Instruction.ToScheduler) message);
    }
    return used;
  }
}
