package io.github.workerfsm.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The comparison can fail: each member of an answer is corrupted once, and reported. */
class ComparisonTest {

  @Test
  void equal_answers_do_not_differ() {
    for (String line : SmallTrace.LINES.subList(1, 5)) {
      assertThat(differences(line, line)).isEmpty();
    }
  }

  @Test
  void a_state_that_differs() {
    assertThat(differences(SmallTrace.COMPUTE, "\"b\":\"waiting\"", "\"b\":\"ready\""))
        .containsExactly(new Difference("states.b", "waiting", "ready", ImmutableList.of("b")));
  }

  @Test
  void what_holds_a_cancelled_task_differs() {
    assertThat(
            differences(SmallTrace.FREED, "\"previous\":\"executing\"", "\"previous\":\"flight\""))
        .containsExactly(
            new Difference(
                "states.b", "cancelled(executing)", "cancelled(flight)", ImmutableList.of("b")));
  }

  @Test
  void a_state_that_is_missing() {
    assertThat(differences(SmallTrace.COMPUTE, ",\"b\":\"waiting\"", ""))
        .containsExactly(new Difference("states.b", "waiting", null, ImmutableList.of("b")));
  }

  @Test
  void a_state_that_nobody_expects() {
    assertThat(
            differences(
                SmallTrace.COMPUTE, "\"b\":\"waiting\"", "\"b\":\"waiting\",\"c\":\"fetch\""))
        .containsExactly(new Difference("states.c", null, "fetch", ImmutableList.of("c")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"op\":\"gather-dep\",\"stimulus_id\":\"s9\",\"worker\":\"tcp://host-1:2\",\"to_gather\":[\"a\"],\"total_nbytes\":28",
        "\"op\":\"gather-dep\",\"stimulus_id\":\"s1\",\"worker\":\"tcp://host-1:3\",\"to_gather\":[\"a\"],\"total_nbytes\":28",
        "\"op\":\"gather-dep\",\"stimulus_id\":\"s1\",\"worker\":\"tcp://host-1:2\",\"to_gather\":[\"c\"],\"total_nbytes\":28",
        "\"op\":\"gather-dep\",\"stimulus_id\":\"s1\",\"worker\":\"tcp://host-1:2\",\"to_gather\":[\"a\",\"a\"],\"total_nbytes\":28",
        "\"op\":\"gather-dep\",\"stimulus_id\":\"s1\",\"worker\":\"tcp://host-1:2\",\"to_gather\":[\"a\"],\"total_nbytes\":29",
      })
  void any_member_of_an_instruction(String instruction) {
    String gather = SmallTrace.step(SmallTrace.COMPUTE).answer().instructions().get(0).toString();
    List<Difference> differences = differences(SmallTrace.COMPUTE, gather, "{" + instruction + "}");
    assertThat(differences).extracting(Difference::member).containsOnly("instructions");
    assertThat(differences).extracting(Difference::expected).containsExactly(gather, null);
    assertThat(differences)
        .extracting(Difference::actual)
        .containsExactly(null, "{" + instruction + "}");
  }

  @Test
  void an_instruction_that_is_missing() {
    String execute = "{\"op\":\"execute\",\"stimulus_id\":\"s2\",\"key\":\"b\"}";
    assertThat(differences(SmallTrace.GATHERED, "," + execute, ""))
        .containsExactly(new Difference("instructions", execute, null, ImmutableList.of("b")));
  }

  @Test
  void an_instruction_given_twice() {
    String execute = "{\"op\":\"execute\",\"stimulus_id\":\"s2\",\"key\":\"b\"}";
    assertThat(differences(SmallTrace.GATHERED, execute, execute + "," + execute))
        .containsExactly(new Difference("instructions", null, execute, ImmutableList.of("b")));
  }

  @Test
  void the_order_of_instructions_where_it_is_ordered() {
    String execute = "{\"op\":\"execute\",\"stimulus_id\":\"s2\",\"key\":\"b\"}";
    String add = "{\"op\":\"add-keys\",\"stimulus_id\":\"s2\",\"keys\":[\"a\"]}";
    String swapped = SmallTrace.GATHERED.replace(add + "," + execute, execute + "," + add);

    assertThat(differences(SmallTrace.GATHERED, swapped))
        .extracting(Difference::member)
        .containsExactly("instructions.order");
    assertThat(
            Comparison.of(
                SmallTrace.step(SmallTrace.GATHERED).answer(),
                SmallTrace.step(swapped).answer(),
                false))
        .isEmpty();
  }

  @Test
  void sets_in_instructions_have_no_order() {
    String one = SmallTrace.GATHERED.replace("\"keys\":[\"a\"]", "\"keys\":[\"a\",\"b\"]");
    String other = SmallTrace.GATHERED.replace("\"keys\":[\"a\"]", "\"keys\":[\"b\",\"a\"]");
    assertThat(differences(one, other)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"c\",\"executing\",\"released\",\"cancelled\"]",
        "[\"b\",\"ready\",\"released\",\"cancelled\"]",
        "[\"b\",\"executing\",\"forgotten\",\"cancelled\"]",
        "[\"b\",\"executing\",\"released\",\"released\"]",
        "[\"b\",\"executing\",\"released\",\"cancelled\"],[\"b\",\"executing\",\"released\",\"cancelled\"]",
      })
  void any_part_of_a_transition(String transition) {
    assertThat(
            differences(
                SmallTrace.FREED, "[\"b\",\"executing\",\"released\",\"cancelled\"]", transition))
        .isNotEmpty()
        .extracting(Difference::member)
        .containsOnly("transitions");
  }

  @Test
  void transitions_have_no_order() {
    String first = "[\"a\",\"released\",\"fetch\",\"fetch\"]";
    String second = "[\"a\",\"fetch\",\"flight\",\"flight\"]";
    assertThat(differences(SmallTrace.COMPUTE, first + "," + second, second + "," + first))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tasks",
        "in_memory",
        "executing",
        "long_running",
        "in_flight",
        "ready",
        "constrained",
        "waiting",
        "fetch",
        "missing",
        "executed",
        "nbytes",
        "transfer_incoming_bytes",
        "transfer_incoming_count"
      })
  void every_count(String name) {
    String corrupt = SmallTrace.FREED.replaceFirst("\"" + name + "\":\\d+", "\"" + name + "\":77");
    assertThat(differences(SmallTrace.FREED, corrupt))
        .singleElement()
        .satisfies(
            difference -> {
              assertThat(difference.member()).isEqualTo("counts." + name);
              assertThat(difference.actual()).isEqualTo("77");
            });
  }

  @Test
  void an_exception_that_nobody_expects() {
    assertThat(Comparison.of(answer(SmallTrace.FREED), raised("KeyError: b"), true))
        .containsExactly(new Difference("raised", null, "KeyError: b", ImmutableList.of()));
  }

  @Test
  void an_exception_that_does_not_come() {
    assertThat(Comparison.of(raised("KeyError"), answer(SmallTrace.FREED), true))
        .containsExactly(new Difference("raised", "KeyError", null, ImmutableList.of()));
  }

  @Test
  void which_exception_it_is_does_not_count() {
    assertThat(Comparison.of(raised("KeyError"), raised("IllegalEventException: b"), true))
        .isEmpty();
  }

  private static Answer answer(String line) {
    return SmallTrace.step(line).answer();
  }

  private static Answer raised(String name) {
    return answer(
        "{\"stimulus\":{\"op\":\"pause\",\"stimulus_id\":\"s1\"},\"raised\":\"" + name + "\"}");
  }

  private static List<Difference> differences(String line, String text, String replacement) {
    assertThat(line).contains(text);
    return differences(line, line.replace(text, replacement));
  }

  private static List<Difference> differences(String expected, String actual) {
    return Comparison.of(answer(expected), answer(actual), true);
  }
}
