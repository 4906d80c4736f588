package io.github.workerfsm.sim.testkit;

import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.instruction.InstructionKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions about what a machine answers to one event, or to several. */
public final class InstructionsAssert
    extends AbstractAssert<InstructionsAssert, @Nullable List<? extends Instruction>> {
  InstructionsAssert(@Nullable List<? extends Instruction> instructions) {
    super(instructions, InstructionsAssert.class);
  }

  /** There is none. */
  public InstructionsAssert areNone() {
    if (!all().isEmpty()) {
      throw fail("to be none");
    }
    return this;
  }

  /** They are of these kinds, in this order. */
  public InstructionsAssert are(InstructionKind... kinds) {
    List<InstructionKind> found = all().stream().<InstructionKind>map(Instruction::kind).toList();
    if (!found.equals(Arrays.asList(kinds))) {
      throw fail("to be " + Arrays.toString(kinds));
    }
    return this;
  }

  /** Exactly these tasks are to be run, in this order. */
  public InstructionsAssert run(String... keys) {
    return name(InstructionKind.EXECUTE, "to run", keys);
  }

  /** Exactly these tasks are reported as computed, in this order. */
  public InstructionsAssert tellFinished(String... keys) {
    return name(InstructionKind.TASK_FINISHED, "to tell of the end of", keys);
  }

  /** Exactly these tasks are reported as failed, in this order. */
  public InstructionsAssert tellErred(String... keys) {
    return name(InstructionKind.TASK_ERRED, "to tell of the failure of", keys);
  }

  /** Copies of exactly these keys are announced, in this order. */
  public InstructionsAssert announce(String... keys) {
    return name(InstructionKind.ADD_KEYS, "to announce copies of", keys);
  }

  /** Holders of exactly these keys are asked for, in this order. */
  public InstructionsAssert askFor(String... keys) {
    return name(InstructionKind.REQUEST_REFRESH_WHO_HAS, "to ask for holders of", keys);
  }

  /** Among others, these keys are to be brought from this peer in one request, in this order. */
  public InstructionsAssert gather(String peer, String... keys) {
    for (Instruction instruction : all()) {
      if (instruction instanceof Instruction.GatherDep gather
          && gather.worker().equals(peer)
          && gather.toGather().equals(Arrays.asList(keys))) {
        return this;
      }
    }
    throw fail("to gather " + Arrays.toString(keys) + " from " + peer);
  }

  /** Neither a run nor a transfer is to be started. */
  public InstructionsAssert startNothing() {
    if (!of(InstructionKind.EXECUTE).isEmpty() || !of(InstructionKind.GATHER_DEP).isEmpty()) {
      throw fail("to start nothing");
    }
    return this;
  }

  /** The scheduler is told nothing. */
  public InstructionsAssert tellNothing() {
    if (all().stream().anyMatch(Instruction.ToScheduler.class::isInstance)) {
      throw fail("to tell the scheduler nothing");
    }
    return this;
  }

  /** The only one. */
  public InstructionAssert only() {
    if (all().size() != 1) {
      throw fail("to be one");
    }
    return new InstructionAssert(all().get(0));
  }

  /** The only one of its kind. */
  public InstructionAssert only(InstructionKind kind) {
    List<Instruction> found = of(kind);
    if (found.size() != 1) {
      throw fail("to have one " + kind);
    }
    return new InstructionAssert(found.get(0));
  }

  private InstructionsAssert name(InstructionKind kind, String what, String... keys) {
    List<String> found = new ArrayList<>();
    of(kind).forEach(instruction -> found.addAll(Instructions.keys(instruction)));
    if (!found.equals(Arrays.asList(keys))) {
      throw fail(what + " " + Arrays.toString(keys) + ", not " + found);
    }
    return this;
  }

  private List<Instruction> of(InstructionKind kind) {
    return all().stream().filter(instruction -> instruction.kind() == kind).toList();
  }

  private List<Instruction> all() {
    isNotNull();
    return List.copyOf(Objects.requireNonNull(actual));
  }

  private AssertionError fail(String expected) {
    String found =
        all().isEmpty()
            ? "  (none)"
            : all().stream().map(each -> "  " + each).collect(Collectors.joining("\n"));
    return failure("%nExpected the instructions%n%s%n%s", found, expected);
  }
}
