package io.github.workerfsm.transport.group;

import io.github.workerfsm.transport.message.Payload;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is decided where member 0 of a group is: lock, barrier and notices. */
final class MainMember {
  /** Carries a message to another host, or to this one. */
  interface Way {
    void send(Group of, String host, GroupMessage message);
  }

  private MainMember() {}

  /** Null when the message could be used, else one line that says why not. */
  static @Nullable String received(Group of, GroupMessage message, Way way) {
    List<String> hosts = of.hosts();
    if (hosts == null) {
      return "group " + of.id + " is not known";
    }
    if (message instanceof GroupMessage.Lock lock) {
      return lock(of, hosts, lock, way);
    }
    if (message instanceof GroupMessage.Unlock unlock) {
      return unlock(of, hosts, unlock, way);
    }
    if (message instanceof GroupMessage.Arrived arrived) {
      return arrived(of, hosts, arrived.index(), way);
    }
    return notified(of, hosts, ((GroupMessage.Notified) message).index());
  }

  private static @Nullable String unknown(Group of, List<String> hosts, int index) {
    return index < 0 || index >= hosts.size() ? "group " + of.id + " has no member " + index : null;
  }

  private static @Nullable String lock(
      Group of, List<String> hosts, GroupMessage.Lock lock, Way way) {
    int index = lock.index();
    String refused = unknown(of, hosts, index);
    if (refused == null) {
      refused = of.lock.ask(index, lock.recursive());
    }
    if (refused == null && of.lock.owner() == index) {
      way.send(of, hosts.get(index), new GroupMessage.Granted(of.id, index));
    }
    return refused;
  }

  private static @Nullable String unlock(
      Group of, List<String> hosts, GroupMessage.Unlock unlock, Way way) {
    String refused = of.lock.release(unlock.index());
    int owner = of.lock.owner();
    if (refused == null && owner != GroupLock.NOBODY && owner != unlock.index()) {
      way.send(of, hosts.get(owner), new GroupMessage.Granted(of.id, owner));
    }
    return refused;
  }

  private static @Nullable String arrived(Group of, List<String> hosts, int index, Way way) {
    String refused = unknown(of, hosts, index);
    if (refused != null) {
      return refused;
    }
    if (!of.arrived.add(index)) {
      return "member " + index + " is at the barrier already";
    }
    if (of.arrived.size() == hosts.size()) {
      of.arrived.clear();
      for (String host : new LinkedHashSet<>(hosts)) {
        way.send(of, host, new GroupMessage.Released(of.id));
      }
    }
    return null;
  }

  private static @Nullable String notified(Group of, List<String> hosts, int index) {
    String refused = unknown(of, hosts, index);
    if (refused == null && (index == 0 || !of.notified.add(index))) {
      refused = "member " + index + " has notified already, or is the one to notify";
    }
    tellNotified(of);
    return refused;
  }

  /** Whoever waits for the notices is told when all are there; the next round begins. */
  static void tellNotified(Group of) {
    Awaited waiting = of.forNotices;
    List<String> hosts = of.hosts();
    if (waiting != null && hosts != null && of.notified.size() == hosts.size() - 1) {
      of.forNotices = null;
      of.notified.clear();
      waiting.done(Payload.EMPTY);
    }
  }
}
