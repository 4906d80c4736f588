package io.github.workerfsm.worker;

import static io.github.workerfsm.task.TaskState.CANCELLED;
import static io.github.workerfsm.task.TaskState.CONSTRAINED;
import static io.github.workerfsm.task.TaskState.ERROR;
import static io.github.workerfsm.task.TaskState.EXECUTING;
import static io.github.workerfsm.task.TaskState.FETCH;
import static io.github.workerfsm.task.TaskState.FLIGHT;
import static io.github.workerfsm.task.TaskState.MEMORY;
import static io.github.workerfsm.task.TaskState.MISSING;
import static io.github.workerfsm.task.TaskState.READY;
import static io.github.workerfsm.task.TaskState.RELEASED;
import static io.github.workerfsm.task.TaskState.WAITING_FOR_DEPENDENCIES;
import static io.github.workerfsm.worker.RuleSet.CURRENT;
import static io.github.workerfsm.worker.RuleSet.DASK_2022_12;
import static io.github.workerfsm.worker.WorkerScript.needs;
import static io.github.workerfsm.worker.WorkerScript.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.task.Value;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the machine goes by, and in what two rule sets differ. */
class RuleSetTest {

  static List<RuleOverride> overrides() {
    return DASK_2022_12.overrides();
  }

  // ---- names

  @Test
  void the_rule_sets_have_names() {
    assertThat(RuleSet.all())
        .extracting(RuleSet::name)
        .containsExactly("current", "dask-2022.12", "n21", "l21", "l20");
    assertThat(CURRENT).hasToString("current");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dask-2022.12", "DASK_2022_12", "dask-2022-12", "Dask_2022.12"})
  void a_rule_set_is_found_by_its_name_however_it_is_spelt(String name) {
    assertThat(RuleSet.byName(name)).isSameAs(DASK_2022_12);
  }

  @Test
  void an_unknown_name_is_answered_with_the_known_ones() {
    assertThatThrownBy(() -> RuleSet.byName("dask-2023.1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "there is no rule set dask-2023.1, expected one of current, dask-2022.12, n21, l21, l20");
  }

  @Test
  void a_derived_rule_set_says_how_it_was_derived() {
    RuleSet derived = CURRENT.with(RuleOverrides.EAGER_RETENTION, RuleOverrides.REPEATED_FAILURE);
    assertThat(derived.name()).isEqualTo("current with retention with erred-assignment");
    assertThat(derived.named("mine").name()).isEqualTo("mine");
    assertThat(DASK_2022_12.without(RuleOverrides.REPEATED_FAILURE).name())
        .isEqualTo("dask-2022.12 without erred-assignment");
  }

  // ---- differences

  @ParameterizedTest
  @MethodSource("overrides")
  void an_override_says_what_is_different_what_is_right_and_where_that_comes_from(
      RuleOverride override) {
    assertThat(override.name()).matches("[a-z]+(-[a-z]+)*").isEqualTo(override.toString());
    assertThat(override.difference()).isNotBlank().doesNotContain("\n");
    assertThat(override.correction()).isNotBlank().doesNotContain("\n");
    assertThat(override.source()).containsAnyOf("scenario", "issue", "invariant", "reference");
  }

  @Test
  void no_two_overrides_have_the_same_name() {
    assertThat(overrides()).extracting(RuleOverride::name).doesNotHaveDuplicates();
  }

  @Test
  void every_override_of_the_reference_is_declared_for_all_to_use() throws IllegalAccessException {
    List<RuleOverride> declared = new ArrayList<>();
    for (var field : RuleOverrides.class.getDeclaredFields()) {
      if (field.getType() == RuleOverride.class && Modifier.isPublic(field.getModifiers())) {
        declared.add((RuleOverride) field.get(null));
      }
    }
    assertThat(declared).containsAll(overrides());
  }

  @ParameterizedTest
  @MethodSource("overrides")
  void an_override_changes_something(RuleOverride override) {
    RuleSet changed = CURRENT.with(override);
    assertThat(rules(changed)).isNotEqualTo(rules(CURRENT));
    assertThat(changed.overrides()).containsExactly(override);
  }

  @ParameterizedTest
  @MethodSource("overrides")
  void an_override_can_be_taken_out_again(RuleOverride override) {
    assertThat(rules(CURRENT.with(override).without(override))).isEqualTo(rules(CURRENT));
    assertThat(rules(DASK_2022_12.without(override))).isNotEqualTo(rules(DASK_2022_12));
    assertThat(DASK_2022_12.without(override).overrides())
        .doesNotContain(override)
        .hasSize(overrides().size() - 1);
  }

  @Test
  void the_reference_differs_from_the_current_rules_by_its_overrides_and_nothing_else() {
    assertThat(CURRENT.overrides()).isEmpty();
    assertThat(rules(CURRENT.with(overrides()))).isEqualTo(rules(DASK_2022_12));
    RuleSet back = DASK_2022_12;
    for (RuleOverride override : overrides()) {
      back = back.without(override);
    }
    assertThat(rules(back)).isEqualTo(rules(CURRENT));
  }

  @Test
  void the_order_of_overrides_does_not_matter() {
    List<RuleOverride> reversed = new ArrayList<>(overrides());
    Collections.reverse(reversed);
    assertThat(rules(CURRENT.with(reversed))).isEqualTo(rules(DASK_2022_12));
  }

  private static List<Object> rules(RuleSet rules) {
    return List.of(rules.table().fingerprint(), rules.policies());
  }

  // ---- the behaviour of each override, without it and with it

  private static WorkerScript current() {
    return worker(CURRENT);
  }

  private static WorkerScript with(RuleOverride override) {
    return worker(CURRENT.with(override)).unchecked();
  }

  @Test
  void retention() {
    current().compute("x").threadSuccess("x").free("x").is("x", RELEASED);
    with(RuleOverrides.EAGER_RETENTION).compute("x").threadSuccess("x").free("x").unknown("x");
    with(RuleOverrides.EAGER_RETENTION)
        .compute("y", needs("x"))
        .free("x")
        .is("x", MISSING)
        .free("y")
        .unknown("x", "y");
  }

  @Test
  void run_identity() {
    Event wrong = new Event.ExecuteSuccess("id", "x", 1, new Value(null, 1, "int"));
    current()
        .compute(Assignment.of("x").run(2))
        .refuses(wrong, "execute-success id: run 1 of task x, expected run 2");
    with(RuleOverrides.NO_RUN_IDENTITY)
        .compute(Assignment.of("x").run(2))
        .send(wrong)
        .is("x", MEMORY);
  }

  @Test
  void unusable_input() {
    current()
        .compute("y", needs("x", "B", "C"))
        .gatherFailure("B")
        .told("gather x from C")
        .is("y", WAITING_FOR_DEPENDENCIES);
    with(RuleOverrides.INPUT_FAILS)
        .compute("y", needs("x", "B", "C"))
        .gatherFailure("B")
        .moved("x", FLIGHT, ERROR, ERROR)
        .told("task-erred x: unreadable", "task-erred y: unreadable")
        .is("y", ERROR);
    assertThat(
            with(RuleOverrides.INPUT_FAILS)
                .acquire(needs("x", "B"))
                .gatherFailure("B")
                .task("x")
                .suspicion())
        .isZero();
  }

  @Test
  void replica_refusal() {
    for (boolean refuses : new boolean[] {false, true}) {
      WorkerScript worker = refuses ? with(RuleOverrides.CANCELLED_DEPENDENTS_PROTECT) : current();
      worker.scatter("x").compute("y", needs("x")).free("y").is("y", CANCELLED);
      worker.removeReplicas("x").told(refuses ? "add-keys x" : "release-worker-data x");
    }
  }

  @Test
  void brought_result() {
    with(RuleOverrides.BROUGHT_RESULT)
        .acquire(needs("x", "B"))
        .compute(Assignment.of("x").run(6))
        .gatherOk("B", "x")
        .told("task-finished x run 6")
        .is("x", MEMORY);
  }

  @Test
  void erred_assignment() {
    current().compute("x").threadFailure("x").compute("x").told("execute x");
    with(RuleOverrides.REPEATED_FAILURE)
        .compute("x")
        .threadFailure("x")
        .compute(Assignment.of("x").run(5))
        .told("task-erred x run 5: x is broken")
        .is("x", ERROR);
  }

  @Test
  void scatter_onto_held() {
    current().compute("x").scatterSilently("x").told("release-worker-data x").is("x", EXECUTING);
    with(RuleOverrides.SCATTER_ONTO_HELD)
        .compute("x")
        .scatterSilently("x")
        .told("task-finished x")
        .is("x", MEMORY)
        .threadSuccess("x")
        .told("note compute-duration")
        .is("x", MEMORY);
    with(RuleOverrides.SCATTER_ONTO_HELD)
        .compute("x")
        .secede("x")
        .scatter("x")
        .told("add-keys x", "task-finished x");
    with(RuleOverrides.SCATTER_ONTO_HELD)
        .acquire(needs("x", "B"))
        .scatterSilently("x")
        .told("add-keys x")
        .gatherOk("B", "x")
        .toldNothing()
        .is("x", MEMORY);
    with(RuleOverrides.SCATTER_ONTO_HELD)
        .acquire(needs("x", "B"))
        .compute("x")
        .scatterSilently("x")
        .told("task-finished x");
    with(RuleOverrides.SCATTER_ONTO_HELD)
        .compute("x")
        .acquire(needs("x", "B"))
        .scatterSilently("x")
        .told("add-keys x");
    with(RuleOverrides.SCATTER_ONTO_HELD)
        .compute("x")
        .free("x")
        .scatterSilently("x")
        .toldNothing()
        .is("x", CANCELLED);
  }

  @Test
  void values_together() {
    current()
        .pause()
        .compute("z", needs("x", "B"))
        .scatter("x", "z")
        .told("add-keys x, z", "add-keys z", "add-keys x")
        .is("x", MEMORY);
    with(RuleOverrides.VALUES_TOGETHER)
        .pause()
        .compute("z", needs("x", "B"))
        .scatter("x", "z")
        .told("add-keys x, z", "add-keys z")
        .is("x", RELEASED);
    current()
        .acquire(needs("y", "B"), needs("x", "B"))
        .compute("y", needs("x", "B"))
        .gatherOk("B", "x")
        .is("x", MEMORY);
    with(RuleOverrides.VALUES_TOGETHER)
        .acquire(needs("y", "B"), needs("x", "B"))
        .compute("y", needs("x", "B"))
        .gatherOk("B", "x")
        .told("gather x from B")
        .is("x", FLIGHT);
  }

  @Test
  void announced_holder() {
    current()
        .acquire(needs("f", "C"))
        .compute("y", needs("x"))
        .compute("f", needs("x", "B"))
        .is("x", FLIGHT);
    WorkerScript noting =
        with(RuleOverrides.ANNOUNCEMENT_NOTED)
            .acquire(needs("f", "C"))
            .compute("y", needs("x"))
            .compute("f", needs("x", "B"))
            .is("x", MISSING)
            .heldBy("x", "B");
    noting.findMissing().told("request-refresh-who-has x").whoHas("x", "B").is("x", FLIGHT);
  }

  @Test
  void ended_transfer() {
    for (boolean stops : new boolean[] {false, true}) {
      WorkerScript worker = stops ? with(RuleOverrides.ENDED_TRANSFER_HELD) : current();
      worker
          .pause()
          .compute("y", needs("x", "B"))
          .free("y")
          .acquire(needs("y", "B"), needs("x", "B"))
          .unpause()
          .free("y");
      if (stops) {
        worker.fails(
            script -> script.gatherBusy("B"),
            "of x (flight) is refused: no transfer ends by asking for a release");
      } else {
        worker.gatherBusy("B").is("x", RELEASED);
      }
    }
  }

  @Test
  void old_input() {
    current()
        .compute("y", needs("old"))
        .free("y", "old")
        .forget("old")
        .compute("y", needs("new"))
        .waitsFor("y", "new")
        .unknown("old");
    with(RuleOverrides.OLD_INPUTS_KEPT)
        .compute("y", needs("old"))
        .free("y", "old")
        .forget("old")
        .compute("y", needs("new"))
        .waitsFor("y", "old", "new");
  }

  @Test
  void lost_input() {
    current().pause().compute("y", needs("x", "B")).free("x").is("x", MISSING);
    with(RuleOverrides.LOST_INPUT_LEFT)
        .pause()
        .compute("y", needs("x", "B"))
        .free("x")
        .is("x", RELEASED)
        .is("y", WAITING_FOR_DEPENDENCIES)
        .findMissing()
        .toldNothing();
  }

  @Test
  void transfer_mismatch() {
    Event wrongSize = new Event.GatherBusy("id", "B", 7);
    Event unasked =
        new Event.GatherSuccess("id", "B", 1, ImmutableMap.of("z", new Value(null, 1, "int")));
    current()
        .acquire(needs("x", "B"))
        .refuses(
            wrongSize,
            "gather-busy id: a transfer of 7 bytes from B,"
                + " expected 1 bytes, as in the gather-dep instruction")
        .refuses(
            unasked,
            "gather-success id: data for z, which the transfer from B did not ask for,"
                + " expected keys of the gather-dep instruction");
    with(RuleOverrides.LOOSE_TRANSFERS)
        .acquire(needs("x", "B"))
        .send(unasked)
        .is("x", MISSING)
        .unknown("z")
        .whoHas("x", "B")
        .send(wrongSize)
        .is("x", FETCH);
  }

  @Test
  void queue_position() {
    for (boolean stale : new boolean[] {false, true}) {
      WorkerScript worker = stale ? with(RuleOverrides.STALE_QUEUE_POSITIONS) : current();
      worker
          .compute("running")
          .compute(Assignment.of("first").priority(1))
          .compute(Assignment.of("second").priority(2))
          .free("first")
          .compute(Assignment.of("first").priority(3))
          .threadSuccess("running")
          .is(stale ? "first" : "second", EXECUTING)
          .is(stale ? "second" : "first", READY);
    }
  }

  @Test
  void unknown_resource() {
    current().compute(Assignment.of("x").resource("R", 1)).toldNothing().is("x", CONSTRAINED);
    with(RuleOverrides.UNKNOWN_RESOURCES_STOP)
        .fails(
            script -> script.compute(Assignment.of("x").resource("R", 1)),
            "resource R is not known here");
  }

  @Test
  void detour_conflict() {
    for (boolean strict : new boolean[] {false, true}) {
      WorkerScript worker = strict ? with(RuleOverrides.STRICT_DETOURS) : current();
      worker
          .pause()
          .compute("y", needs("x", "B"))
          .acquire(needs("y", "B"))
          .whoHas("y", "B")
          .is("y", FETCH)
          .acquire(needs("x", "B"))
          .is("x", FETCH);
      if (strict) {
        worker.fails(
            script -> script.compute("y", needs("x", "B")), "recommend different moves for x");
      } else {
        worker.compute("y", needs("x", "B")).is("y", WAITING_FOR_DEPENDENCIES).is("x", FETCH);
      }
    }
  }

  @Test
  void every_override_has_a_test_of_its_behaviour() {
    List<String> tests =
        Stream.of(RuleSetTest.class.getDeclaredMethods())
            .map(method -> method.getName().replace('_', '-'))
            .toList();
    assertThat(tests).containsAll(overrides().stream().map(RuleOverride::name).toList());
  }
}
