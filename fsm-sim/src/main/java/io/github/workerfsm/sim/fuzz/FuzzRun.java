package io.github.workerfsm.sim.fuzz;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.counterexample.Aftermath;
import io.github.workerfsm.sim.world.Choice;
import io.github.workerfsm.sim.world.ChoiceKind;
import io.github.workerfsm.sim.world.LivePorts;
import io.github.workerfsm.sim.world.Violation;
import io.github.workerfsm.sim.world.World;
import io.github.workerfsm.sim.world.WorldHash;
import io.github.workerfsm.sim.world.WorldSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run: a phase in which faults happen and every safety property is checked after every event,
 * then {@link Aftermath}. The same seed, strategy and beginning give the same run, event by event,
 * in every process.
 */
public final class FuzzRun {
  /** Steps after which a world that does not come to rest is suspected to never do. */
  public static final int GRACE = 400;

  /** Kinds of faults that are tried before a world at rest is left alone. */
  private static final int DRAWS = 8;

  private static final ChoiceKind[] KINDS = ChoiceKind.values();

  private final WorldSpec spec;
  private final Trail trail = new Trail();
  private final Coverage coverage;
  private final World world;
  private final Swarm swarm;
  private final Strategy strategy;
  private final Dice faults;
  private final int[] left;
  private final List<Choice> choices = new ArrayList<>();
  private final List<Choice> wanted = new ArrayList<>();
  private long events;

  private FuzzRun(
      WorldSpec spec, long seed, StrategyKind strategy, LivePorts rules, Coverage coverage) {
    this.spec = spec;
    this.coverage = coverage;
    this.world = World.of(spec, new ObservedPorts(rules, trail, coverage));
    this.swarm = Swarm.of(seed);
    this.strategy = strategy.of(seed, swarm, spec.workers().size());
    this.faults = Dice.of(seed, Dice.Stream.FAULTS);
    this.left = swarm.times();
  }

  /** Plays the run of this seed. */
  public static RunResult play(
      long seed, StrategyKind strategy, LivePorts rules, Coverage coverage) {
    return play(Workload.of(seed), List.of(), seed, strategy, rules, coverage);
  }

  /** Plays a run that begins with these choices, in this cluster. */
  static RunResult play(
      WorldSpec spec,
      List<Choice> beginning,
      long seed,
      StrategyKind strategy,
      LivePorts rules,
      Coverage coverage) {
    FuzzRun run = new FuzzRun(spec, seed, strategy, rules, coverage);
    for (Choice choice : beginning) {
      run.choose(choice);
    }
    return run.play();
  }

  private RunResult play() {
    for (int i = 0; i < swarm.steps() && world.sound(); i++) {
      Choice next = next(i);
      if (next == null) {
        break;
      }
      choose(next);
    }
    List<Violation> violations =
        world.sound() ? Aftermath.play(world, this::step, GRACE).violations() : world.violations();
    return new RunResult(
        spec, ImmutableList.copyOf(choices), ImmutableList.copyOf(violations), events, trail);
  }

  private void choose(Choice choice) {
    choices.add(choice);
    coverage.after(choices.size());
    step(choice);
  }

  private void step(Choice choice) {
    trail.add(choice.header());
    trail.add(choice.keys());
    if (choice.kind() == ChoiceKind.GATHER_PARTIAL && choice.keys() != 0) {
      coverage.mark(Mark.PARTIAL_REPLY);
    }
    world.apply(choice);
    events++;
    trail.endStep();
  }

  /** What happens next; null when nothing does that is not switched off. */
  private @Nullable Choice next(int step) {
    Choice again = again();
    if (again != null) {
      return again;
    }
    if (faults.chance(swarm.faultPermille())) {
      Choice fault = fault();
      if (fault != null) {
        return fault;
      }
    }
    wanted.clear();
    List<Choice> due = world.dueChoices();
    for (int i = 0; i < due.size(); i++) {
      if (swarm.weight(due.get(i).kind()) > 0 && !swarm.slow(due.get(i))) {
        wanted.add(due.get(i));
      }
    }
    return wanted.isEmpty() ? stir() : wanted.get(strategy.next(wanted, step));
  }

  /** The last wish again, if it has just been taken back and the client is like that. */
  private @Nullable Choice again() {
    Choice last = choices.isEmpty() ? null : choices.get(choices.size() - 1);
    if (last == null
        || last.kind() != ChoiceKind.RELEASE
        || !faults.chance(swarm.wantsAgainPermille())) {
      return null;
    }
    Choice wish = Choice.want(last.keys(), 0);
    return world.offers(wish) ? wish : null;
  }

  /** A fault, when nothing else can happen. */
  private @Nullable Choice stir() {
    Choice fault = null;
    for (int i = 0; i < DRAWS && fault == null; i++) {
      fault = fault();
    }
    return fault;
  }

  /** A fault of a kind that is drawn by weight; null when none of that kind can happen now. */
  private @Nullable Choice fault() {
    int all = 0;
    for (ChoiceKind kind : KINDS) {
      all += left[kind.ordinal()] > 0 ? swarm.weight(kind) : 0;
    }
    int drawn = all == 0 ? 0 : faults.below(all);
    for (ChoiceKind kind : KINDS) {
      int i = kind.ordinal();
      drawn -= left[i] > 0 ? swarm.weight(kind) : 0;
      if (left[i] > 0 && drawn < 0) {
        List<Choice> possible = world.faultChoices(kind);
        if (possible.isEmpty()) {
          return null;
        }
        left[i]--;
        return possible.get(faults.below(possible.size()));
      }
    }
    return null;
  }

  /** A number that is the same for two runs exactly when all their events were. */
  static long digest(RunResult result) {
    return WorldHash.mix(result.trail().hash(), result.events());
  }
}
