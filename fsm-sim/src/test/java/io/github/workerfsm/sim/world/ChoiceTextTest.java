package io.github.workerfsm.sim.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Choices as text. */
class ChoiceTextTest {
  private static final ChoiceText TEXT =
      new ChoiceText(SmallWorlds.of("x; y<x; z<x,y", 2, FaultBudget.NONE));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "S>A",
        "B>S",
        "A thread starts x",
        "A thread success x",
        "A thread success x #2",
        "A thread already-cancelled x",
        "A thread failure x",
        "A thread reschedule x",
        "A secede x",
        "A gather(B) starts",
        "A gather(B) ok",
        "A gather(B) ok{}",
        "A gather(B) ok{x,z}",
        "A gather(B) busy",
        "A gather(B) fail",
        "A gather(B) breaks",
        "A gather(B) netfail",
        "A retry-busy(B)",
        "A find-missing",
        "S notices A",
        "S dies",
        "S hears A",
        "S recovers",
        "A joins",
        "A dies",
        "A hangs",
        "A leaves",
        "A pauses",
        "A unpauses",
        "A loses x",
        "A reconnects",
        "A heartbeat",
        "client wants x, z",
        "client redefines x as 2",
        "client releases x, y, z",
        "A update-data x",
        "S steals y for B",
        "S acquires x, y on B",
        "S removes x on A"
      })
  void what_is_read_is_printed_the_same(String choice) {
    Choice read = TEXT.parse(choice);
    assertThat(TEXT.print(read)).isEqualTo(choice);
    assertThat(Choice.of(read.header(), read.keys())).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "D dies | 0 | there is no worker D",
        "A sleeps | 2 | found \"sleeps\", expected",
        "A thread success q | 17 | there is no key q",
        "A gather[B] ok | 8 | found \"[\", expected \"(\"",
        "A gather(B) okay | 12 | found \"okay\", expected starts, ok",
        "A>B | 2 | found \"B\", expected S",
        "S steals x to B | 11 | found \"to\", expected for",
        "client | 6 | the line ends, expected wants, releases or redefines",
        "A dies twice | 7 | found \"twice\", expected the end of the line",
        "client redefines x as f | 22 | found \"f\", expected a number"
      })
  void what_cannot_be_read_is_named_with_its_column(String text, int column, String message) {
    assertThatThrownBy(() -> TEXT.parse(text))
        .isInstanceOfSatisfying(
            NotationException.class, e -> assertThat(e.column()).isEqualTo(column))
        .hasMessageStartingWith(message);
  }

  @Test
  void a_message_is_met_by_one_that_says_more() {
    MessageText full = message("compute y{R:1}, who_has{x:[A, B], z:nobody}, run 3");
    assertThat(message("compute y").matches(full)).isTrue();
    assertThat(message("compute y, who_has{x:[B, A], z:nobody}").matches(full)).isTrue();
    assertThat(message("compute y, who_has{x:A}").matches(full)).isFalse();
    assertThat(message("compute y{R:2}").matches(full)).isFalse();
    assertThat(message("compute y, run 4").matches(full)).isFalse();
    assertThat(message("compute x").matches(full)).isFalse();
    assertThat(full).hasToString("compute y{R:1}, who_has{x:[A, B], z:nobody}, run 3");
  }

  @Test
  void a_free_is_met_by_a_forget_but_not_the_other_way_round() {
    assertThat(message("free x, y").matches(message("forget y, x"))).isTrue();
    assertThat(message("forget x").matches(message("free x"))).isFalse();
  }

  private static MessageText message(String text) {
    return MessageText.parse(new TextCursor(text, 0));
  }
}
