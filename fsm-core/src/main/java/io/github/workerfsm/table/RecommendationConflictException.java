package io.github.workerfsm.table;

/** The two halves of a detour recommend different moves for one subject. */
public final class RecommendationConflictException extends TransitionException {
  private static final long serialVersionUID = 1;

  RecommendationConflictException(String message) {
    super(message);
  }
}
