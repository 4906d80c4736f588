package io.github.workerfsm.sim.testkit;

import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.instruction.InstructionKind;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions about one instruction. */
public final class InstructionAssert
    extends AbstractAssert<InstructionAssert, @Nullable Instruction> {
  InstructionAssert(@Nullable Instruction instruction) {
    super(instruction, InstructionAssert.class);
  }

  /** It is of this kind. */
  public InstructionAssert is(InstructionKind kind) {
    return same("to be", kind, instruction().kind());
  }

  /** This event caused it. */
  public InstructionAssert isCausedBy(String stimulusId) {
    return same("to be caused by", stimulusId, instruction().stimulusId());
  }

  /** It says to run this task. */
  public InstructionAssert runs(String key) {
    is(InstructionKind.EXECUTE);
    return same("to run", key, ((Instruction.Execute) instruction()).key());
  }

  /** It says to bring these keys from this peer, in this order. */
  public InstructionAssert gathers(String peer, String... keys) {
    is(InstructionKind.GATHER_DEP);
    Instruction.GatherDep gather = (Instruction.GatherDep) instruction();
    same("to gather from", peer, gather.worker());
    return same("to gather", Arrays.asList(keys), gather.toGather());
  }

  /** It names this run. */
  public InstructionAssert namesRun(long run) {
    List<Long> runs = Instructions.runs(instruction());
    return same("to name the run", List.of(run), runs);
  }

  /** It is about exactly these keys, in this order. */
  public InstructionAssert isAbout(String... keys) {
    return same("to be about", Arrays.asList(keys), Instructions.keys(instruction()));
  }

  /** It is a message to the scheduler. */
  public InstructionAssert tellsScheduler() {
    if (!(instruction() instanceof Instruction.ToScheduler)) {
      throw failure("%nExpected%n  %s%nto be a message to the scheduler", instruction());
    }
    return this;
  }

  private Instruction instruction() {
    isNotNull();
    return Objects.requireNonNull(actual);
  }

  private InstructionAssert same(String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw failureWithActualExpected(
          found,
          expected,
          "%nExpected%n  %s%n%s %s, but it is %s",
          instruction(),
          what,
          expected,
          found);
    }
    return this;
  }
}
