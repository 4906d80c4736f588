package io.github.workerfsm.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.table.Toy.Item;
import io.github.workerfsm.table.Toy.Mood;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.IntPredicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A guard, its name and its facts say the same, however it was composed. */
class GuardPropertyTest {
  private static final int COMBINATIONS = 1 << Mood.values().length;

  /** Steps in postfix: a number is a fact, the others combine what is on the stack. */
  private static final int NOT = 3;

  private static final int AND = 4;
  private static final int OR = 5;

  @Property
  void a_guard_means_what_its_parts_mean(
      @ForAll @Size(max = 12) List<@IntRange(max = OR) Integer> steps) {
    Deque<Guard<Item>> guards = new ArrayDeque<>(List.of(Guard.always()));
    Deque<IntPredicate> meanings = new ArrayDeque<>(List.<IntPredicate>of(bits -> true));
    for (int step : steps) {
      if (step < NOT) {
        guards.push(Guard.when(Mood.values()[step]));
        meanings.push(bits -> (bits >>> step & 1) != 0);
      } else if (step == NOT) {
        guards.push(guards.pop().not());
        meanings.push(meanings.pop().negate());
      } else if (guards.size() > 1) {
        Guard<Item> right = guards.pop();
        IntPredicate meant = meanings.pop();
        guards.push(step == AND ? guards.pop().and(right) : guards.pop().or(right));
        meanings.push(step == AND ? meanings.pop().and(meant) : meanings.pop().or(meant));
      }
    }
    check(guards.pop(), meanings.pop());
  }

  private static void check(Guard<Item> guard, IntPredicate meaning) {
    Formula formula = new Formula(guard.name());
    IntPredicate named = formula.read();
    for (int bits = 0; bits < COMBINATIONS; bits++) {
      String where = guard + " when " + Integer.toBinaryString(bits);
      assertThat(guard.holds(bits)).as(where).isEqualTo(meaning.test(bits));
      assertThat(guard.holds(item(bits))).as(where).isEqualTo(meaning.test(bits));
      assertThat(named.test(bits)).as("the name " + where).isEqualTo(meaning.test(bits));
      assertThat(guard.holds(bits & guard.atoms())).as(where).isEqualTo(meaning.test(bits));
    }
  }

  private static Item item(int bits) {
    Item item = new Item("a");
    for (Mood mood : Mood.values()) {
      if ((bits >>> mood.ordinal() & 1) != 0) {
        item.moods.add(mood);
      }
    }
    return item;
  }

  /** Reads a name back: alternatives of conjunctions of negations of facts and brackets. */
  private static final class Formula {
    private final String text;
    private int at;

    Formula(String name) {
      text = name.replace(" ", "") + ".";
    }

    IntPredicate read() {
      IntPredicate meaning = alternatives();
      assertThat(text.charAt(at)).as(text).isEqualTo('.');
      return meaning;
    }

    private IntPredicate alternatives() {
      IntPredicate left = conjunction();
      while (take('|')) {
        left = left.or(conjunction());
      }
      return left;
    }

    private IntPredicate conjunction() {
      IntPredicate left = negation();
      while (take('&')) {
        left = left.and(negation());
      }
      return left;
    }

    private IntPredicate negation() {
      if (take('!')) {
        return negation().negate();
      }
      if (take('(')) {
        IntPredicate inner = alternatives();
        assertThat(take(')')).as(text).isTrue();
        return inner;
      }
      int start = at;
      while (Character.isLetter(text.charAt(at))) {
        at++;
      }
      String name = text.substring(start, at);
      return name.equals("ALWAYS")
          ? bits -> true
          : bits -> (bits >>> Mood.valueOf(name).ordinal() & 1) != 0;
    }

    private boolean take(char wanted) {
      boolean found = text.charAt(at) == wanted;
      at += found ? 1 : 0;
      return found;
    }
  }
}
