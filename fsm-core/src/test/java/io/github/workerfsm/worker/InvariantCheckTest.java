package io.github.workerfsm.worker;

import static io.github.workerfsm.check.Invariant.CLAIMS;
import static io.github.workerfsm.check.Invariant.FACTS;
import static io.github.workerfsm.check.Invariant.IDENTITY;
import static io.github.workerfsm.check.Invariant.MEMBERSHIP;
import static io.github.workerfsm.check.Invariant.RESOURCES;
import static io.github.workerfsm.check.Invariant.SLOTS;
import static io.github.workerfsm.check.Invariant.VALUES;
import static io.github.workerfsm.check.Invariant.WAITING;
import static io.github.workerfsm.worker.WorkerScript.needs;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.check.Invariant;
import io.github.workerfsm.check.InvariantViolation;
import io.github.workerfsm.check.InvariantViolation.Finding;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.task.Failure;
import io.github.workerfsm.task.Resources;
import io.github.workerfsm.task.Role;
import io.github.workerfsm.task.Value;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The checker finds what is broken: a sound worker is broken in every way that it looks for. */
class InvariantCheckTest {

  /** A worker with a task in nearly every state, and nothing wrong with it. */
  private static WorkerState soundWorker() {
    WorkerState worker =
        new WorkerState(
            Settings.at("A").threads(2).totalResources(Resources.of(Map.of("R", 1))).build(),
            RuleSet.CURRENT,
            0);
    for (Event event :
        List.of(
            Assignment.of("executing").resource("R", 1).event("1"),
            Assignment.of("seceded").event("2"),
            new Event.Secede("3", "seceded", -1, 1.0),
            Assignment.of("failed").event("4"),
            new Event.ExecuteFailure("5", "failed", -1, Failure.of("x")),
            Assignment.of("cancelled").event("6"),
            new Event.FreeKeys("7", List.of("cancelled")),
            new Event.UpdateData("8", ImmutableMap.of("here", new Value(null, 5, "int")), false),
            Assignment.of("ready").needs("here").event("9"),
            Assignment.of("constrained").resource("R", 1).event("10"),
            Assignment.of("waiting").needs("flight", "B").needs("missing").event("11"),
            new Event.AcquireReplicas("12", List.of(needs("fetch", "B"))))) {
      worker.begin(event.stimulusId());
      EventHandlers.handle(worker, event);
      worker.settle();
    }
    return worker;
  }

  private static TaskNode task(WorkerState worker, String key) {
    TaskNode task = worker.tasks.get(key);
    assertThat(task).as(key).isNotNull();
    return task;
  }

  private static Peer peer(WorkerState worker) {
    return worker.transfers.peer("B");
  }

  private static Arguments broken(Invariant by, String what, Consumer<WorkerState> damage) {
    return Arguments.of(by, what, damage);
  }

  // spotless:off
  static Stream<Arguments> damages() {
    return Stream.of(
        broken(MEMBERSHIP, "a ready task is in no queue", w -> w.slots.ready.remove(task(w, "ready"))),
        broken(MEMBERSHIP, "a constrained task is in no queue", w -> w.slots.constrained.remove(task(w, "constrained"))),
        broken(MEMBERSHIP, "a task in memory is queued", w -> { task(w, "here").priority = task(w, "ready").priority; w.slots.ready.add(task(w, "here")); }),
        broken(MEMBERSHIP, "a missing task is not asked about", w -> w.missing.remove("missing")),
        broken(MEMBERSHIP, "a task that is not missing is asked about", w -> w.missing.put("here", task(w, "here"))),
        broken(MEMBERSHIP, "a missing task has a holder", w -> Replica.add(task(w, "missing"), peer(w))),
        broken(MEMBERSHIP, "a task in fetch has no holder", w -> task(w, "fetch").firstReplica.remove()),
        broken(MEMBERSHIP, "a task in fetch is not queued", w -> peer(w).remove(task(w, "fetch"))),
        broken(MEMBERSHIP, "a task in transfer is queued", w -> peer(w).add(task(w, "flight"))),
        broken(MEMBERSHIP, "a queue is not on the list of those that are served", w -> peer(w).listed = false),
        broken(IDENTITY, "an input is not in the table", w -> w.tasks.remove(task(w, "missing"))),
        broken(IDENTITY, "another task is in the table", w -> { w.tasks.remove(task(w, "waiting")); w.tasks.add(new TaskNode("waiting")); }),
        broken(IDENTITY, "waiters are miscounted", w -> task(w, "flight").waiters++),
        broken(IDENTITY, "this worker is its own holder", w -> Replica.add(task(w, "here"), w.transfers.peer("A"))),
        broken(RESOURCES, "resources are lost", w -> w.slots.resources.acquire(Resources.of(Map.of("R", 1)))),
        broken(RESOURCES, "resources come from nowhere", w -> w.slots.resources.release(Resources.of(Map.of("R", 0.5)))),
        broken(SLOTS, "a slot is lost", w -> task(w, "executing").unclaim()),
        broken(SLOTS, "a seceded task counts", w -> task(w, "seceded").seceded(false)),
        broken(WAITING, "a task does not wait for what is missing", w -> task(w, "waiting").firstInput().arrived()),
        broken(WAITING, "a task waits for nothing", w -> { task(w, "waiting").firstInput().arrived(); task(w, "waiting").lastInput.arrived(); }),
        broken(WAITING, "a task waits for what is here", w -> task(w, "ready").firstInput().await()),
        broken(WAITING, "missing inputs are miscounted", w -> task(w, "waiting").waitingFor--),
        broken(WAITING, "a task waits for what is not on its way", w -> Edge.link(task(w, "waiting"), task(w, "failed"))),
        broken(VALUES, "a value is lost", w -> task(w, "here").content = null),
        broken(VALUES, "a value is where none should be", w -> task(w, "ready").content = new Value(null, 1, "int")),
        broken(VALUES, "a failure is lost", w -> task(w, "failed").content = null),
        broken(VALUES, "bytes are miscounted", w -> w.nbytes++),
        broken(VALUES, "the size of a value is not known", w -> task(w, "here").nbytes = -1),
        broken(VALUES, "what can run lacks an input", w -> Edge.link(task(w, "ready"), task(w, "fetch"))),
        broken(VALUES, "what runs lacks an input", w -> Edge.link(task(w, "executing"), task(w, "fetch"))),
        broken(CLAIMS, "a transfer is closed and still holds its task", w -> peer(w).transfer = null),
        broken(CLAIMS, "a task has left its open transfer", w -> task(w, "flight").unclaim()),
        broken(FACTS, "the role is wrong", w -> task(w, "waiting").role(Role.FETCH)),
        broken(FACTS, "nobody holds a cancelled task", w -> task(w, "cancelled").unclaim()),
        broken(FACTS, "a completion is noted that has been handled", w -> task(w, "here").done(true)),
        broken(FACTS, "a running task has seceded", w -> w.slots.secede(task(w, "executing"))));
  }
  // spotless:on

  @Test
  void a_sound_worker_has_no_findings() {
    assertThat(InvariantCheck.findings(soundWorker())).isEmpty();
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("damages")
  void a_broken_worker_has(Invariant invariant, String what, Consumer<WorkerState> damage) {
    WorkerState worker = soundWorker();
    damage.accept(worker);
    List<Finding> findings = InvariantCheck.findings(worker);
    assertThat(findings).extracting(Finding::invariant).contains(invariant);
    assertThat(new InvariantViolation(findings)).hasMessageContaining(invariant.id());
  }

  @Test
  void every_invariant_can_be_broken() {
    Set<Invariant> broken = EnumSet.noneOf(Invariant.class);
    damages().forEach(arguments -> broken.add((Invariant) arguments.get()[0]));
    assertThat(broken).containsExactly(Invariant.values());
  }

  @Test
  void a_finding_says_which_task_is_concerned() {
    WorkerState worker = soundWorker();
    worker.missing.remove("missing");
    assertThat(InvariantCheck.findings(worker))
        .extracting(Finding::toString)
        .contains("S1 of missing (missing): and the keys that are asked about disagree");
  }

  @Test
  void checking_changes_nothing() {
    WorkerScript worker = WorkerScript.worker().compute("y", needs("x", "B")).compute("z");
    String before = Dump.of(worker.machine());
    worker.machine().check();
    assertThat(Dump.of(worker.machine())).isEqualTo(before);
  }
}
