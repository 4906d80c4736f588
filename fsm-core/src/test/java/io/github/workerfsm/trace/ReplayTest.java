package io.github.workerfsm.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.worker.RuleSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReplayTest {

  private static final String WHOLE = String.join("\n", SmallTrace.LINES);
  private static final Replay FREE = Replay.of(RuleSet.DASK_2022_12, Replay.Mode.FREE);

  @ParameterizedTest
  @EnumSource
  void a_real_trace_conforms(Replay.Mode mode) {
    ReplayedTrace replayed = only(Replay.of(RuleSet.DASK_2022_12, mode), WHOLE);
    assertThat(replayed.divergence()).isNull();
    assertThat(replayed.conforms()).isTrue();
    assertThat(replayed.lines()).isEqualTo(4);
    assertThat(replayed.linesLeft()).isZero();
    assertThat(replayed.stimuli()).isEqualTo(4);
    assertThat(replayed.transitions()).isPositive();
    assertThat(replayed.header().name()).isEqualTo("small#1");
    assertThat(replayed.line()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0} -> {1}: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"b\":\"waiting\" | \"b\":\"ready\" | 2 | states.b",
        ",\"b\":\"waiting\" | `` | 2 | states.b",
        "\"b\":\"waiting\" | \"b\":\"waiting\",\"c\":\"memory\" | 2 | states.c",
        "\"previous\":\"executing\" | \"previous\":\"flight\" | 4 | states.b",
        "\"states\":{\"b\":\"forgotten\"} | \"states\":{} | 5 | states.b",
        "\"to_gather\":[\"a\"] | \"to_gather\":[\"b\"] | 2 | instructions",
        "\"to_gather\":[\"a\"],\"total_nbytes\":28 | \"to_gather\":[\"a\"],\"total_nbytes\":1 | 2 | instructions",
        ",{\"op\":\"execute\",\"stimulus_id\":\"s2\",\"key\":\"b\"} | `` | 3 | instructions",
        "[\"b\",\"ready\",\"executing\",\"executing\"] | [\"b\",\"ready\",\"executing\",\"ready\"] | 3 | transitions",
        ",[\"b\",\"released\",\"forgotten\",\"forgotten\"] | `` | 5 | transitions",
        "\"executed\":1 | \"executed\":2 | 5 | counts.executed",
      })
  void a_corrupt_trace_diverges(String text, String replacement, long line, String member) {
    ReplayedTrace replayed = only(FREE, SmallTrace.with(text, replacement));
    Divergence divergence = replayed.divergence();
    assertThat(divergence).isNotNull();
    assertThat(replayed.conforms()).isFalse();
    assertThat(divergence.line()).isEqualTo(line);
    assertThat(divergence.file()).isEqualTo("small.jsonl");
    assertThat(divergence.trace()).isEqualTo("small#1");
    assertThat(divergence.differences()).extracting(Difference::member).contains(member);
    assertThat(replayed.lines()).isEqualTo(line - 2);
    assertThat(replayed.linesLeft()).isEqualTo(5 - line);
  }

  @Test
  void the_order_of_instructions_is_compared_where_it_is_ordered() {
    String execute = "{\"op\":\"execute\",\"stimulus_id\":\"s2\",\"key\":\"b\"}";
    String add = "{\"op\":\"add-keys\",\"stimulus_id\":\"s2\",\"keys\":[\"a\"]}";
    String swapped = SmallTrace.with(add + "," + execute, execute + "," + add);
    assertThat(only(FREE, swapped).divergence().differences())
        .extracting(Difference::member)
        .containsExactly("instructions.order");
    assertThat(only(FREE, swapped.replace("\"ordered\":true", "\"ordered\":false")).conforms())
        .isTrue();
  }

  @Test
  void a_free_replay_stops_before_the_first_line_that_is_not_deterministic() {
    String wrong = "\"b\":\"waiting\"";
    String text =
        SmallTrace.with(wrong, "\"b\":\"ready\"")
            .replace("\"deterministic\":true,\"ordered\"", "\"deterministic\":false,\"ordered\"")
            .replace("\"deterministic_lines\":4", "\"deterministic_lines\":0");
    ReplayedTrace free = only(FREE, text);
    assertThat(free.conforms()).isTrue();
    assertThat(free.lines()).isZero();
    assertThat(free.linesLeft()).isEqualTo(4);

    Replay guided = Replay.of(RuleSet.DASK_2022_12, Replay.Mode.GUIDED);
    assertThat(only(guided, text).conforms()).isFalse();
    assertThat(only(guided, text.replace("\"b\":\"ready\"", wrong)).lines()).isEqualTo(4);
  }

  @Test
  void a_machine_that_throws_diverges() {
    String unexpected = SmallTrace.HEADER.replace(":4", ":1") + "\n" + SmallTrace.GATHERED;
    assertThat(only(FREE, unexpected).divergence().differences())
        .singleElement()
        .satisfies(
            difference -> {
              assertThat(difference.member()).isEqualTo("raised");
              assertThat(difference.expected()).isNull();
              assertThat(difference.actual()).startsWith("IllegalEventException: ");
            });
  }

  @Test
  void a_line_that_raised_asks_for_an_exception() {
    String header = SmallTrace.HEADER.replace(":4", ":1") + "\n";
    String tail = SmallTrace.GATHERED.substring(SmallTrace.GATHERED.indexOf(",\"instructions\""));
    String bad = SmallTrace.GATHERED.replace(tail, ",\"raised\":\"KeyError\"}");
    assertThat(only(FREE, header + bad).conforms()).isTrue();

    String good =
        "{\"stimulus\":{\"op\":\"pause\",\"stimulus_id\":\"s1\"},\"raised\":\"KeyError\"}";
    assertThat(only(FREE, header + good).divergence().differences())
        .containsExactly(new Difference("raised", "KeyError", null, ImmutableList.of()));
  }

  @Test
  void a_poke_is_applied_before_the_next_step() {
    String text =
        WHOLE.replace(SmallTrace.COMPUTE, "{\"poke\":{\"nthreads\":0}}\n" + SmallTrace.COMPUTE);
    Divergence divergence = only(FREE, text).divergence();
    assertThat(divergence).as("no thread, so b does not run").isNotNull();
    assertThat(divergence.differences())
        .contains(new Difference("states.b", "executing", "ready", ImmutableList.of("b")));
  }

  @Test
  void a_check_that_fails_is_a_divergence() {
    int[] checks = new int[1];
    Replay replay =
        FREE.checking(
            machine -> {
              if (++checks[0] == 2) {
                throw new IllegalStateException("a is in two places");
              }
            });
    Divergence divergence = only(replay, WHOLE).divergence();
    assertThat(divergence.line()).isEqualTo(3);
    assertThat(divergence.differences())
        .containsExactly(
            new Difference("invariant", "all hold", "a is in two places", ImmutableList.of()));
  }

  @Test
  void a_check_runs_after_every_event_of_a_batch() {
    List<Boolean> running = new ArrayList<>();
    String batch =
        "{\"stimuli\":[{\"op\":\"pause\",\"stimulus_id\":\"s1\"},"
            + "{\"op\":\"unpause\",\"stimulus_id\":\"s2\"}],\"raised\":\"Nothing\"}";
    String header = SmallTrace.HEADER.replace("\"stimuli\":4", "\"stimuli\":2").replace(":4", ":1");
    only(FREE.checking(machine -> running.add(machine.running())), header + "\n" + batch);
    assertThat(running).containsExactly(false, true);
  }

  @Test
  void every_trace_of_a_file_gets_a_machine_of_its_own() {
    List<ReplayedTrace> replayed =
        all(FREE, SmallTrace.with("\"executed\":1", "\"executed\":2") + "\n" + WHOLE);
    assertThat(replayed).extracting(ReplayedTrace::conforms).containsExactly(false, true);
    assertThat(replayed).extracting(ReplayedTrace::line).containsExactly(1L, 6L);
  }

  @Test
  void a_divergence_shows_line_difference_and_story_at_one_glance() {
    String text = SmallTrace.with("\"previous\":\"executing\"", "\"previous\":\"flight\"");
    String shown = only(FREE, text).divergence().toString();
    assertThat(shown.lines().toList())
        .startsWith(
            "small.jsonl:4: small#1 diverges",
            "  stimulus {\"op\":\"free-keys\",\"stimulus_id\":\"s3\",\"keys\":[\"b\"]}",
            "  states.b",
            "    expected   cancelled(flight)",
            "    actual     cancelled(executing)",
            "  story of b");
    assertThat(shown.lines().skip(6)).hasSize(4).allMatch(line -> line.contains(" b: "));
  }

  @Test
  void a_divergence_has_a_form_for_programs() {
    Divergence divergence =
        only(FREE, SmallTrace.with("\"executed\":1", "\"executed\":2")).divergence();
    assertThat(Json.text(divergence.tree()))
        .startsWith(
            "{\"file\":\"small.jsonl\",\"line\":5,\"trace\":\"small#1\",\"stimulus\":{\"op\":\"execute-failure\"")
        .contains(
            "\"differences\":[{\"member\":\"counts.executed\",\"expected\":\"2\",\"actual\":\"1\"}]")
        .contains("\"stories\":{\"b\":[\"");
  }

  private static ReplayedTrace only(Replay replay, String text) {
    List<ReplayedTrace> all = all(replay, text);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static List<ReplayedTrace> all(Replay replay, String text) {
    List<ReplayedTrace> all = new ArrayList<>();
    try (TraceReader reader = SmallTrace.reader(text)) {
      replay.run(reader, all::add);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return all;
  }
}
