package io.github.workerfsm.table;

import static io.github.workerfsm.table.Toy.State.BUSY;
import static io.github.workerfsm.table.Toy.State.IDLE;
import static io.github.workerfsm.table.Toy.State.READY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.workerfsm.table.Toy.Item;
import io.github.workerfsm.table.Toy.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is pending: an ordered map that is taken from its end, in frames. */
class RecommendationsTest {
  private final Recommendations<State, State, Item> pending = new Recommendations<>();
  private final Item a = new Item("a");
  private final Item b = new Item("b");
  private final Item c = new Item("c");

  @Test
  void at_first_nothing_is_pending() {
    assertThat(pending.isEmpty()).isTrue();
    assertThat(pending.size()).isZero();
    assertThat(pending.find(a)).isEqualTo(-1);
  }

  @Test
  void the_last_recommendation_is_taken_first() {
    put(a, READY);
    put(b, BUSY);
    assertThat(taken()).containsExactly("b BUSY", "a READY");
    assertThat(pending.isEmpty()).isTrue();
  }

  @Test
  void a_second_recommendation_replaces_the_first_where_it_stands() {
    put(a, READY);
    put(b, READY);
    put(a, BUSY);
    assertThat(taken()).containsExactly("b READY", "a BUSY");
  }

  @Test
  void a_subject_that_was_taken_is_new_again() {
    put(a, READY);
    put(b, READY);
    pending.pop();
    pending.pop();
    put(b, BUSY);
    put(a, BUSY);
    assertThat(taken()).containsExactly("a BUSY", "b BUSY");
  }

  @Test
  void argument_and_cause_come_with_the_request() {
    pending.put(a, READY, "argument", b);
    assertThat(pending.last().argument()).isEqualTo("argument");
    assertThat(pending.last().cause()).isSameAs(b);
    pending.put(a, BUSY, null, null);
    assertThat(pending.last().argument()).isNull();
    assertThat(pending.last().cause()).isNull();
  }

  @Test
  void a_frame_hides_what_is_pending_below() {
    put(a, READY);
    put(b, READY);
    int outer = pending.open();
    assertThat(pending.isEmpty()).isTrue();
    assertThat(pending.find(a)).isEqualTo(-1);
    put(a, BUSY);
    assertThat(pending.find(a)).isEqualTo(2);
    pending.pop();
    assertThat(pending.isEmpty()).isTrue();
    pending.close(outer);
    assertThat(taken()).containsExactly("b READY", "a READY");
  }

  @Test
  void a_closed_frame_joins_the_outer_one_and_its_word_is_the_last() {
    put(a, READY);
    put(b, READY);
    int outer = pending.open();
    put(c, BUSY);
    put(a, BUSY);
    pending.close(outer);
    assertThat(taken()).containsExactly("c BUSY", "b READY", "a BUSY");
  }

  @Test
  void a_subject_pending_in_two_outer_frames_joins_the_nearest() {
    put(a, READY);
    int first = pending.open();
    int second = pending.open();
    put(a, BUSY);
    pending.close(second);
    assertThat(pending.find(a)).as("in the middle frame, beside the one at the bottom").isOne();
    pending.close(first);
    assertThat(taken()).containsExactly("a BUSY");
  }

  @Test
  void a_removed_entry_leaves_the_others_in_order() {
    put(a, READY);
    put(b, READY);
    put(c, READY);
    pending.remove(pending.find(a));
    assertThat(pending.find(a)).isEqualTo(-1);
    put(b, BUSY);
    assertThat(taken()).containsExactly("c READY", "b BUSY");
  }

  @Test
  void an_entry_removed_from_a_frame_uncovers_the_one_below() {
    put(a, READY);
    int outer = pending.open();
    put(a, BUSY);
    put(b, BUSY);
    pending.remove(pending.find(a));
    pending.close(outer);
    assertThat(pending.find(a)).isZero();
    assertThat(taken()).containsExactly("b BUSY", "a READY");
  }

  @Test
  void siblings_of_one_rank_are_taken_last_in_first_out() {
    put(a, READY);
    int mark = pending.size();
    put(b, READY);
    put(c, READY);
    pending.order(mark, item -> 0);
    assertThat(taken()).containsExactly("c READY", "b READY", "a READY");
  }

  @Test
  void the_sibling_of_the_lowest_rank_is_taken_first() {
    put(a, READY);
    int mark = pending.size();
    put(b, READY);
    put(c, READY);
    pending.order(mark, item -> item == b ? 1 : 2);
    put(b, BUSY);
    assertThat(taken()).containsExactly("b BUSY", "c READY", "a READY");
  }

  @Test
  void siblings_do_not_change_places_with_what_was_pending_before_them() {
    put(a, READY);
    int mark = pending.size();
    put(b, READY);
    put(c, READY);
    pending.order(mark, item -> item == a ? 0 : item == b ? 1 : 2);
    assertThat(taken()).containsExactly("b READY", "c READY", "a READY");
  }

  @Test
  void a_dispute_is_a_different_request_in_the_given_part_of_the_outer_frame() {
    put(a, READY);
    put(b, READY);
    put(c, READY);
    int outer = pending.open();
    pending.put(b, READY, null, a);
    put(c, BUSY);
    assertThat(pending.disputed(0, 2)).as("b is asked for the same").isEqualTo(-1);
    assertThat(pending.disputed(0, 3)).isEqualTo(4);
    assertThat(pending.get(4).shadowed()).isEqualTo(2);
    pending.put(b, READY, "argument", null);
    assertThat(pending.disputed(0, 2)).as("with another argument").isEqualTo(3);
    assertThat(pending.disputed(2, 3)).isEqualTo(4);
    pending.close(outer);
  }

  @Test
  void reset_forgets_entries_and_frames() {
    put(a, READY);
    pending.open();
    put(b, READY);
    pending.reset();
    assertThat(pending.size()).isZero();
    assertThat(pending.find(a)).isEqualTo(-1);
    put(c, IDLE);
    put(a, IDLE);
    assertThat(taken()).containsExactly("a IDLE", "c IDLE");
  }

  @Test
  void what_was_taken_is_let_go_of() {
    pending.put(a, READY, "argument", b);
    Recommendations.Entry<State, Item> entry = pending.last();
    pending.pop();
    assertThatNullPointerException().isThrownBy(entry::subject);
    assertThat(entry.argument()).isNull();
    assertThat(entry.cause()).isNull();

    int outer = pending.open();
    pending.put(a, READY, "argument", b);
    pending.close(outer);
    pending.reset();
    assertThatNullPointerException().isThrownBy(entry::subject);
    assertThat(entry.argument()).isNull();
  }

  @Test
  void there_is_room_for_many() {
    List<Item> items = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      items.add(new Item("i" + i));
      put(items.get(i), READY);
      expected.add(0, "i" + i + " READY");
    }
    assertThat(pending.find(items.get(999))).isEqualTo(999);
    assertThat(taken()).isEqualTo(expected);
  }

  private void put(Item item, State requested) {
    pending.put(item, requested, null, null);
  }

  private List<String> taken() {
    List<String> taken = new ArrayList<>();
    while (!pending.isEmpty()) {
      taken.add(pending.last().subject() + " " + pending.last().requested());
      pending.pop();
    }
    return taken;
  }
}
