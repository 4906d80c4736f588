package io.github.workerfsm.worker;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.table.Mutation;
import io.github.workerfsm.table.MutationOperator;
import io.github.workerfsm.table.Mutations;
import io.github.workerfsm.task.TaskState;

/**
 * A rule set with one small mistake in its table, for seeing whether tests notice.
 *
 * <p>A mutant whose table does not prove itself never runs: {@link #rules} throws.
 */
public final class Mutant {
  private final RuleSet original;
  private final Mutation<WorkerState, TaskState, TaskState, TaskNode> mutation;

  private Mutant(RuleSet original, Mutation<WorkerState, TaskState, TaskState, TaskNode> mutation) {
    this.original = original;
    this.mutation = mutation;
  }

  /** Every mutant of the table of {@code rules}, in table order. */
  public static ImmutableList<Mutant> of(RuleSet rules) {
    return Mutations.of(rules.workerTable(), (WorkerState worker) -> worker.engine).stream()
        .map(mutation -> new Mutant(rules, mutation))
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * The rules without any mistake, by a table of their own: images under them have everything that
   * images under a mutant have, so that the two can be compared.
   */
  public static RuleSet control(RuleSet rules) {
    return rules.withTable(rules.workerTable().withPairs(ImmutableList.of()));
  }

  /** The kind of mistake. */
  public MutationOperator operator() {
    return mutation.operator();
  }

  /** The row, and what is wrong with it, in one line. */
  public String label() {
    return mutation.label();
  }

  /**
   * The rule set with the mistake.
   *
   * @throws io.github.workerfsm.table.IllegalTableException if its table does not prove itself
   */
  public RuleSet rules() {
    return original.withTable(mutation.table()).named(original.name() + " with " + mutation);
  }

  @Override
  public String toString() {
    return mutation.toString();
  }
}
