package io.github.workerfsm.table;

import static io.github.workerfsm.table.Toy.ALWAYS;
import static io.github.workerfsm.table.Toy.ANGRY;
import static io.github.workerfsm.table.Toy.HUNGRY;
import static io.github.workerfsm.table.Toy.TIRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.workerfsm.table.Toy.Item;
import io.github.workerfsm.table.Toy.Mood;
import org.junit.jupiter.api.Test;

/** Guards: formulas over facts, with names that say which formula. */
class GuardTest {
  private final Item item = new Item("a");

  @Test
  void always_holds_and_looks_at_nothing() {
    assertThat(ALWAYS.holds(item)).isTrue();
    assertThat(ALWAYS.holds(0)).isTrue();
    assertThat(ALWAYS.facts()).isEmpty();
    assertThat(ALWAYS.name()).isEqualTo("ALWAYS");
  }

  @Test
  void a_fact_holds_of_the_subject_as_it_is_now() {
    assertThat(HUNGRY.holds(item)).isFalse();
    item.moods.add(Mood.HUNGRY);
    assertThat(HUNGRY.holds(item)).isTrue();
    assertThat(TIRED.holds(item)).isFalse();
  }

  @Test
  void every_fact_counts_of_a_guard_that_looks_at_several() {
    Guard<Item> angryAndTired = ANGRY.and(TIRED);
    item.moods.add(Mood.ANGRY);
    assertThat(angryAndTired.holds(item)).isFalse();
    item.moods.add(Mood.TIRED);
    assertThat(angryAndTired.holds(item)).isTrue();
    item.moods.remove(Mood.ANGRY);
    assertThat(angryAndTired.holds(item)).isFalse();
  }

  @Test
  void a_combination_is_judged_without_a_subject() {
    int hungry = 1 << Mood.HUNGRY.ordinal();
    int tired = 1 << Mood.TIRED.ordinal();
    assertThat(HUNGRY.holds(hungry)).isTrue();
    assertThat(HUNGRY.holds(tired)).isFalse();
    assertThat(HUNGRY.and(TIRED).holds(hungry | tired)).isTrue();
    assertThat(HUNGRY.and(TIRED).holds(tired)).isFalse();
    assertThat(HUNGRY.or(TIRED).holds(tired)).isTrue();
    assertThat(HUNGRY.or(TIRED).holds(0)).isFalse();
    assertThat(HUNGRY.not().holds(0)).isTrue();
    assertThat(HUNGRY.not().holds(hungry)).isFalse();
  }

  @Test
  void a_guard_is_judged_by_the_names_of_facts_alone() {
    assertThat(HUNGRY.and(TIRED.not()).holdsWhen(fact -> fact == Mood.HUNGRY)).isTrue();
    assertThat(HUNGRY.and(TIRED.not()).holdsWhen(fact -> true)).isFalse();
    assertThat(ALWAYS.holdsWhen(fact -> false)).isTrue();
  }

  @Test
  void a_composed_guard_is_named_after_its_formula() {
    assertThat(HUNGRY.and(TIRED.not())).hasToString("HUNGRY & !TIRED");
    assertThat(HUNGRY.or(TIRED).or(ANGRY)).hasToString("HUNGRY | TIRED | ANGRY");
    assertThat(HUNGRY.and(TIRED).or(ANGRY)).hasToString("HUNGRY & TIRED | ANGRY");
  }

  @Test
  void different_formulas_have_different_names() {
    assertThat(HUNGRY.or(TIRED).and(ANGRY)).hasToString("(HUNGRY | TIRED) & ANGRY");
    assertThat(HUNGRY.and(TIRED.or(ANGRY))).hasToString("HUNGRY & (TIRED | ANGRY)");
    assertThat(HUNGRY.and(TIRED).not()).hasToString("!(HUNGRY & TIRED)");
    assertThat(HUNGRY.or(TIRED).not()).hasToString("!(HUNGRY | TIRED)");
    assertThat(HUNGRY.not().and(TIRED)).hasToString("!HUNGRY & TIRED");
  }

  @Test
  void a_phrase_is_a_clause_about_it() {
    assertThat(HUNGRY.phrase()).isEqualTo("it is hungry");
    assertThat(HUNGRY.not().phrase()).isEqualTo("not: it is hungry");
    assertThat(HUNGRY.and(TIRED).phrase()).isEqualTo("it is hungry, and it is tired");
    assertThat(HUNGRY.or(TIRED).phrase()).isEqualTo("it is hungry, or it is tired");
  }

  @Test
  void another_name_changes_nothing_else() {
    Guard<Item> full = HUNGRY.not().as("FULL", "it has eaten");
    assertThat(full.name()).isEqualTo("FULL");
    assertThat(full.phrase()).isEqualTo("it has eaten");
    assertThat(full.facts()).isEqualTo(HUNGRY.facts());
    assertThat(full.holds(item)).isTrue();
    item.moods.add(Mood.HUNGRY);
    assertThat(full.holds(item)).isFalse();
  }

  @Test
  void a_guard_knows_the_facts_at_which_it_looks() {
    assertThat(TIRED.or(HUNGRY).and(TIRED.not()).facts())
        .extracting(Fact::name)
        .containsExactly("TIRED", "HUNGRY");
  }

  @Test
  void a_fact_beyond_the_31st_is_refused() {
    assertThat(Guard.when(new Numbered(30)).holds(1 << 30)).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Guard.when(new Numbered(31)))
        .withMessage("fact F31 has ordinal 31, expected at most 30");
  }

  /** A fact of an enum that has many. */
  private record Numbered(int ordinal) implements Fact<Item> {
    @Override
    public String name() {
      return "F" + ordinal;
    }

    @Override
    public boolean holds(Item item) {
      return false;
    }

    @Override
    public String phrase() {
      return name();
    }
  }
}
