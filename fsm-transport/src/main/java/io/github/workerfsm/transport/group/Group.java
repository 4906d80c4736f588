package io.github.workerfsm.transport.group;

import io.github.workerfsm.transport.message.Payload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One group as one host has it: messages for its members there, who waits, and the lock. */
final class Group {
  /** From one member to another. */
  record Direction(int from, int to) {}

  final int id;
  final Map<Direction, InOrder> inboxes = new LinkedHashMap<>();
  final Map<Direction, Deque<Awaited>> receivers = new LinkedHashMap<>();
  final Map<Direction, Long> sent = new LinkedHashMap<>();
  final Map<Integer, Deque<Awaited>> lockers = new LinkedHashMap<>();
  final Map<Integer, Integer> held = new LinkedHashMap<>();
  final Map<Integer, Awaited> atBarrier = new LinkedHashMap<>();
  final Deque<Unsent> unsent = new ArrayDeque<>();
  private @Nullable List<String> hosts;

  // Where member 0 is.
  final GroupLock lock = new GroupLock();
  final Set<Integer> arrived = new LinkedHashSet<>();
  final Set<Integer> notified = new LinkedHashSet<>();
  @Nullable Awaited forNotices;

  /** Something sent before it is known where the members are. */
  record Unsent(int from, int to, Payload payload) {}

  Group(int id) {
    this.id = id;
  }

  @Nullable List<String> hosts() {
    return hosts;
  }

  void mapped(List<String> to) {
    hosts = to;
  }

  InOrder inbox(Direction direction, int capacity) {
    return inboxes.computeIfAbsent(direction, d -> new InOrder(capacity));
  }

  Deque<Awaited> receivers(Direction direction) {
    return receivers.computeIfAbsent(direction, d -> new ArrayDeque<>());
  }

  Deque<Awaited> lockers(int index) {
    return lockers.computeIfAbsent(index, i -> new ArrayDeque<>());
  }

  /** A member here has the lock, once more. */
  void holds(int index) {
    held.merge(index, 1, Integer::sum);
  }

  /** A member here has it once less; whether it had it. */
  boolean lets(int index) {
    boolean had = held.containsKey(index);
    held.computeIfPresent(index, (i, times) -> times == 1 ? null : times - 1);
    return had;
  }

  /** Everybody who waits for something of this group; nobody does any more. */
  List<Awaited> takeAllWaiting() {
    List<Awaited> all = new ArrayList<>();
    receivers.values().forEach(all::addAll);
    lockers.values().forEach(all::addAll);
    all.addAll(atBarrier.values());
    if (forNotices != null) {
      all.add(forNotices);
    }
    receivers.clear();
    lockers.clear();
    atBarrier.clear();
    forNotices = null;
    return all;
  }
}
