package io.github.workerfsm.sim.testkit;

import io.github.workerfsm.story.StoryLine;
import io.github.workerfsm.task.Failure;
import io.github.workerfsm.task.Holder;
import io.github.workerfsm.task.Role;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.task.Value;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions about a task on a worker. */
public final class TaskAssert extends AbstractAssert<TaskAssert, @Nullable Task> {
  private static final int LINES = 10;

  private String name;
  private List<StoryLine> story = List.of();

  TaskAssert(@Nullable Task task) {
    super(task, TaskAssert.class);
    name = task == null ? "the task" : task.key();
  }

  TaskAssert ofMachine(WorkerStateMachine machine, String key) {
    name = key;
    story = machine.story(key);
    return this;
  }

  /** The machine does not know it. */
  public TaskAssert isUnknown() {
    if (actual != null) {
      throw fail("to be unknown");
    }
    return this;
  }

  /** It is in this state. */
  public TaskAssert isIn(TaskState state) {
    return same("to be in", state.label(), task("to be in " + state.label()).state().label());
  }

  /** The scheduler wants this of it. */
  public TaskAssert isWantedFor(Role role) {
    return same("to be wanted for", role, task("to have a role").role());
  }

  /** This has not let go of it. */
  public TaskAssert isHeldBy(Holder holder) {
    return same("to be held by", holder, task("to be held").holder());
  }

  /** The peer of its transfer. */
  public TaskAssert comesFrom(String peer) {
    return same("to come from", peer, String.valueOf(task("to be in transfer").comingFrom()));
  }

  /** It waits for exactly these inputs, in order of linking. */
  public TaskAssert waitsFor(String... keys) {
    return same("to wait for", Arrays.asList(keys), task("to wait").waitingFor());
  }

  /** It needs exactly these inputs, in order of linking. */
  public TaskAssert needs(String... keys) {
    List<String> found = task("to have inputs").dependencies().stream().map(Task::key).toList();
    return same("to need", Arrays.asList(keys), found);
  }

  /** Exactly these peers are known to hold it, in order of announcement. */
  public TaskAssert isKnownToBeAt(String... peers) {
    return same("to be known to be at", Arrays.asList(peers), task("to have holders").holders());
  }

  /** Its value is here, and has this payload. */
  public TaskAssert hasValue(@Nullable Object payload) {
    Value value = task("to have a value").value();
    if (value == null || !Objects.equals(value.payload(), payload)) {
      throw fail("to have the value " + payload + ", not " + value);
    }
    return this;
  }

  /** Its failure is here, and its text contains this. */
  public TaskAssert hasFailed(String partOfText) {
    Failure failure = task("to have failed").failure();
    if (failure == null || !failure.text().contains(partOfText)) {
      throw fail("to have failed with \"" + partOfText + "\", not " + failure);
    }
    return this;
  }

  /** The run of its last assignment. */
  public TaskAssert isAssignedAsRun(long run) {
    var spec = task("to be assigned").spec();
    if (spec == null || spec.run() != run) {
      throw fail("to be assigned as run " + run + ", not " + spec);
    }
    return this;
  }

  private Task task(String expected) {
    if (actual == null) {
      throw fail(expected + ", but it is unknown");
    }
    return actual;
  }

  private TaskAssert same(String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw fail(what + " " + expected + ", not " + found);
    }
    return this;
  }

  private AssertionError fail(String expected) {
    StringBuilder text = new StringBuilder("%nExpected task %s%n  %s%n%s");
    List<StoryLine> end = story.subList(Math.max(0, story.size() - LINES), story.size());
    String told =
        end.isEmpty() ? "" : String.join("\n  ", end.stream().map(StoryLine::toString).toList());
    if (!told.isEmpty()) {
      text.append("%nIts story:%n  %s");
    }
    return failure(text.toString(), name, described(), expected, told);
  }

  private String described() {
    return actual == null
        ? "(unknown)"
        : "in "
            + actual.state().label()
            + ", wanted for "
            + actual.role()
            + ", held by "
            + actual.holder();
  }
}
