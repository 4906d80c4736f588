package io.github.workerfsm.sim.world;

import org.jspecify.annotations.Nullable;

/** The messages of one channel, as a part of a world. */
final class ChannelPart extends Interned {
  /** The identifiers that the messages refer to. */
  final long identifiers;

  private final @Nullable Object[] messages;

  ChannelPart(long number, Fifo<?> channel, long identifiers) {
    super(number);
    this.identifiers = identifiers;
    messages = channel.contents();
  }

  /** A number of one kind of channel never stands for the other. */
  void load(Fifo<?> channel) {
    channel.show(messages);
  }

  /** Whether the channel is as it was loaded. */
  boolean isIn(Fifo<?> channel) {
    return channel.shows(messages);
  }
}
