package io.github.workerfsm.sim.mutation;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.worker.RuleSet;
import io.github.workerfsm.worker.TransitionObserver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One worker, to which the scheduler may say anything at any time. */
final class LoneGame implements Game<Stimulus, Event> {
  @Override
  public String name() {
    return "lone worker";
  }

  @Override
  public Trial<Stimulus, Event> play(
      RuleSet rules, long seed, @Nullable TransitionObserver observer) {
    return LoneTrial.of(rules, Stimulus.seeded(seed), observer);
  }

  @Override
  public Trial<Stimulus, Event> replay(RuleSet rules, long seed, List<Stimulus> steps) {
    return LoneTrial.of(rules, steps, null);
  }

  @Override
  public String place(long seed) {
    return "worker W(1, R=1) with peers A and B";
  }

  @Override
  public ImmutableList<String> tell(long seed, Trial<Stimulus, Event> trial) {
    return trial.happened().stream().map(EventText::print).collect(toImmutableList());
  }
}
