package io.github.workerfsm.sim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.sim.scheduler.SchedulerRules;
import io.github.workerfsm.sim.world.LivePorts;
import io.github.workerfsm.sim.world.NetworkRules;
import io.github.workerfsm.sim.world.Ports;
import io.github.workerfsm.sim.world.SchedulerPort;
import io.github.workerfsm.sim.world.WorkerPort;
import io.github.workerfsm.sim.world.World;
import io.github.workerfsm.sim.world.WorldText;
import io.github.workerfsm.worker.RuleSet;
import io.github.workerfsm.worker.Settings;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/**
 * What a scheduler has to keep among real worker machines, whatever happens and in whatever order.
 * Extend it with a scheduler of your own:
 *
 * <pre>{@code
 * class OwnSchedulerTest extends SchedulerProperties {
 *   protected SchedulerPort scheduler() {
 *     return new OwnScheduler();
 *   }
 * }
 * }</pre>
 *
 * <p>Ids of properties (S1 to S11, A1, A2, L1 to L6) are those of the scenarios. What fails is told
 * with the world and all that happened in it, in the notation of the scenarios.
 */
@PropertyDefaults(tries = 500, edgeCases = EdgeCasesMode.NONE)
public abstract class SchedulerProperties {

  /** For subclasses, which jqwik makes. */
  protected SchedulerProperties() {}

  /** A scheduler that has just started. */
  protected abstract SchedulerPort scheduler();

  /** What the workers go by; {@link RuleSet#CURRENT} unless overridden. */
  protected RuleSet workerRules() {
    return RuleSet.CURRENT;
  }

  /** What event loop and network go by; {@link NetworkRules#CURRENT} unless overridden. */
  protected NetworkRules network() {
    return NetworkRules.CURRENT;
  }

  /** Worlds and walks for {@code @ForAll("plans")}; override it for other worlds or faults. */
  @Provide
  protected Arbitrary<WorldPlan> plans() {
    return WorldArbitraries.plans();
  }

  /** Safety: S1 to S11 hold after every single event. */
  @Property
  public void every_event_keeps_every_safety_property(@ForAll("plans") WorldPlan plan) {
    WorldWalk walk = plan.walk(ports());
    walk.atRest();
    assertThat(walk.unsafe()).as("what is violated in %s", walk).isEmpty();
  }

  /** Agreement and liveness: A1, A2 and L1 to L4 hold once everything due has happened. */
  @Property
  public void at_rest_all_agree_and_every_wanted_key_has_an_outcome(
      @ForAll("plans") WorldPlan plan) {
    WorldWalk walk = plan.walk(ports());
    assertThat(walk.atRest()).as("what does not hold at rest of %s", walk).isEmpty();
  }

  /** L5: nothing is left anywhere once nothing is wanted any more. */
  @Property
  public void after_release_all_tables_are_empty(@ForAll("plans") WorldPlan plan) {
    WorldWalk walk = plan.walk(ports());
    walk.atRest();
    assertThat(walk.afterRelease()).as("what is left after %s", walk).isEmpty();
    assertThat(walk.unsafe()).as("what is violated in %s", walk).isEmpty();
  }

  /** Determinism: the same choices lead to the same state, in which the same can happen. */
  @Property(tries = 100)
  public void the_same_choices_lead_to_the_same_state(@ForAll("plans") WorldPlan plan) {
    WorldWalk walk = plan.walk(ports());
    World again = World.of(plan.spec(), ports());
    walk.choices().forEach(again::apply);
    assertThat(new WorldText(again).fingerprint())
        .isEqualTo(new WorldText(walk.world()).fingerprint());
    assertThat(again.choices()).isEqualTo(walk.world().choices());
  }

  private Ports ports() {
    Ports live = new LivePorts(workerRules(), SchedulerRules.CURRENT, network());
    return new Ports() {
      @Override
      public WorkerPort worker(Settings settings) {
        return live.worker(settings);
      }

      @Override
      public SchedulerPort scheduler() {
        return SchedulerProperties.this.scheduler();
      }

      @Override
      public NetworkRules network() {
        return live.network();
      }
    };
  }
}
