package io.github.workerfsm.table;

/**
 * An atomic yes-or-no statement about a subject, from which {@link Guard}s are built.
 *
 * <p>Implemented by an enum, so that a table can enumerate every combination of the facts that a
 * pair of rows looks at and prove its guards instead of trusting them. A fact is a pure function of
 * the subject: it changes nothing and always gives the same answer for the same subject state.
 *
 * @param <C> the subject of a transition
 */
public interface Fact<C> {
  /** The name by which guards, tables and error messages refer to this fact. */
  String name();

  /** Position among the facts of the same enum, from 0 to 30. */
  int ordinal();

  /** Whether the statement is true of {@code subject} now. */
  boolean holds(C subject);

  /** The statement as a clause about "it", for example {@code "its transfer has ended"}. */
  String phrase();
}
