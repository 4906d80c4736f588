package io.github.workerfsm.diagrams.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The difference of two texts. */
class UnifiedDiffTest {
  @Test
  void equal_texts_have_none() {
    assertThat(UnifiedDiff.of("a", "x\ny\n", "b", "x\ny\n")).isEmpty();
  }

  @Test
  void two_changes_far_apart_are_two_hunks_with_three_lines_of_context() {
    String before = numbers();
    String after = before.replace("line 5\n", "line five\n").replace("line 30\n", "");
    assertThat(UnifiedDiff.of("a", before, "b", after))
        .isEqualTo(
            """
            --- a
            +++ b
            @@ -2,7 +2,7 @@
             line 2
             line 3
             line 4
            -line 5
            +line five
             line 6
             line 7
             line 8
            @@ -27,7 +27,6 @@
             line 27
             line 28
             line 29
            -line 30
             line 31
             line 32
             line 33
            """);
  }

  @Test
  void changes_close_together_are_one_hunk() {
    String after = numbers().replace("line 5\n", "").replace("line 9\n", "line nine\n");
    assertThat(UnifiedDiff.of("a", numbers(), "b", after).lines().filter(l -> l.startsWith("@@")))
        .hasSize(1);
  }

  private static String numbers() {
    return IntStream.rangeClosed(1, 40)
        .mapToObj(i -> "line " + i + "\n")
        .collect(Collectors.joining());
  }
}
