package io.github.workerfsm.worker;

import static io.github.workerfsm.worker.WorkerScript.needs;
import static io.github.workerfsm.worker.WorkerScript.worker;
import static io.github.workerfsm.worker.WorkerScript.workerWithThreads;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.workerfsm.check.IllegalImageException;
import io.github.workerfsm.task.Failure;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.Resources;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.task.Value;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is in an image, and what is not. */
class ImageTest {
  private final ImageCodec codec = new ImageCodec();

  // ---- what makes no difference

  @Test
  void a_task_that_came_and_went_leaves_no_trace() {
    WorkerScript busy = worker().compute("x").free("x").threadSuccess("x").forget("x");
    assertThat(image(busy)).isEqualTo(image(worker()));
  }

  @Test
  void nor_does_a_peer_that_came_and_went() {
    WorkerScript busy =
        worker().acquire(needs("x", "B", "C")).gatherOk("B", "x").forget("x").peerLeft("D");
    assertThat(image(busy)).isEqualTo(image(worker()));
  }

  @Test
  void how_often_a_task_was_assigned_in_vain_makes_no_difference() {
    WorkerScript once = workerWithThreads(0).compute(Assignment.of("x").run(1)).free("x");
    WorkerScript twice =
        workerWithThreads(0)
            .compute(Assignment.of("x").run(1))
            .free("x")
            .compute(Assignment.of("x").run(2).priority(0, 0, 0))
            .free("x");
    assertThat(image(twice)).isEqualTo(image(once));
  }

  @Test
  void the_order_in_which_holders_were_named_makes_none() {
    WorkerScript there = worker().pause().acquire(needs("x", "B", "C"), needs("y", "C", "B"));
    WorkerScript back = worker().pause().acquire(needs("x", "C", "B"), needs("y", "B", "C"));
    assertThat(image(there)).isEqualTo(image(back));
  }

  @Test
  void nor_does_the_order_in_which_tasks_went_missing() {
    WorkerScript there = worker().acquire(needs("x")).acquire(needs("y"));
    WorkerScript back = worker().acquire(needs("y")).acquire(needs("x"));
    assertThat(image(there)).isEqualTo(image(back));
    assertThat(back.findMissing().instructions().toString())
        .isEqualTo(there.findMissing().instructions().toString());
  }

  @Test
  void the_order_of_assignments_makes_none_between_priorities() {
    WorkerScript there =
        worker().pause().compute(at("x", 1)).compute(at("y", 2)).compute(at("z", 3));
    WorkerScript back =
        worker().pause().compute(at("z", 3)).compute(at("y", 2)).compute(at("x", 1));
    assertThat(image(there)).isEqualTo(image(back));
  }

  @Test
  void it_does_within_one() {
    WorkerScript there = worker().pause().compute(at("x", 1)).compute(at("y", 1));
    WorkerScript back = worker().pause().compute(at("y", 1)).compute(at("x", 1));
    assertThat(image(there)).isNotEqualTo(image(back));
  }

  // ---- what makes one

  @Test
  void whether_the_scheduler_has_let_go_of_the_metadata_does() {
    WorkerScript freed = worker().compute("y", needs("x", "B")).free("x");
    WorkerScript forgotten = worker().compute("y", needs("x", "B")).forget("x");
    assertThat(image(freed)).isNotEqualTo(image(forgotten));
  }

  @Test
  void so_does_each_failure_of_a_transfer() {
    WorkerScript once = worker().acquire(needs("x", "B", "C")).gatherFailure("B").free("x");
    once.gatherNetworkFailure("C");
    WorkerScript never = worker().acquire(needs("x", "B", "C")).gatherNetworkFailure("B").free("x");
    never.gatherNetworkFailure("C");
    assertThat(image(once)).isNotEqualTo(image(never));
  }

  @Test
  void so_does_the_run_of_a_thread_that_nobody_wants() {
    WorkerScript first = worker().compute(Assignment.of("x").run(1)).free("x");
    WorkerScript second = worker().compute(Assignment.of("x").run(2)).free("x");
    assertThat(image(first)).isNotEqualTo(image(second));
  }

  @Test
  void resources_that_the_settings_did_not_name_are_restored_to_the_last_bit() {
    Settings settings =
        Settings.at("A")
            .totalResources(Resources.of(Map.of("GPU", 0.3)))
            .availableResources(Resources.of(Map.of("GPU", 0.1)))
            .build();
    WorkerStateMachine machine = new WorkerStateMachine(settings);
    WorkerStateMachine other =
        new WorkerStateMachine(
            settings.toBuilder().availableResources(settings.totalResources()).build());
    byte[] image = machine.image(codec);
    assertThat(image).isNotEqualTo(other.image(codec));
    other.become(image, codec);
    assertThat(other.image(codec)).isEqualTo(image);
  }

  @Test
  void a_new_assignment_goes_before_those_that_were_restored() {
    WorkerScript before = worker().pause().compute(at("x", 1)).compute(at("y", 1));
    WorkerStateMachine machine = before.machine();
    machine.become(image(before), codec);
    before.compute(at("z", 1)).unpause().told("execute z").threadSuccess("z").is("y", EXECUTING);
  }

  private static final TaskState EXECUTING = TaskState.EXECUTING;

  // ---- other names

  @Test
  void another_dictionary_puts_peers_in_each_others_place() {
    WorkerScript one = worker().pause().acquire(needs("x", "B"), needs("y", "C"), needs("z", "B"));
    WorkerScript other =
        worker().pause().acquire(needs("x", "C"), needs("y", "B"), needs("z", "C"));
    byte[] image = image(one);
    assertThat(image(other)).isNotEqualTo(image);
    assertThat(other.machine().image(codec, new Swapped(codec.symbols(), "B", "C")))
        .isEqualTo(image);
  }

  // ---- what is refused

  @Test
  void an_image_of_another_version_is_refused() {
    byte[] image = image(worker());
    image[0]++;
    assertThatThrownBy(() -> restore(Settings.at("A").build(), image))
        .isInstanceOf(IllegalImageException.class)
        .hasMessage("image, before byte 1: the version is 2, expected 1");
  }

  @Test
  void an_image_with_something_behind_it_is_refused() {
    byte[] image = image(worker());
    byte[] longer = Arrays.copyOf(image, image.length + 1);
    assertThatThrownBy(() -> restore(Settings.at("A").build(), longer))
        .isInstanceOf(IllegalImageException.class)
        .hasMessage("image, before byte 6: something follows, expected an image of 6 bytes, not 7");
  }

  @Test
  void an_image_of_what_another_dictionary_knows_is_refused() {
    byte[] image = image(worker().compute("x"));
    assertThatThrownBy(
            () ->
                WorkerStateMachine.restore(
                    Settings.at("A").build(), RuleSet.CURRENT, 0, image, new ImageCodec()))
        .isInstanceOf(IllegalImageException.class)
        .hasMessage("image, before byte 5: key 0 is not known, expected less than 0");
  }

  @Test
  void an_image_of_a_state_that_breaks_an_invariant_is_refused() {
    byte[] image = image(worker().pause().acquire(needs("x", "B")));
    assertThatThrownBy(() -> restore(Settings.at("B").build(), image))
        .isInstanceOf(IllegalImageException.class)
        .hasMessage(
            "image: the state breaks an invariant, expected none broken:"
                + " S2 of x (fetch): this worker is noted as its holder");
  }

  @Test
  void a_machine_that_has_stopped_has_no_image() {
    WorkerScript script =
        worker(RuleSet.CURRENT.with(RuleOverrides.UNKNOWN_RESOURCES_STOP), s -> s)
            .fails(s -> s.compute(Assignment.of("x").resource("GPU", 1)), "GPU");
    assertThatThrownBy(() -> image(script))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the machine has stopped, expected one that goes on");
  }

  @Test
  void but_it_goes_on_from_one() {
    byte[] fresh = image(worker());
    WorkerScript script =
        worker(RuleSet.CURRENT.with(RuleOverrides.UNKNOWN_RESOURCES_STOP), s -> s)
            .fails(s -> s.compute(Assignment.of("x").resource("GPU", 1)), "GPU");
    script.machine().become(fresh, codec);
    script.compute("x").told("execute x");
  }

  @Test
  void two_tasks_with_one_number_are_refused() {
    WorkerScript script = worker().compute("x").compute("y");
    Symbols same =
        new Swapped(codec.symbols(), "B", "C") {
          @Override
          public int ofKey(String key) {
            return 7;
          }
        };
    assertThatThrownBy(() -> script.machine().image(codec, same))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(" have the number 7, expected different ones");
  }

  private byte[] image(WorkerScript script) {
    return script.machine().image(codec);
  }

  private WorkerStateMachine restore(Settings settings, byte[] image) {
    return WorkerStateMachine.restore(settings, RuleSet.CURRENT, 0, image, codec);
  }

  private static Assignment at(String key, int priority) {
    return Assignment.of(key).priority(0, 0, priority);
  }

  /** A dictionary with two addresses in each other's place. */
  private static class Swapped implements Symbols {
    private final Symbols symbols;
    private final String one;
    private final String other;

    Swapped(Symbols symbols, String one, String other) {
      this.symbols = symbols;
      this.one = one;
      this.other = other;
    }

    private String swapped(String address) {
      return address.equals(one) ? other : address.equals(other) ? one : address;
    }

    @Override
    public int ofKey(String key) {
      return symbols.ofKey(key);
    }

    @Override
    public String key(int symbol) {
      return symbols.key(symbol);
    }

    @Override
    public int ofAddress(String address) {
      return symbols.ofAddress(swapped(address));
    }

    @Override
    public String address(int symbol) {
      return swapped(symbols.address(symbol));
    }

    @Override
    public int ofSpec(TaskSpec spec) {
      return symbols.ofSpec(spec);
    }

    @Override
    public TaskSpec spec(int symbol) {
      return symbols.spec(symbol);
    }

    @Override
    public int ofPriority(Priority priority) {
      return symbols.ofPriority(priority);
    }

    @Override
    public Priority priority(int symbol) {
      return symbols.priority(symbol);
    }

    @Override
    public int ofValue(Value value) {
      return symbols.ofValue(value);
    }

    @Override
    public Value value(int symbol) {
      return symbols.value(symbol);
    }

    @Override
    public int ofFailure(Failure failure) {
      return symbols.ofFailure(failure);
    }

    @Override
    public Failure failure(int symbol) {
      return symbols.failure(symbol);
    }
  }
}
