package io.github.workerfsm.sim.scheduler;

import static io.github.workerfsm.sim.scheduler.Desk.on;
import static io.github.workerfsm.sim.scheduler.Desk.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Overrides as text. */
class OverrideGrammarTest {

  private static Desk under(String rule) {
    return new Desk(SchedulerOverride.parse(rule)).join("A").join("B");
  }

  @Test
  void a_move_is_dropped() {
    Desk desk = under("drop processing -> waiting");
    desk.submit(on("A", "x"), on("B", "y(x)"));
    desk.finished("A", "x");
    desk.dropped("A", "x");
    assertThat(desk.where("y")).isEqualTo("processing on B");
  }

  @Test
  void a_report_is_ignored() {
    Desk desk = under("ignore task-finished");
    desk.submit(task("x"));
    desk.finished("A", "x");
    assertThat(desk.where("x")).isEqualTo("processing on A");
  }

  @Test
  void keys_of_a_report_are_ignored_in_a_situation() {
    Desk desk = under("ignore add-keys for unknown");
    desk.submit(task("x"));
    assertThat(desk.added("B", "x", "unheard-of")).containsExactly("B remove x");
    assertThat(under("ignore heartbeat for unknown").heartbeat("A", "x")).isEmpty();
  }

  @Test
  void keys_of_a_report_are_answered_otherwise() {
    Desk desk = under("answer add-keys in processing with free-keys");
    desk.submit(task("x"));
    assertThat(desk.added("B", "x")).containsExactly("B free x");
    assertThat(under("answer add-keys for unknown with remove-replicas").added("B", "x"))
        .containsExactly("B remove x");
  }

  @Test
  void a_result_is_accepted_in_another_state() {
    Desk desk = under("accept task-finished in waiting");
    desk.submit(task("x"), task("y(x)"));
    desk.finished("B", "y", 7);
    assertThat(desk.where("y")).isEqualTo("memory on B");
  }

  @Test
  void a_message_is_not_sent() {
    assertThat(under("scheduler does not send remove-worker").lost("A")).isEmpty();
  }

  @Test
  void messages_change_their_order() {
    Desk desk = under("Send  compute-task  last");
    desk.submit(task("x"));
    assertThat(desk.lost("A")).containsExactly("B remove-worker A", "B compute x");
  }

  @Test
  void workers_are_chosen_otherwise() {
    assertThat(under("place on last").submit(task("x"))).containsExactly("B compute x");
  }

  @Test
  void a_policy_is_set_otherwise() {
    Desk desk = under("set allowed-deaths 0");
    desk.submit(task("x"));
    desk.lost("A");
    assertThat(desk.where("x")).isEqualTo("erred");
    assertThat(SchedulerRules.CURRENT.with(SchedulerOverride.parse("set steals by-key")))
        .extracting(rules -> rules.policies().steals())
        .isEqualTo(SchedulerPolicies.Steals.BY_KEY);
  }

  @Test
  void the_name_of_a_scenario_is_its_override() {
    assertThat(SchedulerOverride.parse("stale-run-accepted"))
        .isSameAs(SchedulerOverrides.NO_RUN_IDENTITY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sing                                    | expected drop, ignore",
        "drop waiting                            | expected drop STATE -> STATE",
        "drop waiting -> flying                  | there is no scheduler state flying",
        "drop memory -> processing               | expected a move that the table has",
        "ignore gossip                           | there is no report gossip",
        "ignore add-keys on memory               | expected in STATE or for unknown",
        "answer add-keys for unknown with a-song | expected free-keys, forget-keys",
        "accept task-finished in memory          | expected a state from which",
        "scheduler does not send flowers         | there is no message flowers",
        "scheduler does send free-keys           | expected scheduler does not send MESSAGE",
        "place on top                            | expected place on first",
        "set mood good                           | expected as the policy one of",
        "set run-identity maybe                  | value maybe, expected on or off",
        "set allowed-deaths -1                   | value -1, expected a number",
        "no-such-scenario                        | there is no scheduler override"
      })
  void a_rule_that_makes_no_sense_gets_one_clear_line(String text, String why) {
    assertThatThrownBy(() -> SchedulerOverride.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("scheduler rule \"" + text + "\": ")
        .hasMessageContaining(why)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   "})
  void an_empty_rule_is_none(String text) {
    assertThatThrownBy(() -> SchedulerOverride.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected drop, ignore");
  }
}
