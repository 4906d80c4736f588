package io.github.workerfsm.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.Resources;
import io.github.workerfsm.task.TaskSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Threads and resources are claimed and come back, each once. */
class SlotsTest {
  private final Slots slots = slots(2, Map.of("R", 2, "S", 0.5));

  private static Slots slots(int threads, Map<String, ? extends Number> resources) {
    return new Slots(
        Settings.at("A").threads(threads).totalResources(Resources.of(resources)).build(),
        Policies.CURRENT);
  }

  private static TaskNode task(String key, int priority, Map<String, ? extends Number> needs) {
    TaskNode task = new TaskNode(key);
    task.priority = Priority.of(priority);
    task.spec = TaskSpec.of(key).resources(Resources.of(needs)).build();
    return task;
  }

  private TaskNode ready(String key, int priority) {
    TaskNode task = task(key, priority, Map.of());
    slots.ready.add(task);
    return task;
  }

  private TaskNode constrained(String key, int priority, Map<String, ? extends Number> needs) {
    TaskNode task = task(key, priority, needs);
    slots.constrained.add(task);
    return task;
  }

  @Test
  void nothing_is_claimed_when_nothing_waits() {
    assertThat(slots.claimNext()).isNull();
    assertThat(slots.executing()).isZero();
  }

  @Test
  void a_claim_takes_a_thread() {
    TaskNode task = ready("x", 1);
    assertThat(slots.claimNext()).isSameAs(task);
    assertThat(task.running()).isSameAs(task.spec);
    assertThat(slots.executing()).isEqualTo(1);
    assertThat(slots.ready.isEmpty()).isTrue();
  }

  @Test
  void there_are_no_more_claims_than_threads() {
    ready("x", 1);
    ready("y", 2);
    ready("z", 3);
    slots.claimNext();
    slots.claimNext();
    assertThat(slots.claimNext()).isNull();
    assertThat(slots.ready.size()).isEqualTo(1);
  }

  @Test
  void a_claim_takes_resources_and_a_completion_gives_them_back() {
    TaskNode task = constrained("x", 1, Map.of("R", 1.5, "S", 0.5));
    slots.claimNext();
    assertThat(slots.resources.available()).containsEntry("R", 0.5).containsEntry("S", 0.0);
    slots.complete(task);
    assertThat(slots.resources.available()).containsEntry("R", 2.0).containsEntry("S", 0.5);
    assertThat(slots.executing()).isZero();
    assertThat(slots.executed()).isEqualTo(1);
    assertThat(task.done()).isTrue();
  }

  @Test
  void what_comes_back_is_what_was_taken_whatever_is_assigned_meanwhile() {
    TaskNode task = constrained("x", 1, Map.of("R", 1));
    slots.claimNext();
    task.spec = task("x", 1, Map.of("R", 2)).spec;
    slots.complete(task);
    assertThat(slots.resources.available()).containsEntry("R", 2.0);
  }

  @Test
  void without_the_resources_the_next_that_needs_none_is_claimed() {
    constrained("huge", 1, Map.of("R", 3));
    TaskNode modest = ready("modest", 2);
    assertThat(slots.claimNext()).isSameAs(modest);
    assertThat(slots.claimNext()).isNull();
    assertThat(slots.constrained.size()).isEqualTo(1);
  }

  @Test
  void the_first_that_needs_resources_holds_up_others_that_need_them() {
    constrained("huge", 1, Map.of("R", 3));
    constrained("small", 2, Map.of("R", 1));
    assertThat(slots.claimNext()).isNull();
  }

  @Test
  void the_more_urgent_of_both_queues_is_claimed() {
    TaskNode urgent = constrained("urgent", 1, Map.of("R", 1));
    TaskNode next = ready("next", 2);
    TaskNode last = constrained("last", 3, Map.of("R", 1));
    assertThat(slots.claimNext()).isSameAs(urgent);
    assertThat(slots.claimNext()).isSameAs(next);
    slots.complete(next);
    assertThat(slots.claimNext()).isSameAs(last);
  }

  @Test
  void of_two_equally_urgent_tasks_the_one_that_needs_nothing_is_claimed() {
    constrained("demanding", 1, Map.of("R", 1));
    TaskNode modest = ready("modest", 1);
    assertThat(slots.claimNext()).isSameAs(modest);
  }

  @Test
  void seceding_gives_the_thread_back_once_and_keeps_the_resources() {
    TaskNode task = constrained("x", 1, Map.of("R", 1));
    slots.claimNext();
    slots.secede(task);
    slots.secede(task);
    assertThat(slots.executing()).isZero();
    assertThat(slots.longRunning()).isEqualTo(1);
    assertThat(slots.resources.available()).containsEntry("R", 1.0);
    slots.complete(task);
    assertThat(slots.longRunning()).isZero();
    assertThat(slots.resources.available()).containsEntry("R", 2.0);
  }

  @Test
  void what_has_been_completed_cannot_leave_again() {
    TaskNode task = ready("x", 1);
    slots.claimNext();
    slots.complete(task);
    slots.leave(task);
    assertThat(slots.executing()).isZero();
  }

  @Test
  void runs_beyond_a_lowered_number_of_threads_are_allowed_until_they_end() {
    TaskNode x = ready("x", 1);
    TaskNode y = ready("y", 2);
    ready("z", 3);
    slots.claimNext();
    slots.claimNext();
    slots.threads(1);
    assertThat(slots.allowed()).isEqualTo(2);
    slots.complete(x);
    assertThat(slots.allowed()).isEqualTo(1);
    assertThat(slots.claimNext()).isNull();
    slots.complete(y);
    assertThat(slots.claimNext()).isNotNull();
  }

  // ---- ResourcePool

  @Test
  void a_resource_that_the_worker_does_not_have_satisfies_nobody() {
    assertThat(slots.resources.satisfy(Resources.of(Map.of("T", 0)))).isFalse();
    assertThat(slots.resources.satisfy(Resources.of(Map.of("R", 2, "S", 0.5)))).isTrue();
    assertThat(slots.resources.satisfy(Resources.of(Map.of("R", 2, "S", 0.6)))).isFalse();
    assertThat(slots.resources.satisfy(Resources.NONE)).isTrue();
  }

  @Test
  void amounts_can_be_replaced() {
    slots.resources.reset(Resources.of(Map.of("R", 5)), Resources.of(Map.of("R", 4)));
    assertThat(slots.resources.total()).isEqualTo(Resources.of(Map.of("R", 5)));
    assertThat(slots.resources.available()).containsExactly(Map.entry("R", 4.0));
  }
}
