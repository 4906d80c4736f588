package io.github.workerfsm.table;

/**
 * Decides in which order subjects that come out of one unordered collection are processed.
 *
 * @param <C> the subject
 */
public interface SiblingOrder<C> {
  /** The subject with the lowest rank is processed first. */
  int rank(C subject);
}
