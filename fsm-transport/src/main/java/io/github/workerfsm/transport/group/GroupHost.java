package io.github.workerfsm.transport.group;

import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.group.Group.Direction;
import io.github.workerfsm.transport.message.Payload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The groups of one host. Member 0 of a group is its main member: its host keeps the lock, the
 * barrier and the notices. A message that cannot be sent and that others wait for ends the group
 * here, and whoever waits is told; nothing waits for ever for what is lost.
 *
 * <p>What arrives never throws; it is refused with a line. Not thread-safe.
 *
 * <p>Source: faabric's point-to-point broker and groups.
 */
public final class GroupHost {
  /** Messages of one direction, or sent before the mapping, that are kept at most. */
  public static final int KEPT = 1_000;

  /** Groups, and directions of a group, at most; ended groups that are remembered. */
  private static final int MOST = 10_000;

  /** Carries messages to other hosts. */
  public interface Out {
    /** Hands a message over. Only what is accepted counts as sent. */
    Offer send(String host, GroupMessage message);
  }

  private final String own;
  private final Out out;
  private final Map<Integer, Group> groups = new LinkedHashMap<>();
  private final Set<Integer> removed = new LinkedHashSet<>();

  /** A host with this name and without groups. */
  public GroupHost(String own, Out out) {
    this.own = own;
    this.out = out;
  }

  // ---- mappings

  /**
   * Says where the members of a group are, here and to every host that has one.
   *
   * @param hosts by index
   * @throws IllegalStateException when a mapping of this group is known already, and is another
   */
  public void map(int group, List<String> hosts) {
    GroupMessage.Mapping mapping = new GroupMessage.Mapping(group, hosts);
    String refused = mapped(mapping);
    if (refused != null) {
      throw new IllegalStateException(refused);
    }
    for (String host : new LinkedHashSet<>(mapping.hosts())) {
      if (!host.equals(own)) {
        sendOrEnd(group(group), host, mapping);
      }
    }
  }

  /** The host of a member; null while it is not known. */
  public @Nullable String hostOf(int group, int index) {
    Group known = groups.get(group);
    List<String> hosts = known == null ? null : known.hosts();
    return hosts == null || index < 0 || index >= hosts.size() ? null : hosts.get(index);
  }

  /** Forgets a group here; whoever waits for something of it is told. Idempotent. */
  public void remove(int group) {
    end(group, "group " + group + " is removed");
  }

  /** A host is lost: its groups end here. */
  public void lost(String host) {
    for (Group group : List.copyOf(groups.values())) {
      List<String> hosts = group.hosts();
      if (hosts != null && hosts.contains(host)) {
        end(group.id, "host " + host + " of group " + group.id + " is lost");
      }
    }
  }

  private void end(int id, String why) {
    Group group = groups.remove(id);
    removed.add(id);
    if (removed.size() > MOST) {
      removed.remove(removed.iterator().next());
    }
    if (group != null) {
      group.takeAllWaiting().forEach(waiting -> waiting.failed(why));
    }
  }

  /** Groups that something is known of. */
  public int groups() {
    return groups.size();
  }

  private Group group(int id) {
    return groups.computeIfAbsent(id, Group::new);
  }

  private @Nullable String mapped(GroupMessage.Mapping mapping) {
    if (groups.size() >= MOST && !groups.containsKey(mapping.group())) {
      return "there are " + MOST + " groups, expected no more";
    }
    removed.remove(mapping.group());
    Group group = group(mapping.group());
    List<String> known = group.hosts();
    if (known != null) {
      return known.equals(mapping.hosts())
          ? null
          : "group " + group.id + " is at " + known + ", not at " + mapping.hosts();
    }
    group.mapped(mapping.hosts());
    List<Group.Unsent> waiting = new ArrayList<>(group.unsent);
    group.unsent.clear();
    for (Group.Unsent one : waiting) {
      Offer offer = send(group.id, one.from(), one.to(), one.payload());
      if (offer != Offer.ACCEPTED) {
        end(group.id, "what waited for the mapping of group " + group.id + " is " + offer);
      }
    }
    return null;
  }

  // ---- messages

  /**
   * From a member here to another. Before the mapping is known it waits for it.
   *
   * @return FULL or CLOSED when it is not taken, and the caller still has it
   * @throws IllegalArgumentException for a member that the group does not have
   */
  public Offer send(int group, int from, int to, Payload payload) {
    Group of = group(group);
    if (of.hosts() == null) {
      if (of.unsent.size() >= KEPT) {
        return Offer.FULL;
      }
      of.unsent.add(new Group.Unsent(from, to, payload));
      return Offer.ACCEPTED;
    }
    requireHere(of, from);
    Direction direction = new Direction(from, to);
    long sequence = of.sent.getOrDefault(direction, 0L);
    GroupMessage.Data data = new GroupMessage.Data(group, from, to, sequence, payload);
    String host = requireMember(of, to);
    Offer offer = host.equals(own) ? put(data) ? Offer.ACCEPTED : Offer.FULL : out.send(host, data);
    if (offer == Offer.ACCEPTED && groups.get(group) == of) {
      of.sent.put(direction, sequence + 1);
    }
    return offer;
  }

  /** Waits for the next message from one member to a member here. */
  public void receive(int group, int from, int to, Awaited receiver) {
    Group of = group(group);
    Direction direction = new Direction(from, to);
    of.receivers(direction).add(receiver);
    hand(of, direction);
  }

  private void hand(Group of, Direction direction) {
    InOrder inbox = of.inbox(direction, KEPT);
    while (!of.receivers(direction).isEmpty()) {
      Payload next = inbox.poll();
      if (next == null) {
        return;
      }
      of.receivers(direction).remove().done(next);
    }
  }

  private String requireMember(Group of, int index) {
    String host = hostOf(of.id, index);
    if (host == null) {
      throw new IllegalArgumentException("group " + of.id + " has no member " + index);
    }
    return host;
  }

  private void requireHere(Group of, int index) {
    String host = requireMember(of, index);
    if (!host.equals(own)) {
      throw new IllegalArgumentException(
          "member " + index + " of group " + of.id + " is at " + host + ", expected it at " + own);
    }
  }

  private Group mappedGroup(int id, int index) {
    Group of = groups.get(id);
    if (of == null || of.hosts() == null) {
      throw new IllegalStateException("it is not known where the members of group " + id + " are");
    }
    requireHere(of, index);
    return of;
  }

  private void toMain(Group of, GroupMessage message) {
    String main = requireMember(of, 0);
    if (main.equals(own)) {
      String refused = received(message);
      if (refused != null) {
        throw new IllegalStateException(refused);
      }
    } else {
      sendOrEnd(of, main, message);
    }
  }

  private void sendTo(Group of, String host, GroupMessage message) {
    if (host.equals(own)) {
      var unused = received(message);
    } else {
      sendOrEnd(of, host, message);
    }
  }

  private void sendOrEnd(Group of, String host, GroupMessage message) {
    Offer offer = out.send(host, message);
    if (offer != Offer.ACCEPTED) {
      end(of.id, "host " + host + " of group " + of.id + " takes no more: " + offer);
    }
  }

  // ---- lock, barrier, notices

  /** Waits for the lock of the group. */
  public void lock(int group, int index, boolean recursive, Awaited granted) {
    Group of = mappedGroup(group, index);
    if (of.held.containsKey(index) && !recursive) {
      throw new IllegalStateException(
          "member " + index + " has the lock already, expected a recursive request");
    }
    if (!of.lockers(index).isEmpty()) {
      throw new IllegalStateException("member " + index + " waits for the lock already");
    }
    of.lockers(index).add(granted);
    toMain(of, new GroupMessage.Lock(group, index, recursive));
  }

  /** Takes the lock if it is free; only where member 0 is. */
  public boolean tryLock(int group, int index) {
    Group of = mappedGroup(group, index);
    requireHere(of, 0);
    boolean taken = of.lock.tryTake(index);
    if (taken) {
      of.holds(index);
    }
    return taken;
  }

  /** Gives the lock back. */
  public void unlock(int group, int index, boolean recursive) {
    Group of = mappedGroup(group, index);
    if (!of.lets(index)) {
      throw new IllegalStateException(
          "member " + index + " gives back a lock that it does not have");
    }
    toMain(of, new GroupMessage.Unlock(group, index, recursive));
  }

  /** Who has the lock; -1 for nobody. Only where member 0 is. */
  public int lockOwner(int group) {
    return mappedGroup(group, 0).lock.owner();
  }

  /** Waits until every member is at the barrier. */
  public void barrier(int group, int index, Awaited released) {
    Group of = mappedGroup(group, index);
    if (of.atBarrier.putIfAbsent(index, released) != null) {
      throw new IllegalStateException("member " + index + " is at the barrier already");
    }
    toMain(of, new GroupMessage.Arrived(group, index));
  }

  /** Tells member 0 that this one has done its part. */
  public void notifyMain(int group, int index) {
    Group of = mappedGroup(group, index);
    if (index == 0) {
      throw new IllegalArgumentException("member 0 is notified, it does not notify");
    }
    toMain(of, new GroupMessage.Notified(group, index));
  }

  /** Member 0 waits until all others have notified it. */
  public void awaitNotices(int group, Awaited all) {
    Group of = mappedGroup(group, 0);
    if (of.forNotices != null) {
      throw new IllegalStateException("somebody waits for the notices of group " + group);
    }
    of.forNotices = all;
    MainMember.tellNotified(of);
  }

  // ---- what arrives

  /**
   * A message from another host.
   *
   * @return null when it could be used, else one line that says why not
   */
  public @Nullable String received(GroupMessage message) {
    if (message instanceof GroupMessage.Mapping mapping) {
      return mapped(mapping);
    }
    if (message instanceof GroupMessage.Data data) {
      return arrived(data);
    }
    Group of = groups.get(message.group());
    if (of == null || of.hosts() == null) {
      return "group " + message.group() + " is not known";
    }
    if (message instanceof GroupMessage.Granted granted) {
      Awaited locker = of.lockers(granted.index()).poll();
      if (locker == null) {
        return "member " + granted.index() + " does not wait for the lock";
      }
      of.holds(granted.index());
      locker.done(Payload.EMPTY);
      return null;
    }
    if (message instanceof GroupMessage.Released) {
      List<Awaited> all = List.copyOf(of.atBarrier.values());
      of.atBarrier.clear();
      all.forEach(waiting -> waiting.done(Payload.EMPTY));
      return null;
    }
    return own.equals(hostOf(of.id, 0))
        ? MainMember.received(of, message, this::sendTo)
        : "member 0 is not here";
  }

  /** It may come before the mapping does: another host may have that first. */
  private @Nullable String refusedData(GroupMessage.Data data) {
    Group of = groups.get(data.group());
    if (of == null) {
      if (removed.contains(data.group())) {
        return "group " + data.group() + " is removed";
      }
      return groups.size() >= MOST ? "there are " + MOST + " groups, expected no more" : null;
    }
    if (of.hosts() != null && !own.equals(hostOf(of.id, data.to()))) {
      return "member " + data.to() + " of group " + of.id + " is not here";
    }
    return of.inboxes.size() >= MOST
            && !of.inboxes.containsKey(new Direction(data.from(), data.to()))
        ? "group " + of.id + " has messages in " + MOST + " directions, expected no more"
        : null;
  }

  private boolean put(GroupMessage.Data data) {
    Group of = group(data.group());
    Direction direction = new Direction(data.from(), data.to());
    boolean put =
        of.inbox(direction, KEPT).put(data.sequence(), data.payload()) != InOrder.Taken.FULL;
    hand(of, direction);
    return put;
  }

  private @Nullable String arrived(GroupMessage.Data data) {
    String refused = refusedData(data);
    if (refused == null && !put(data)) {
      refused = "over " + KEPT + " messages wait for member " + data.to();
      // Those after it would wait for it for ever.
      end(data.group(), refused);
    }
    return refused;
  }
}
