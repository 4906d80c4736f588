package io.github.workerfsm.sim.mutation;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Bytes;
import io.github.workerfsm.check.InvariantViolation;
import io.github.workerfsm.check.MachineFailedException;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.worker.ImageCodec;
import io.github.workerfsm.worker.Mutant;
import io.github.workerfsm.worker.RuleSet;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every state into which a lone worker comes under its rules by so many events out of an {@link
 * Alphabet}, whichever they are, and which rows of the table it takes at each event that can come
 * next.
 *
 * <p>Other rules that answer every one of these events with the same instructions and the same next
 * state cannot be told apart by anybody who has no more to say: what the two do is the same step
 * for step. Immutable once made, and may be shared by threads.
 */
final class LoneStates {
  private final Alphabet alphabet;
  private final RuleSet base;
  private final AlphabetSymbols symbols;
  private final SpoiledRows rows = new SpoiledRows();
  private final List<Node> nodes = new ArrayList<>();
  private long steps;

  /**
   * A state.
   *
   * @param image of the worker
   * @param transfers that are open
   * @param taken rows that are taken at each event, in the order of the alphabet
   */
  private record Node(
      byte[] image, ImmutableList<Instruction.GatherDep> transfers, List<long[]> taken) {}

  /**
   * How other rules compare.
   *
   * @param steps events at which a row is taken that the other rules do not have
   * @param difference the first of them at which the two do not do the same; null if there is none
   */
  record Comparison(long steps, @Nullable String difference) {}

  private LoneStates(Alphabet alphabet, RuleSet base) {
    this.alphabet = alphabet;
    this.base = Mutant.control(base);
    this.symbols = new AlphabetSymbols(alphabet);
  }

  /**
   * Tries everything.
   *
   * @param base the current rules, or others by their table
   * @param events how many happen one after the other, at most
   */
  static LoneStates within(Alphabet alphabet, RuleSet base, int events) {
    LoneStates states = new LoneStates(alphabet, base);
    states.walk(events);
    return states;
  }

  /** States from which events were tried. */
  int states() {
    return nodes.size();
  }

  /** Events tried, each in each state. */
  long steps() {
    return steps;
  }

  private void walk(int events) {
    ImageCodec codec = new ImageCodec(symbols);
    WorkerStateMachine machine = machine(base);
    Set<List<Byte>> seen = new HashSet<>();
    List<Node> level = new ArrayList<>();
    level.add(new Node(machine.image(codec), ImmutableList.of(), new ArrayList<>()));
    for (int depth = 0; depth < events; depth++) {
      List<Node> next = new ArrayList<>();
      for (Node node : level) {
        expand(node, machine, codec, seen, next);
      }
      nodes.addAll(level);
      level = next;
    }
  }

  private void expand(
      Node node,
      WorkerStateMachine machine,
      ImageCodec codec,
      Set<List<Byte>> seen,
      List<Node> next) {
    machine.become(node.image, codec);
    for (Event event : alphabet.events(machine, node.transfers)) {
      long[] taken = rows.none();
      machine.become(node.image, codec);
      machine.observe((task, from, requested, landing, row) -> rows.mark(taken, row));
      List<Instruction> answer = machine.handle(event);
      node.taken.add(taken);
      steps++;
      byte[] image = machine.image(codec);
      if (seen.add(Bytes.asList(image))) {
        next.add(new Node(image, open(node.transfers, event, answer), new ArrayList<>()));
      }
    }
  }

  private static ImmutableList<Instruction.GatherDep> open(
      List<Instruction.GatherDep> before, Event event, List<Instruction> answer) {
    ImmutableList.Builder<Instruction.GatherDep> open = ImmutableList.builder();
    for (Instruction.GatherDep asked : before) {
      if (!asked.worker().equals(ended(event))) {
        open.add(asked);
      }
    }
    for (Instruction instruction : answer) {
      if (instruction instanceof Instruction.GatherDep asked) {
        open.add(asked);
      }
    }
    return open.build();
  }

  private static String ended(Event event) {
    if (event instanceof Event.GatherSuccess success) {
      return success.worker();
    } else if (event instanceof Event.GatherBusy busy) {
      return busy.worker();
    } else if (event instanceof Event.GatherNetworkFailure failure) {
      return failure.worker();
    } else if (event instanceof Event.GatherFailure failure) {
      return failure.worker();
    }
    return "";
  }

  /**
   * Compares other rules, which have the policies of the base, at every event at which a row is
   * taken that they do not have.
   */
  Comparison compare(RuleSet other) {
    long[] spoiled = rows.missing(other);
    ImageCodec codec = new ImageCodec(symbols);
    WorkerStateMachine right = machine(base);
    WorkerStateMachine wrong = machine(other);
    long compared = 0;
    for (Node node : nodes) {
      List<Event> events = List.of();
      for (int i = 0; i < node.taken.size(); i++) {
        if (SpoiledRows.meet(node.taken.get(i), spoiled)) {
          if (events.isEmpty()) {
            right.become(node.image, codec);
            events = alphabet.events(right, node.transfers);
          }
          compared++;
          String difference = difference(node, events.get(i), right, wrong, codec);
          if (difference != null) {
            return new Comparison(compared, difference);
          }
        }
      }
    }
    return new Comparison(compared, null);
  }

  private static @Nullable String difference(
      Node node,
      Event event,
      WorkerStateMachine right,
      WorkerStateMachine wrong,
      ImageCodec codec) {
    right.become(node.image, codec);
    wrong.become(node.image, codec);
    String what = EventText.print(event) + " in the state " + wrong.tasks();
    List<Instruction> expected = right.handle(event);
    try {
      List<Instruction> answer = wrong.handle(event);
      wrong.check();
      if (!answer.equals(expected)) {
        return what + ": " + answer + ", expected " + expected;
      }
    } catch (InvariantViolation | MachineFailedException e) {
      return what + ": " + e.getMessage();
    }
    if (!Arrays.equals(wrong.image(codec), right.image(codec))) {
      return what + ": afterwards " + wrong.tasks() + ", expected " + right.tasks();
    }
    return null;
  }

  private static WorkerStateMachine machine(RuleSet rules) {
    return new WorkerStateMachine(LoneTrial.SETTINGS, rules, 0);
  }
}
