package io.github.workerfsm.worker;

import static io.github.workerfsm.task.TaskState.CANCELLED;
import static io.github.workerfsm.task.TaskState.CONSTRAINED;
import static io.github.workerfsm.task.TaskState.ERROR;
import static io.github.workerfsm.task.TaskState.EXECUTING;
import static io.github.workerfsm.task.TaskState.FETCH;
import static io.github.workerfsm.task.TaskState.FLIGHT;
import static io.github.workerfsm.task.TaskState.FORGOTTEN;
import static io.github.workerfsm.task.TaskState.LONG_RUNNING;
import static io.github.workerfsm.task.TaskState.MEMORY;
import static io.github.workerfsm.task.TaskState.MISSING;
import static io.github.workerfsm.task.TaskState.NEW;
import static io.github.workerfsm.task.TaskState.READY;
import static io.github.workerfsm.task.TaskState.RELEASED;
import static io.github.workerfsm.task.TaskState.RESCHEDULED;
import static io.github.workerfsm.task.TaskState.WAITING_FOR_DEPENDENCIES;
import static io.github.workerfsm.worker.RuleSet.L20;
import static io.github.workerfsm.worker.RuleSet.L21;
import static io.github.workerfsm.worker.RuleSet.N21;
import static io.github.workerfsm.worker.WorkerScript.needs;
import static io.github.workerfsm.worker.WorkerScript.worker;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.table.Transition;
import io.github.workerfsm.task.Resources;
import io.github.workerfsm.task.TaskState;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The rule sets of 2020 and 2021: which pairs they allow, and what they do besides. */
class HistoricRuleSetsTest {

  // ---- pairs

  /** Whatever starts in NEW starts in released there; a new task is a released one. */
  @Test
  void the_pairs_of_september_2021_after_the_change() throws IOException {
    Set<String> pairs = new TreeSet<>();
    for (Transition<TaskState, TaskState, ?, ?> row : moves(N21)) {
      String start = row.from() == NEW ? "released" : name(row.from());
      if (endsRun(row)) {
        pairs.add(start + " rescheduled");
      } else if (!(row.from() == NEW && row.requested() == RELEASED)) {
        pairs.add(start + " " + name(row.requested()));
      }
    }
    assertThat(pairs).isEqualTo(recorded("N21"));
  }

  /**
   * Letting go is deletion, and a client's value is put there, both without an entry in the table.
   * Constrained is what comes of waiting to ready.
   */
  @Test
  void the_pairs_of_september_2021_before_the_change() throws IOException {
    Set<String> pairs = new TreeSet<>();
    for (Transition<TaskState, TaskState, ?, ?> row : moves(L21)) {
      boolean fresh = row.from() == NEW || row.from() == RELEASED;
      if (endsRun(row)) {
        pairs.add(name(row.from()) + " rescheduled");
      } else if (!deletes(row) && !(fresh && row.requested() == MEMORY)) {
        pairs.add((fresh ? "new" : name(row.from())) + " " + name(row.requested()));
      }
    }
    assertThat(pairs).isEqualTo(recorded("L21"));
  }

  /** A new object is waiting, and so is a wanted input: moves between the two are none. */
  @Test
  void the_pairs_of_december_2020() throws IOException {
    Set<String> pairs = new TreeSet<>();
    for (Transition<TaskState, TaskState, ?, ?> row : moves(L20)) {
      boolean fresh = row.from() == NEW || row.from() == RELEASED;
      String start = row.from() == FETCH ? "waiting" : name(row.from());
      String finish = row.requested() == FETCH ? "waiting" : name(row.requested());
      if (endsRun(row)) {
        pairs.add(start + " rescheduled");
      } else if (!deletes(row) && !fresh && !start.equals(finish)) {
        pairs.add(start + " " + finish);
      }
    }
    assertThat(pairs).isEqualTo(recorded("L20"));
  }

  /** A row that leaves the task where it is moves nothing, whatever was asked for. */
  private static List<? extends Transition<TaskState, TaskState, ?, ?>> moves(RuleSet rules) {
    return rules.table().rows().stream()
        .filter(row -> !row.isNever() && !row.landings().equals(Set.of(row.from())))
        .toList();
  }

  private static boolean endsRun(Transition<TaskState, TaskState, ?, ?> row) {
    return (row.from() == EXECUTING || row.from() == LONG_RUNNING)
        && row.requested() == RELEASED
        && row.guard().name().equals("DONE");
  }

  private static boolean deletes(Transition<TaskState, TaskState, ?, ?> row) {
    return row.landings().equals(Set.of(RELEASED)) || row.requested() == FORGOTTEN;
  }

  private static String name(TaskState state) {
    if (state == RESCHEDULED) {
      return "resumed";
    }
    return state == WAITING_FOR_DEPENDENCIES ? "waiting" : state.label();
  }

  private static Set<String> recorded(String ruleSet) throws IOException {
    List<String> lines;
    try (InputStream in = HistoricRuleSetsTest.class.getResourceAsStream("historic-pairs.md")) {
      lines = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8).lines().toList();
    }
    int column = cells(lines.get(0)).indexOf(ruleSet);
    Set<String> pairs = new TreeSet<>();
    for (String line : lines.subList(2, lines.size())) {
      List<String> cells = cells(line);
      if (cells.get(column).equals("x")) {
        pairs.add(cells.get(1) + " " + cells.get(2));
      }
    }
    return pairs;
  }

  private static List<String> cells(String line) {
    return List.of(line.split("\\|", -1)).stream().map(String::strip).toList();
  }

  // ---- names

  @Test
  void the_rule_sets_are_the_current_one_and_named_overrides() {
    for (RuleSet rules : List.of(N21, L21, L20)) {
      assertThat(RuleSet.byName(rules.name())).isSameAs(rules);
      assertThat(rules.overrides())
          .allMatch(override -> RuleOverrides.byName(override.name()) == override);
      assertThat(rules.table().proved()).isFalse();
    }
    assertThat(RuleSet.CURRENT.table().proved()).isTrue();
    assertThat(RuleSet.DASK_2022_12.table().proved()).isTrue();
  }

  // ---- behaviour

  private static WorkerScript under(RuleSet rules) {
    return worker(rules).unchecked();
  }

  @Test
  void an_ordinary_graph_is_computed_under_each() {
    for (RuleSet rules : List.of(N21, L21, L20)) {
      WorkerScript worker = under(rules).compute("y", needs("x", "B")).is("x", FLIGHT);
      worker.gatherOk("B", "x").findMissing();
      worker.is("y", EXECUTING).threadSuccess("y").is("y", MEMORY);
      worker.free("y").unknown("y");
    }
  }

  @Test
  void release_deletes_what_a_thread_runs() {
    for (RuleSet rules : List.of(L21, L20)) {
      WorkerScript worker = under(rules).compute("x").findMissing().is("x", EXECUTING);
      worker.free("x").told(rules == L20 ? new String[] {"reschedule x"} : new String[0]);
      worker.unknown("x").compute("w").findMissing().is("w", EXECUTING);
      worker.threadSuccess("x").toldNothing().is("w", EXECUTING);
    }
    under(N21).compute("x").free("x").is("x", CANCELLED);
  }

  @Test
  void a_stale_result_of_a_ready_task_is_its_result() {
    under(L21)
        .compute("x")
        .free("x")
        .compute("w")
        .compute("x")
        .is("x", READY)
        .threadSuccess("x")
        .told("task-finished x")
        .is("x", MEMORY);
  }

  @Test
  void an_input_that_nobody_holds_waits_in_fetch() {
    for (RuleSet rules : List.of(L21, L20)) {
      under(rules)
          .compute("y", needs("x"))
          .is("x", FETCH)
          .findMissing()
          .told("request-refresh-who-has x")
          .whoHas("x", "B")
          .told("gather x from B");
    }
    under(N21).compute("y", needs("x")).is("x", MISSING);
  }

  @Test
  void a_transfer_goes_on_for_a_task_that_is_to_be_computed() {
    under(L21)
        .compute("y", needs("x", "B"))
        .compute("x")
        .is("x", EXECUTING)
        .gatherNetworkFailure("B")
        .is("x", RELEASED);
    under(L20)
        .compute("w")
        .findMissing()
        .compute("y", needs("x", "B"))
        .compute("x")
        .is("x", READY)
        .gatherOk("B", "x")
        .is("x", MEMORY);
  }

  @Test
  void a_key_that_the_scheduler_has_asked_for_is_not_let_go() {
    under(L21)
        .pause()
        .acquire(needs("x", "B"))
        .compute("y", needs("x", "B"))
        .free("y")
        .is("x", FETCH);
    under(L20)
        .pause()
        .acquire(needs("x", "B"))
        .compute("y", needs("x", "B"))
        .free("y")
        .unknown("x");
  }

  @Test
  void an_assignment_of_a_wanted_input_stores_nothing_to_run() {
    WorkerScript stuck =
        under(L20)
            .pause()
            .compute("y", needs("x", "B"))
            .is("x", FETCH)
            .compute("x")
            .is("x", READY)
            .unpause()
            .findMissing()
            .toldNothing()
            .is("x", EXECUTING);
    Fault.breaks(stuck, "S4");
  }

  @Test
  void what_needs_resources_is_constrained() {
    for (RuleSet rules : List.of(N21, L21, L20)) {
      worker(
              rules,
              settings -> settings.totalResources(Resources.of(Map.of("R", 1))).running(false))
          .unchecked()
          .compute(Assignment.of("x").resource("R", 1))
          .is("x", CONSTRAINED)
          .unpause()
          .findMissing()
          .is("x", EXECUTING);
    }
  }

  @Test
  void a_pair_that_nobody_has_thought_of_is_an_error_before_the_change() {
    under(L21)
        .compute("x")
        .threadFailure("x")
        .is("x", ERROR)
        .fails(script -> script.compute("x"), "there is no detour");
    under(N21).compute("x").threadFailure("x").compute("x").is("x", EXECUTING);
  }

  @Test
  void a_cancelled_run_that_fails_leaks_its_slot_after_the_change() {
    WorkerScript stuck = under(N21).compute("x").free("x").threadFailure("x").compute("w");
    stuck.is("w", READY);
    Fault.breaks(stuck, "S4");
  }

  @Test
  void a_change_of_role_has_a_step_of_its_own_after_the_change() {
    under(N21)
        .acquire(needs("x", "B"))
        .free("x")
        .compute("x")
        .moved("x", CANCELLED, RESCHEDULED, RESCHEDULED)
        .gatherOk("B", "x")
        .told("task-finished x");
  }
}
