package io.github.workerfsm.transport.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.message.Payload;
import io.github.workerfsm.transport.wire.Unpacked;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Faabric's tests of point-to-point messages and groups, by their names, on three hosts. */
class GroupTest {
  private static final int G = 7;

  /** Members 0 and 1 at a, 2 at b, 3 at c. */
  private static final List<String> HOSTS = List.of("a", "a", "b", "c");

  private record Letter(String to, GroupMessage message) {}

  private final List<Letter> underWay = new ArrayList<>();
  private final Map<String, GroupHost> hosts = new LinkedHashMap<>();
  private final List<String> told = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private Offer answer = Offer.ACCEPTED;

  GroupTest() {
    for (String name : List.of("a", "b", "c")) {
      hosts.put(
          name,
          new GroupHost(
              name,
              (to, message) -> {
                if (answer == Offer.ACCEPTED) {
                  underWay.add(new Letter(to, message));
                }
                return answer;
              }));
    }
  }

  private GroupHost at(String name) {
    return hosts.get(name);
  }

  /** Messages travel as bytes. */
  private void deliver() {
    while (!underWay.isEmpty()) {
      Letter next = underWay.remove(0);
      var unpacked = GroupCodec.unpack(next.message.code(), GroupCodec.pack(next.message));
      String why = at(next.to).received(((Unpacked.Good<GroupMessage>) unpacked).message());
      if (why != null) {
        refused.add(why);
      }
    }
  }

  private void map() {
    at("a").map(G, HOSTS);
    deliver();
  }

  private static Payload number(int n) {
    return Payload.of(ByteBuffer.allocate(4).putInt(n).array());
  }

  private Awaited waiting(String who) {
    return new Awaited() {
      @Override
      public void done(Payload payload) {
        told.add(payload.size() == 0 ? who : who + "=" + ByteBuffer.wrap(payload.bytes()).getInt());
      }

      @Override
      public void failed(String why) {
        told.add(who + " fails: " + why);
      }
    };
  }

  // ---- point to point

  @Test
  void set_and_send_point_to_point_mappings_from_client() {
    assertThat(at("c").hostOf(G, 3)).isNull();
    map();
    for (GroupHost host : hosts.values()) {
      assertThat(host.hostOf(G, 0)).isEqualTo("a");
      assertThat(host.hostOf(G, 2)).isEqualTo("b");
      assertThat(host.hostOf(G, 3)).isEqualTo("c");
      assertThat(host.hostOf(G, 4)).isNull();
    }
    at("a").map(G, HOSTS);
    assertThatIllegalStateException()
        .isThrownBy(() -> at("a").map(G, List.of("a")))
        .withMessage("group 7 is at [a, a, b, c], not at [a]");
  }

  @Test
  void send_and_receive_point_to_point_messages() {
    map();
    at("b").receive(G, 0, 2, waiting("2"));
    at("a").send(G, 0, 2, number(5));
    at("a").send(G, 0, 1, number(6));
    at("a").receive(G, 0, 1, waiting("1"));
    at("c").send(G, 3, 0, number(7));
    deliver();
    at("a").receive(G, 3, 0, waiting("0"));
    assertThat(told).containsExactly("1=6", "2=5", "0=7");
  }

  @Test
  void in_order_message_delivery_whatever_order_they_come_in() {
    map();
    for (int n = 0; n < 100; n++) {
      at("a").send(G, 0, 2, number(n));
    }
    Collections.shuffle(underWay, new Random(1));
    underWay.addAll(List.copyOf(underWay.subList(0, 20)));
    for (int n = 0; n < 100; n++) {
      at("b").receive(G, 0, 2, waiting("2"));
    }
    deliver();
    assertThat(told).hasSize(100);
    for (int n = 0; n < 100; n++) {
      assertThat(told.get(n)).isEqualTo("2=" + n);
    }
  }

  @Test
  void each_direction_has_an_order_of_its_own() {
    map();
    at("a").send(G, 0, 2, number(1));
    at("a").send(G, 1, 2, number(2));
    underWay.remove(0);
    at("b").receive(G, 0, 2, waiting("from 0"));
    at("b").receive(G, 1, 2, waiting("from 1"));
    deliver();
    assertThat(told).containsExactly("from 1=2");
  }

  @Test
  void send_and_receive_with_a_decision_where_members_are_scheduled() {
    List<String> decision = List.of("c", "b", "a", "a", "b");
    at("b").map(G, decision);
    deliver();
    for (int from = 0; from < decision.size(); from++) {
      for (int to = 0; to < decision.size(); to++) {
        if (from != to) {
          at(decision.get(to)).receive(G, from, to, waiting(from + ">" + to));
          at(decision.get(from)).send(G, from, to, number(10 * from + to));
        }
      }
    }
    deliver();
    assertThat(told).hasSize(20).contains("0>1=1", "4>3=43");
  }

  @Test
  void waiting_for_messaging_to_be_enabled() {
    at("b").receive(G, 0, 2, waiting("2"));
    at("a").send(G, 0, 2, number(1));
    at("a").send(G, 0, 2, number(2));
    deliver();
    assertThat(told).isEmpty();
    // The mapping of a reaches b after the messages.
    at("a").map(G, HOSTS);
    Collections.reverse(underWay);
    deliver();
    assertThat(told).containsExactly("2=1");
    assertThat(refused).isEmpty();
  }

  @Test
  void removing_mappings() {
    map();
    at("b").receive(G, 0, 2, waiting("2"));
    at("b").remove(G);
    at("b").remove(G);
    assertThat(told).containsExactly("2 fails: group 7 is removed");
    assertThat(at("b").groups()).isZero();
    at("a").send(G, 0, 2, number(1));
    deliver();
    assertThat(refused).containsExactly("group 7 is removed");
    assertThat(at("b").groups()).as("what is late makes no new group").isZero();
    at("b").map(G, HOSTS);
    assertThat(at("b").hostOf(G, 0)).isEqualTo("a");
  }

  // ---- bounds and losses

  @Test
  void what_is_early_or_not_received_is_bounded_and_never_dropped_in_silence() {
    map();
    at("c").receive(G, 1, 3, waiting("3"));
    for (int n = 0; n < GroupHost.KEPT; n++) {
      assertThat(at("a").send(G, 0, 1, number(n))).isEqualTo(Offer.ACCEPTED);
      at("a").send(G, 0, 3, number(n));
    }
    assertThat(at("a").send(G, 0, 1, number(-1))).as("it is here").isEqualTo(Offer.FULL);
    at("a").send(G, 0, 3, number(-1));
    deliver();
    assertThat(refused).containsExactly("over 1000 messages wait for member 3");
    assertThat(told).containsExactly("3 fails: over 1000 messages wait for member 3");
    at("a").receive(G, 0, 1, waiting("1"));
    assertThat(at("a").send(G, 0, 1, number(GroupHost.KEPT))).isEqualTo(Offer.ACCEPTED);
    for (int n = 0; n < GroupHost.KEPT; n++) {
      at("a").receive(G, 0, 1, waiting("1"));
    }
    assertThat(told).hasSize(GroupHost.KEPT + 2).endsWith("1=" + GroupHost.KEPT);
    for (int n = 0; n <= GroupHost.KEPT; n++) {
      answer = at("a").send(G + 1, 0, 1, number(n));
    }
    assertThat(answer).as("sent before the mapping").isEqualTo(Offer.FULL);
  }

  @Test
  void a_message_that_is_not_accepted_is_not_counted() {
    map();
    answer = Offer.FULL;
    assertThat(at("a").send(G, 0, 2, number(1))).isEqualTo(Offer.FULL);
    answer = Offer.ACCEPTED;
    at("a").send(G, 0, 2, number(2));
    at("b").receive(G, 0, 2, waiting("2"));
    deliver();
    assertThat(told).containsExactly("2=2");
  }

  @Test
  void when_a_host_is_lost_or_takes_no_more_whoever_waits_is_told() {
    map();
    at("b").barrier(G, 2, waiting("2"));
    at("b").lost("a");
    assertThat(told).containsExactly("2 fails: host a of group 7 is lost");
    answer = Offer.CLOSED;
    at("c").lock(G, 3, false, waiting("3"));
    assertThat(told).endsWith("3 fails: host a of group 7 takes no more: CLOSED");
  }

  // ---- groups

  @Test
  void distributed_lock_and_unlock() {
    map();
    at("b").lock(G, 2, false, waiting("2"));
    deliver();
    at("c").lock(G, 3, false, waiting("3"));
    at("a").lock(G, 0, false, waiting("0"));
    deliver();
    assertThat(told).containsExactly("2");
    assertThat(at("a").lockOwner(G)).isEqualTo(2);
    at("b").unlock(G, 2, false);
    deliver();
    // Member 0 asked before the letter of member 3 came.
    assertThat(told).containsExactly("2", "0");
    at("a").unlock(G, 0, false);
    deliver();
    at("c").unlock(G, 3, false);
    deliver();
    assertThat(told).containsExactly("2", "0", "3");
    assertThat(at("a").lockOwner(G)).isEqualTo(-1);
    assertThat(refused).isEmpty();
  }

  @Test
  void recursive_lock_requests() {
    map();
    for (int n = 0; n < 3; n++) {
      at("b").lock(G, 2, true, waiting("2"));
      deliver();
    }
    at("c").lock(G, 3, true, waiting("3"));
    at("b").unlock(G, 2, true);
    at("b").unlock(G, 2, true);
    deliver();
    assertThat(told).containsExactly("2", "2", "2");
    at("b").unlock(G, 2, true);
    deliver();
    assertThat(told).endsWith("3").hasSize(4);
  }

  @Test
  void lock_requests_that_make_no_sense_are_refused_with_one_line() {
    map();
    at("b").lock(G, 2, false, waiting("2"));
    assertThatIllegalStateException()
        .isThrownBy(() -> at("b").lock(G, 2, true, waiting("again")))
        .withMessage("member 2 waits for the lock already");
    deliver();
    assertThatIllegalStateException()
        .isThrownBy(() -> at("b").lock(G, 2, false, waiting("again")))
        .withMessage("member 2 has the lock already, expected a recursive request");
    assertThatIllegalStateException()
        .isThrownBy(() -> at("c").unlock(G, 3, false))
        .withMessage("member 3 gives back a lock that it does not have");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> at("c").lock(G, 2, false, waiting("elsewhere")))
        .withMessage("member 2 of group 7 is at b, expected it at c");
    assertThatIllegalStateException()
        .isThrownBy(() -> at("c").lock(8, 0, false, waiting("nowhere")))
        .withMessage("it is not known where the members of group 8 are");
  }

  @Test
  void local_try_lock() {
    map();
    assertThat(at("a").tryLock(G, 1)).isTrue();
    assertThat(at("a").tryLock(G, 0)).isFalse();
    at("b").lock(G, 2, false, waiting("2"));
    deliver();
    assertThat(told).isEmpty();
    at("a").unlock(G, 1, false);
    deliver();
    assertThat(told).containsExactly("2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> at("b").tryLock(G, 2))
        .withMessage("member 0 of group 7 is at a, expected it at b");
  }

  @Test
  void distributed_barrier() {
    map();
    for (int round = 0; round < 3; round++) {
      told.clear();
      at("c").barrier(G, 3, waiting("3"));
      at("a").barrier(G, 0, waiting("0"));
      at("b").barrier(G, 2, waiting("2"));
      deliver();
      assertThat(told).isEmpty();
      at("a").barrier(G, 1, waiting("1"));
      deliver();
      assertThat(told).containsExactlyInAnyOrder("0", "1", "2", "3");
    }
    at("c").barrier(G, 3, waiting("3"));
    assertThatIllegalStateException()
        .isThrownBy(() -> at("c").barrier(G, 3, waiting("3")))
        .withMessage("member 3 is at the barrier already");
  }

  @Test
  void notify_and_await() {
    map();
    at("b").notifyMain(G, 2);
    at("a").awaitNotices(G, waiting("0"));
    at("a").notifyMain(G, 1);
    deliver();
    assertThat(told).isEmpty();
    at("c").notifyMain(G, 3);
    deliver();
    assertThat(told).containsExactly("0");
    assertThatIllegalArgumentException().isThrownBy(() -> at("a").notifyMain(G, 0));
  }

  @Test
  void foreign_messages_are_refused_with_one_line() {
    map();
    GroupHost b = at("b");
    assertThat(b.received(new GroupMessage.Lock(G, 1, false))).isEqualTo("member 0 is not here");
    assertThat(b.received(new GroupMessage.Granted(G, 2)))
        .isEqualTo("member 2 does not wait for the lock");
    assertThat(b.received(new GroupMessage.Released(99))).isEqualTo("group 99 is not known");
    assertThat(b.received(new GroupMessage.Data(G, 0, 3, 0, Payload.EMPTY)))
        .isEqualTo("member 3 of group 7 is not here");
    assertThat(at("a").received(new GroupMessage.Lock(G, 9, false)))
        .isEqualTo("group 7 has no member 9");
    assertThat(at("a").received(new GroupMessage.Unlock(G, 2, false)))
        .isEqualTo("member 2 gives back a lock that it does not have");
    assertThat(((Unpacked.Bad<GroupMessage>) GroupCodec.unpack(10, number(1))).what())
        .isEqualTo("group code is 10, expected 0 to 9");
    assertThat(((Unpacked.Bad<GroupMessage>) GroupCodec.unpack(0, Payload.of(new byte[8]))).what())
        .isEqualTo("group 0 has no members, expected 1 or more");
  }
}
