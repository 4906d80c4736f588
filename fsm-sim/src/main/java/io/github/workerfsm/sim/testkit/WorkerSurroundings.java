package io.github.workerfsm.sim.testkit;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The surroundings of one machine: what threads and peers have been asked to do and have not done,
 * and what the scheduler has been told. Makes events that are legal now.
 *
 * <p>The owner tells it of every event that it hands to the machine ({@link #said}, before) and of
 * everything that the machine answers ({@link #heard}, after). One thread owns both.
 *
 * <p>The scheduler may say anything at any time, except that it does not take away the inputs of a
 * run without taking the run back as well, and that no two tasks need each other.
 */
public final class WorkerSurroundings {
  private final WorkerStateMachine machine;
  private final EventSource source;
  private final Map<String, Long> runs = new LinkedHashMap<>();
  private final Map<String, Instruction.GatherDep> transfers = new LinkedHashMap<>();
  private final Set<String> busy = new LinkedHashSet<>();
  private final Set<String> held = new LinkedHashSet<>();

  /** Surroundings of a machine that has not been asked for anything yet. */
  public WorkerSurroundings(WorkerStateMachine machine) {
    this.machine = machine;
    this.source = new EventSource(machine, this);
  }

  /** The event that the step stands for now; null when it makes no sense now. */
  public @Nullable Event event(WorkerStep step) {
    return source.event(step);
  }

  /** Key to run of what threads do, in the order of starting. */
  public ImmutableMap<String, Long> runs() {
    return ImmutableMap.copyOf(runs);
  }

  /** Peer to request of what transfers do, in the order of starting. */
  public ImmutableMap<String, Instruction.GatherDep> transfers() {
    return ImmutableMap.copyOf(transfers);
  }

  /** Peers that are to be asked again, in the order in which they said that they are busy. */
  public ImmutableSet<String> busy() {
    return ImmutableSet.copyOf(busy);
  }

  /** Keys of which the scheduler thinks that their value is here. */
  public ImmutableSet<String> held() {
    return ImmutableSet.copyOf(held);
  }

  /** Whether no run and no transfer is under way. */
  public boolean quiet() {
    return runs.isEmpty() && transfers.isEmpty();
  }

  /** A success of everything that is under way. */
  public List<Event> completions() {
    List<Event> completions = new ArrayList<>();
    runs.forEach((key, run) -> completions.add(source.success(key, run)));
    transfers.values().forEach(asked -> completions.add(source.success(asked)));
    return completions;
  }

  /** All busy peers may be asked again. */
  public List<Event> retries() {
    return busy.stream().map(source::retry).toList();
  }

  /** A holder for every key that the machine asks about. */
  public List<Event> answers(List<Instruction> instructions) {
    List<Event> answers = new ArrayList<>();
    for (Instruction instruction : instructions) {
      if (instruction instanceof Instruction.RequestRefreshWhoHas question) {
        answers.add(source.holders(question.keys()));
      }
    }
    return answers;
  }

  /** Notes what happens by saying the event. */
  public void said(Event event) {
    switch (event.kind()) {
      case FREE_KEYS -> held.removeAll(((Event.FreeKeys) event).keys());
      case FORGET_KEYS -> held.removeAll(((Event.ForgetKeys) event).keys());
      case REMOVE_REPLICAS -> held.removeAll(((Event.RemoveReplicas) event).keys());
      case UPDATE_DATA -> held.addAll(((Event.UpdateData) event).data().keySet());
      case EXECUTE_SUCCESS -> runs.remove(((Event.ExecuteSuccess) event).key());
      case EXECUTE_FAILURE -> runs.remove(((Event.ExecuteFailure) event).key());
      case RESCHEDULE -> runs.remove(((Event.Reschedule) event).key());
      case GATHER_SUCCESS -> transfers.remove(((Event.GatherSuccess) event).worker());
      case GATHER_BUSY -> transfers.remove(((Event.GatherBusy) event).worker());
      case GATHER_NETWORK_FAILURE ->
          transfers.remove(((Event.GatherNetworkFailure) event).worker());
      case GATHER_FAILURE -> transfers.remove(((Event.GatherFailure) event).worker());
      case RETRY_BUSY_WORKER -> busy.remove(((Event.RetryBusyWorker) event).worker());
      default -> {}
    }
  }

  /**
   * Notes what the machine has asked for and told.
   *
   * @return the first thing that no surroundings can do, in one line; null when there is none
   */
  public @Nullable String heard(List<Instruction> instructions) {
    String problem = null;
    for (Instruction instruction : instructions) {
      String found = heard(instruction);
      problem = problem == null ? found : problem;
    }
    return problem;
  }

  private @Nullable String heard(Instruction instruction) {
    if (instruction instanceof Instruction.Execute execute) {
      boolean second = runs.put(execute.key(), execute.run()) != null;
      return !machine.running()
          ? "a paused worker starts " + execute
          : second ? "a second run beside the first: " + execute : null;
    } else if (instruction instanceof Instruction.GatherDep gather) {
      boolean second = transfers.put(gather.worker(), gather) != null;
      if (busy.contains(gather.worker())) {
        return "a busy peer is asked: " + gather;
      }
      return !machine.running()
          ? "a paused worker starts " + gather
          : second ? "a second transfer beside the first: " + gather : null;
    } else if (instruction instanceof Instruction.RetryBusyWorkerLater retry) {
      busy.add(retry.worker());
    } else if (instruction instanceof Instruction.TaskFinished finished) {
      held.add(finished.key());
    } else if (instruction instanceof Instruction.AddKeys added) {
      held.addAll(added.keys());
    } else if (instruction instanceof Instruction.ReleaseWorkerData released) {
      held.remove(released.key());
    }
    return null;
  }
}
