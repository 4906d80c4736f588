package io.github.workerfsm.sim.mutation;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.world.Violation;
import org.jspecify.annotations.Nullable;

/**
 * One run, judged: the steps of a walk, then everything that is due until all is at rest, then the
 * release of all that is wanted, then rest again. Ends with the first violation.
 *
 * @param steps the steps of the walk that could happen when their turn came; playing them again
 *     gives the same run
 * @param happened everything that happened, what followed the steps included
 * @param stage where the violation was seen; where the run ended, if there is none
 * @param violation the first property that did not hold, or null
 * @param <S> a step
 * @param <H> what a step makes happen
 */
record Trial<S, H>(
    ImmutableList<S> steps, ImmutableList<H> happened, Stage stage, @Nullable Violation violation) {

  /** When a violation is seen. */
  enum Stage {
    /** During the steps. */
    STEPS,
    /** On the way to rest. */
    SETTLING,
    /** At rest. */
    REST,
    /** After everything has been released. */
    RELEASED
  }

  /** Whether a property did not hold. */
  boolean violated() {
    return violation != null;
  }
}
