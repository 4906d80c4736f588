package io.github.workerfsm.sim.mutation;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.worker.RuleSet;
import io.github.workerfsm.worker.TransitionObserver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way to try rules: something is made to happen, by a seed or by a list of steps, and judged.
 *
 * @param <S> a step
 * @param <H> what a step makes happen
 */
interface Game<S, H> {
  /** Its name, for reports: with the seed it says how to repeat a run. */
  String name();

  /** Plays what the seed says; the observer, if there is one, hears of every move. */
  Trial<S, H> play(RuleSet rules, long seed, @Nullable TransitionObserver observer);

  /** Plays steps where the seed would have been played; what cannot happen is left out. */
  Trial<S, H> replay(RuleSet rules, long seed, List<S> steps);

  /** Where the seed is played, in one line. */
  String place(long seed);

  /** What happened, a line each, in the notation of scenarios. */
  ImmutableList<String> tell(long seed, Trial<S, H> trial);
}
