package io.github.workerfsm.sim.protocol;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;

/**
 * What is under way in one direction, oldest first.
 *
 * @param <M> messages, immutable and compared by content
 */
final class Channel<M> {
  private final String name;
  private final List<M> messages = new ArrayList<>();

  Channel(String name) {
    this.name = name;
  }

  void send(M message) {
    messages.add(message);
  }

  M take(int index) {
    return messages.remove(index);
  }

  M peek(int index) {
    return messages.get(index);
  }

  int size() {
    return messages.size();
  }

  void clear() {
    messages.clear();
  }

  ImmutableList<M> save() {
    return ImmutableList.copyOf(messages);
  }

  @SuppressWarnings("unchecked") // nothing but what this channel has saved is loaded
  void load(Object saved) {
    messages.clear();
    messages.addAll((List<M>) saved);
  }

  @Override
  public String toString() {
    return name;
  }
}
