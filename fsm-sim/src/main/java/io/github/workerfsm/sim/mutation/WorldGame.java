package io.github.workerfsm.sim.mutation;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.explore.cluster.Cluster;
import io.github.workerfsm.sim.world.Choice;
import io.github.workerfsm.sim.world.ChoiceText;
import io.github.workerfsm.sim.world.FaultBudget;
import io.github.workerfsm.sim.world.LivePorts;
import io.github.workerfsm.sim.world.Ports;
import io.github.workerfsm.worker.RuleSet;
import io.github.workerfsm.worker.TransitionObserver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Small worlds: workers by the rules that are tried, and a scheduler as it should be. */
final class WorldGame implements Game<Choice, Choice> {
  @Override
  public String name() {
    return "world";
  }

  @Override
  public Trial<Choice, Choice> play(
      RuleSet rules, long seed, @Nullable TransitionObserver observer) {
    LivePorts live = ports(rules);
    Ports ports = observer == null ? live : live.observed(observer);
    return WorldTrial.of(Portfolio.world(seed), ports, new RandomCourse(seed));
  }

  @Override
  public Trial<Choice, Choice> replay(RuleSet rules, long seed, List<Choice> steps) {
    return WorldTrial.of(Portfolio.world(seed), ports(rules), new ListedCourse(steps));
  }

  static LivePorts ports(RuleSet rules) {
    return new LivePorts(rules, LivePorts.CURRENT.schedulerRules(), LivePorts.CURRENT.network());
  }

  @Override
  public String place(long seed) {
    return new Cluster(Portfolio.world(seed).with(FaultBudget.NONE), LivePorts.CURRENT).toString();
  }

  @Override
  public ImmutableList<String> tell(long seed, Trial<Choice, Choice> trial) {
    ChoiceText text = new ChoiceText(Portfolio.world(seed));
    return trial.happened().stream().map(text::print).collect(toImmutableList());
  }
}
