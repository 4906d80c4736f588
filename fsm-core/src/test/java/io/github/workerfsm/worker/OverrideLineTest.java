package io.github.workerfsm.worker;

import static io.github.workerfsm.task.TaskState.CANCELLED;
import static io.github.workerfsm.task.TaskState.ERROR;
import static io.github.workerfsm.task.TaskState.EXECUTING;
import static io.github.workerfsm.task.TaskState.FETCH;
import static io.github.workerfsm.task.TaskState.FLIGHT;
import static io.github.workerfsm.task.TaskState.MEMORY;
import static io.github.workerfsm.task.TaskState.MISSING;
import static io.github.workerfsm.task.TaskState.READY;
import static io.github.workerfsm.task.TaskState.RELEASED;
import static io.github.workerfsm.task.TaskState.WAITING_FOR_DEPENDENCIES;
import static io.github.workerfsm.worker.WorkerScript.needs;
import static io.github.workerfsm.worker.WorkerScript.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.workerfsm.event.EventKind;
import io.github.workerfsm.instruction.InstructionKind;
import io.github.workerfsm.table.Transition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Single rules, changed by a line of text. */
class OverrideLineTest {

  private static WorkerScript with(String... lines) {
    return worker(RuleSet.CURRENT.with(List.of(lines).stream().map(RuleOverride::parse).toList()))
        .unchecked();
  }

  // ---- rows

  @Test
  void a_row_that_is_dropped_goes_by_way_of_released() {
    with("drop missing -> waiting-for-dependencies")
        .compute("y", needs("x"))
        .compute("x")
        .detoured("x", MISSING, WAITING_FOR_DEPENDENCIES);
  }

  @Test
  void a_row_that_has_no_way_round_stops_the_machine_when_it_is_dropped() {
    with("drop error -> released")
        .compute("x")
        .threadFailure("x")
        .fails(script -> script.free("x"), "has no row");
    with("drop executing -> memory [DONE]")
        .compute("x")
        .threadSuccess("x")
        .told("note compute-duration", "reschedule x", "add-keys x")
        .is("x", MEMORY);
  }

  @Test
  void only_the_row_that_is_named_is_dropped() {
    with("drop executing -> memory [done]")
        .compute("x")
        .scatterSilently("x")
        .told("release-worker-data x")
        .is("x", EXECUTING);
  }

  @Test
  void a_row_that_is_refused_stops_the_machine() {
    with("refuse fetch -> missing")
        .acquire(needs("f", "B"))
        .acquire(needs("x", "B"))
        .fails(script -> script.gatherNetworkFailure("B"), "refused by hand");
  }

  @Test
  void a_redirected_request_asks_for_something_else() {
    with("redirect flight -> fetch [DONE & NOWHERE] to released")
        .compute("y", needs("x", "B"))
        .gatherOk("B")
        .moved("x", FLIGHT, RELEASED, RELEASED);
  }

  @Test
  void a_guard_that_meets_a_row_in_part_leaves_the_rest_of_it() {
    with("redirect executing -> released [DONE & LOCATED] to error")
        .compute("x")
        .free("x")
        .is("x", CANCELLED)
        .threadSuccess("x")
        .is("x", RELEASED);
    RuleSet rules = RuleSet.CURRENT.with(RuleOverride.parse("drop fetch -> missing [demanding]"));
    assertThat(rules.table().rows(FETCH, MISSING))
        .extracting(Transition::label)
        .containsExactly("FETCH -> MISSING [ALWAYS & !DEMANDING]");
    assertThat(rules.table().proved()).isFalse();
  }

  @Test
  void a_row_can_do_what_another_one_does() {
    with("row cancelled -> error [DONE] do OutcomeRules.FAIL lands error")
        .compute("x")
        .free("x")
        .threadFailure("x")
        .told("task-erred x: x is broken")
        .is("x", ERROR);
    with("row cancelled -> error do fail lands error, released")
        .compute("x")
        .free("x")
        .threadFailure("x")
        .is("x", ERROR);
  }

  @Test
  void a_pair_can_get_a_row() {
    with("row ready -> memory do RECEIVE lands memory")
        .compute("w")
        .compute("x")
        .is("x", READY)
        .scatterSilently("x")
        .moved("x", READY, MEMORY, MEMORY);
  }

  @Test
  void guards_know_brackets_and_alternatives() {
    RuleSet rules =
        RuleSet.CURRENT.with(
            RuleOverride.parse("drop flight -> fetch [!(DONE | LOCATED) & THREAD]"));
    assertThat(rules.table().rows(FLIGHT, FETCH)).hasSize(3);
  }

  // ---- decisions

  @Test
  void a_policy_is_set() {
    with("policy retention = EAGER").compute("x").threadSuccess("x").free("x").unknown("x");
    with("policy suspicion-limit = 1")
        .compute("y", needs("x", "B", "C"))
        .gatherFailure("B")
        .is("y", ERROR);
    with("policy match-transfers = false").acquire(needs("x", "B"));
  }

  @Test
  void an_event_is_ignored_in_a_state() {
    with("ignore secede in cancelled, rescheduled")
        .compute("x")
        .free("x")
        .secede("x")
        .compute("w")
        .is("w", READY);
    with("ignore free-keys in executing")
        .compute("x")
        .compute("w")
        .free("x", "w")
        .is("x", EXECUTING)
        .is("w", RELEASED);
    with("ignore gather-busy in flight").acquire(needs("x", "B")).gatherBusy("B").is("x", FLIGHT);
  }

  @Test
  void an_event_is_admitted_that_makes_no_sense() {
    with("admit execute-success").fails(script -> script.threadSuccess("x"), "no task x");
  }

  @Test
  void an_answer_is_left_out() {
    with("answer steal-request without steal-response").compute("x").steal("x").toldNothing();
  }

  @Test
  void starts_are_skipped() {
    with("skip fetches after acquire-replicas")
        .acquire(needs("x", "B"))
        .toldNothing()
        .is("x", FETCH)
        .findMissing()
        .told("gather x from B");
    with("skip threads after compute-task")
        .compute("x")
        .is("x", READY)
        .pause()
        .unpause()
        .told("execute x");
  }

  @Test
  void a_named_override_is_found_by_its_name() {
    assertThat(RuleOverride.parse("Cancelled_Error-leaks-slot"))
        .isSameAs(RuleOverrides.byName("cancelled-error-leaks-slot"));
  }

  @Test
  void a_line_is_its_own_name() {
    RuleOverride override = RuleOverride.parse("  policy   retention=eager ");
    assertThat(override.name()).isEqualTo("policy retention = eager");
    assertThat(override.difference()).isEqualTo("policy retention = eager");
    assertThat(override.correction()).isNotBlank();
    assertThat(override.source()).isEqualTo("stated by hand");
  }

  @ParameterizedTest
  @EnumSource
  void every_event_and_every_instruction_can_be_named(EventKind kind) {
    for (InstructionKind unsaid : InstructionKind.values()) {
      RuleOverride.parse("answer " + kind.label() + " without " + unsaid.label());
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.workerfsm.worker.OverrideLineTest#rows")
  void every_row_can_be_named_as_the_table_prints_it(Transition<?, ?, ?, ?> row) {
    RuleSet dropped = RuleSet.CURRENT.with(RuleOverride.parse("drop " + row.label()));
    assertThat(dropped.table().rows()).hasSize(RuleSet.CURRENT.table().rows().size() - 1);
  }

  static List<? extends Transition<?, ?, ?, ?>> rows() {
    return RuleSet.CURRENT.table().rows();
  }

  // ---- mistakes

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "frop a -> b # 1: there is frop, expected drop, refuse, redirect, row, policy, ignore,"
            + " admit, answer, skip or the name of an override",
        "'' # 1: the line ends, expected drop,",
        "drop fetsh -> missing # 6: there is fetsh, expected a state, one of new, waiting-for-",
        "drop fetch missing # 12: there is missing, expected ->",
        "drop fetch -> # 14: the line ends, expected a state, one of",
        "drop fetch -> fetch # 15: there is fetch, expected another state than the one before",
        "drop fetch -> ready # 15: there is ready, expected a state for which fetch has a row",
        "drop fetch -> missing [DUN] # 24: there is DUN, expected a fact, one of ALWAYS, DONE,",
        "drop fetch -> missing [DONE # 28: the line ends, expected ]",
        "drop fetch -> missing now # 23: there is now, expected the end of the line",
        "redirect fetch -> missing to missing # 30: there is missing, expected another state",
        "row fetch -> missing do QUEUE lands fetch # 25: there is QUEUE, expected one of"
            + " ComputeRules.QUEUE, TransferRules.QUEUE",
        "row fetch -> missing do NIX lands fetch # 25: there is NIX, expected a rule of the table",
        "policy retenshun = eager # 8: there is retenshun, expected a policy, one of retention,",
        "policy retention = lazy # 20: there is lazy, expected a value, one of until-forgotten-",
        "policy suspicion-limit = -1 # 26: there is -1, expected a number from 0 to 10000",
        "policy run-identity = maybe # 23: there is maybe, expected a value, one of true, false",
        "ignore pause in ready # 8: there is pause, expected an event about tasks, one of",
        "answer steal without add-keys # 8: there is steal, expected an event, one of",
        "answer pause without words # 22: there is words, expected an instruction, one of",
        "skip lunch after pause # 6: there is lunch, expected a step, one of threads, fetches"
      })
  void a_mistake_is_answered_with_one_line(String line, String message) {
    assertThatThrownBy(() -> RuleOverride.parse(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("rule \"" + line + "\", column " + message)
        .message()
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"->", "[", "drop ->", "policy =", "\u0000", "row new -> error do"})
  void rubbish_is_refused(String line) {
    assertThatThrownBy(() -> RuleOverride.parse(line)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_unknown_name_is_answered_with_the_known_ones() {
    assertThatThrownBy(() -> RuleOverrides.byName("retenshun"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "there is no override retenshun, expected one of retention, run-identity,");
  }
}
