package io.github.workerfsm.spring;

import io.github.workerfsm.table.Transition;
import org.jspecify.annotations.Nullable;

/**
 * What one event goes through. It travels in a header of the event's message, so that what Spring
 * persists of a machine contains nothing of ours, and so that an exception, which Spring drops, is
 * found again.
 *
 * <p>A row with one landing is carried out as Spring's action. A row whose rule decides between
 * several has to be carried out before, while Spring still chooses between the transitions that it
 * has been translated to: the guard of the first of them does it, and the others remember.
 */
final class Course<S extends Enum<S>, T extends Enum<T>, C, R> {
  private final RowAction<S, T, C, R> action;
  private final C subject;
  private final @Nullable Object argument;

  /** The row that has been carried out; null when none has, or the rule has failed. */
  private @Nullable Transition<S, T, C, R> row;

  private @Nullable S landing;
  private @Nullable Throwable failure;

  Course(RowAction<S, T, C, R> action, C subject, @Nullable Object argument) {
    this.action = action;
    this.subject = subject;
    this.argument = argument;
  }

  /** The course of an event that somebody else has carried out already. */
  @SuppressWarnings("unchecked") // the row is only compared with those of the table
  static <S extends Enum<S>, T extends Enum<T>, C, R> Course<S, T, C, R> following(
      Transition<S, T, ?, ?> row, S landing, C subject) {
    Course<S, T, C, R> course =
        new Course<>(
            (chosen, moved, argument) -> {
              throw new IllegalStateException("row " + chosen + " has been carried out already");
            },
            subject,
            null);
    course.row = (Transition<S, T, C, R>) row;
    course.landing = landing;
    return course;
  }

  /** Whether the transition of {@code candidate} that lands in {@code target} is to be taken. */
  boolean admits(Transition<S, T, C, R> candidate, S target) {
    if (failure != null) {
      return false;
    }
    if (row == null) {
      if (!holds(candidate)) {
        return false;
      }
      if (candidate.onlyLanding() != null) {
        return true;
      }
      carryOut(candidate);
    }
    return row == candidate && landing == target;
  }

  /** Spring has chosen; a row that has not been carried out yet is carried out now. */
  void taken(Transition<S, T, C, R> chosen) {
    if (row == null) {
      carryOut(chosen);
    }
    if (failure != null) {
      throw new IllegalStateException("row " + chosen + " has failed", failure);
    }
  }

  private boolean holds(Transition<S, T, C, R> candidate) {
    try {
      return candidate.guard().holds(subject);
    } catch (RuntimeException | Error e) {
      failure = e;
      return false;
    }
  }

  private void carryOut(Transition<S, T, C, R> chosen) {
    try {
      S landed = action.carryOut(chosen, subject, argument);
      if (!chosen.landings().contains(landed)) {
        throw new OutOfStepException(
            "row "
                + chosen
                + " landed "
                + subject
                + " in "
                + landed
                + ", declared are "
                + chosen.landings());
      }
      landing = landed;
      row = chosen;
    } catch (RuntimeException | Error e) {
      failure = e;
    }
  }

  /** Throws what a guard or a rule has thrown, if one has. */
  void rethrow() {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
  }

  /** The row that has been carried out; null when none has. */
  @Nullable Transition<S, T, C, R> row() {
    return row;
  }

  /** Where the row has landed the subject; null when none has been carried out. */
  @Nullable S landing() {
    return landing;
  }
}
