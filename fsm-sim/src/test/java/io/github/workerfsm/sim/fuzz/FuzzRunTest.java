package io.github.workerfsm.sim.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.sim.scenario.ScenarioRules;
import io.github.workerfsm.sim.world.LivePorts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One run of the fuzzer. */
class FuzzRunTest {
  private static final int SEEDS = 40;

  /** Prints a digest of runs, for a process that is to be compared with this one. */
  public static void main(String[] args) {
    System.out.println(digest());
  }

  private static String digest() {
    StringBuilder digest = new StringBuilder();
    for (int seed = 0; seed < SEEDS; seed++) {
      StrategyKind strategy = StrategyKind.values()[seed % StrategyKind.values().length];
      digest.append(Long.toHexString(FuzzRun.digest(play(seed, strategy)))).append(' ');
    }
    return digest.toString().strip();
  }

  private static RunResult play(long seed, StrategyKind strategy) {
    LivePorts ports = ScenarioRules.CURRENT.ports();
    return FuzzRun.play(seed, strategy, ports, new Coverage(ports.workerRules()));
  }

  @ParameterizedTest
  @EnumSource(StrategyKind.class)
  void the_same_seed_gives_the_same_run(StrategyKind strategy) {
    for (int seed = 0; seed < SEEDS; seed++) {
      RunResult first = play(seed, strategy);
      RunResult second = play(seed, strategy);
      assertThat(first.trail().firstDifference(second.trail())).as("seed %s", seed).isEqualTo(-1);
      assertThat(second.choices()).isEqualTo(first.choices());
    }
  }

  @Test
  void another_process_with_other_hash_codes_gives_the_same_runs() throws Exception {
    assertThat(inAnotherProcess()).isEqualTo(digest());
  }

  private static String inAnotherProcess() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UnlockExperimentalVMOptions");
    command.add("-XX:hashCode=2");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(FuzzRunTest.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return out.strip();
  }

  @Test
  void runs_that_differ_say_from_which_event_on() {
    Trail one = new Trail();
    Trail other = new Trail();
    for (int i = 0; i < 300; i++) {
      one.add(i);
      other.add(i < 217 ? i : -i);
      one.endStep();
      other.endStep();
    }
    assertThat(one.firstDifference(other)).isEqualTo(217);
    assertThat(one.firstDifference(one)).isEqualTo(-1);
  }

  @Test
  void switching_one_stream_does_not_shift_another() {
    Dice faults = Dice.of(7, Dice.Stream.FAULTS);
    Dice network = Dice.of(7, Dice.Stream.NETWORK);
    long first = network.next();
    faults.next();
    assertThat(Dice.of(7, Dice.Stream.NETWORK).next()).isEqualTo(first);
    assertThat(faults.next()).isNotEqualTo(network.next());
  }
}
