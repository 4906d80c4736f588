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

  private static Arguments broken(
      Invariant by, String what, String finding, Consumer<WorkerState> damage) {
    return Arguments.of(by, what, finding, damage);
  }

  // spotless:off
  static Stream<Arguments> damages() {
    return Stream.of(
        broken(MEMBERSHIP, "a ready task is in no queue", "is in the wrong queue for a thread", w -> w.slots.ready.remove(task(w, "ready"))),
        broken(MEMBERSHIP, "a constrained task is in no queue", "is in the wrong queue for a thread", w -> w.slots.constrained.remove(task(w, "constrained"))),
        broken(MEMBERSHIP, "a task in memory is queued", "is in the wrong queue for a thread", w -> { task(w, "here").priority = task(w, "ready").priority; w.slots.ready.add(task(w, "here")); }),
        broken(MEMBERSHIP, "a missing task is not asked about", "and the keys that are asked about disagree", w -> w.missing.remove("missing")),
        broken(MEMBERSHIP, "a task that is not missing is asked about", "and the keys that are asked about disagree", w -> w.missing.put("here", task(w, "here"))),
        broken(MEMBERSHIP, "a missing task has a holder", "a holder is known", w -> Replica.add(task(w, "missing"), peer(w))),
        broken(MEMBERSHIP, "a task in fetch has no holder", "no holder is known", w -> task(w, "fetch").firstReplica.remove()),
        broken(MEMBERSHIP, "a task in fetch is not queued", "is wrongly in or out of the queue of", w -> peer(w).remove(task(w, "fetch"))),
        broken(MEMBERSHIP, "a task in transfer is queued", "is wrongly in or out of the queue of", w -> peer(w).add(task(w, "flight"))),
        broken(MEMBERSHIP, "a queue is not on the list of those that are served", "are marked", w -> peer(w).listed = false),
        broken(IDENTITY, "an input is not in the table", "is not in the table", w -> w.tasks.remove(task(w, "missing"))),
        broken(IDENTITY, "another task is in the table", "its dependent waiting", w -> { w.tasks.remove(task(w, "waiting")); w.tasks.add(new TaskNode("waiting")); }),
        broken(IDENTITY, "waiters are miscounted", "waiters, has", w -> task(w, "flight").waiters++),
        broken(IDENTITY, "this worker is its own holder", "this worker is noted as its holder", w -> Replica.add(task(w, "here"), w.transfers.peer("A"))),
        broken(RESOURCES, "resources are lost", "of resource R there are", w -> w.slots.resources.acquire(Resources.of(Map.of("R", 1)))),
        broken(RESOURCES, "resources come from nowhere", "of resource R there are", w -> w.slots.resources.release(Resources.of(Map.of("R", 0.5)))),
        broken(SLOTS, "a slot is lost", "tasks on threads are miscounted", w -> task(w, "executing").unclaim()),
        broken(SLOTS, "a seceded task counts", "tasks on threads are miscounted", w -> task(w, "seceded").seceded(false)),
        broken(WAITING, "a task does not wait for what is missing", "does not wait for its input", w -> task(w, "waiting").firstInput().arrived()),
        broken(WAITING, "a task waits for nothing", "waits for 0 inputs", w -> { task(w, "waiting").firstInput().arrived(); task(w, "waiting").lastInput.arrived(); }),
        broken(WAITING, "a task waits for what is here", "waits for 1 inputs", w -> task(w, "ready").firstInput().await()),
        broken(WAITING, "missing inputs are miscounted", "missing inputs, has", w -> task(w, "waiting").waitingFor--),
        broken(WAITING, "a task waits for what is not on its way", "which is not on its way", w -> Edge.link(task(w, "waiting"), task(w, "failed")).await()),
        broken(VALUES, "a value is lost", "what is stored does not go with the state", w -> task(w, "here").content = null),
        broken(VALUES, "a value is where none should be", "what is stored does not go with the state", w -> task(w, "ready").content = new Value(null, 1, "int")),
        broken(VALUES, "a failure is lost", "what is stored does not go with the state", w -> task(w, "failed").content = null),
        broken(VALUES, "bytes are miscounted", "bytes are counted in memory", w -> w.nbytes++),
        broken(VALUES, "the size of a value is not known", "the size of its value is not known", w -> task(w, "here").nbytes = -1),
        broken(VALUES, "what can run lacks an input", "is not in memory", w -> Edge.link(task(w, "ready"), task(w, "fetch"))),
        broken(VALUES, "what runs lacks an input", "is not in memory", w -> Edge.link(task(w, "executing"), task(w, "fetch"))),
        broken(CLAIMS, "a transfer is closed and still holds its task", "is in no open transfer", w -> peer(w).transfer = null),
        broken(CLAIMS, "a task has left its open transfer", "has left its open transfer", w -> task(w, "flight").unclaim()),
        broken(FACTS, "the role is wrong", "do not go with the state", w -> task(w, "waiting").role(Role.FETCH)),
        broken(FACTS, "nobody holds a cancelled task", "do not go with the state", w -> task(w, "cancelled").unclaim()),
        broken(FACTS, "a completion is noted that has been handled", "is still noted", w -> task(w, "here").done(true)),
        broken(FACTS, "a running task has seceded", "do not go with the state", w -> w.slots.secede(task(w, "executing"))),
        broken(FACTS, "a thread holds what is in memory", "do not go with the state", w -> task(w, "here").claim(task(w, "executing").spec)),
        broken(FACTS, "a thread holds what has failed", "do not go with the state", w -> task(w, "failed").claim(task(w, "executing").spec)),
        broken(SLOTS, "more run than there are threads", "3 tasks hold one of 2 slots", w -> w.slots.claim(task(w, "ready"))),
        broken(WAITING, "a task waits for a value that is here", "waits for its input here", w -> Edge.link(task(w, "waiting"), task(w, "here")).await()),
        broken(CLAIMS, "a transfer has lost count", "tasks in transfers are miscounted", w -> task(w, "flight").unclaim()),
        broken(MEMBERSHIP, "a holder is promised and known", "a holder is promised although one is known", w -> task(w, "fetch").promised(true)),
        broken(MEMBERSHIP, "a state has lost a task", "1 tasks are counted in fetch, there are 0", w -> w.tasks.remove(task(w, "fetch"))),
        broken(MEMBERSHIP, "a queue has a task that is not in the table", "a queue has tasks that are in another state", w -> w.missing.put("stray", new TaskNode("stray"))),
        broken(IDENTITY, "a peer holds what is not in the table", "is of no known task", w -> w.tasks.remove(task(w, "fetch"))),
        broken(IDENTITY, "a holder is not among the peers", "is not among the peers", w -> Replica.add(task(w, "here"), new Peer("C", false))));
  }
  // spotless:on

  @Test
  void a_sound_worker_has_no_findings() {
    assertThat(InvariantCheck.findings(soundWorker())).isEmpty();
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("damages")
  void a_broken_worker_has(
      Invariant invariant, String what, String finding, Consumer<WorkerState> damage) {
    WorkerState worker = soundWorker();
    damage.accept(worker);
    List<Finding> findings = InvariantCheck.findings(worker);
    assertThat(findings)
        .filteredOn(found -> found.invariant() == invariant)
        .extracting(Finding::what)
        .anyMatch(found -> found.contains(finding));
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
