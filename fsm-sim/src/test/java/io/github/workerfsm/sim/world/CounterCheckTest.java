package io.github.workerfsm.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.worker.Settings;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

/** S11: a counter that changes without its reason is found, one that changes for it is not. */
class CounterCheckTest {
  private static final long ONE_DEATH = 1L << Integer.SIZE;

  private final WorldSpec spec = SmallWorlds.of("x; y<x", 2, FaultBudget.NONE);
  private final ChoiceText text = new ChoiceText(spec);

  /** By how much the scheduler is wrong once it has handled the next stimulus. */
  private long slip;

  private long error;

  private final World world = World.of(spec, miscounting());

  private void play(String... choices) {
    for (String choice : choices) {
      world.apply(text.parse(choice));
    }
  }

  @Test
  void deaths_and_failures_that_happen_are_counted() {
    play("S>A", "A dies", "S notices A", "S>B", "B thread failure x", "B>S");
    assertThat(world.violations()).isEmpty();
  }

  @Test
  void a_death_that_nobody_died_is_found() {
    play("S>A", "A thread success x");
    slip = ONE_DEATH;
    play("A>S");
    assertThat(world.violations()).extracting(Violation::property).contains("S11");
    assertThat(world.violations().get(0).what())
        .startsWith("1 workers are said to have died with it, 0 before");
  }

  @Test
  void a_death_that_is_counted_twice_is_found() {
    play("S>A", "A dies");
    slip = ONE_DEATH;
    play("S notices A");
    assertThat(world.violations()).extracting(Violation::property).contains("S11");
  }

  @Test
  void a_retry_out_of_nowhere_is_found() {
    play("S>A", "A thread success x");
    slip = 1;
    play("A>S");
    assertThat(world.violations()).extracting(Violation::property).contains("S11");
    assertThat(world.violations().get(0).what()).startsWith("1 failures are allowed, 0 before");
  }

  private Ports miscounting() {
    return new Ports() {
      @Override
      public WorkerPort worker(Settings settings) {
        return LivePorts.CURRENT.worker(settings);
      }

      @Override
      public SchedulerPort scheduler() {
        SchedulerPort honest = LivePorts.CURRENT.scheduler();
        return (SchedulerPort)
            Proxy.newProxyInstance(
                SchedulerPort.class.getClassLoader(),
                new Class<?>[] {SchedulerPort.class},
                (proxy, method, arguments) -> {
                  try {
                    Object answer = method.invoke(honest, arguments);
                    error = method.getName().equals("handle") ? slip : error;
                    return method.getName().equals("counters") ? (long) answer + error : answer;
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
      }

      @Override
      public NetworkRules network() {
        return LivePorts.CURRENT.network();
      }
    };
  }
}
