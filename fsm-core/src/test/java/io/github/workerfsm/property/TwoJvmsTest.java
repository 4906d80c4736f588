package io.github.workerfsm.property;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.github.workerfsm.worker.Dump;
import io.github.workerfsm.worker.RuleSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same events give the same instructions in another JVM, whatever its identity hashes and the
 * salt of its unordered collections.
 */
class TwoJvmsTest {
  private static final int WALKS = 300;

  /** A hash of every instruction of many walks, and of the machines at their ends. */
  private static String fingerprint() {
    Hasher hasher = Hashing.sha256().newHasher();
    for (int seed = 0; seed < WALKS; seed++) {
      Scope scope = Scope.values()[seed % Scope.values().length];
      Walk walk = Walk.of(scope, RuleSet.CURRENT, Steps.seeded(seed));
      walk.instructions.forEach(instruction -> hasher.putString(instruction.toString(), UTF_8));
      hasher.putString(Dump.of(walk.machine), UTF_8);
    }
    return hasher.hash().toString();
  }

  /** What the other JVM runs. */
  public static void main(String[] args) {
    System.out.println(fingerprint());
  }

  @Test
  void the_same_walks_have_the_same_fingerprint() {
    assertThat(fingerprint()).isEqualTo(fingerprint());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4})
  void another_jvm_with_other_identity_hashes_gives_the_same_instructions(int hashCode)
      throws IOException, InterruptedException {
    Process other =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UnlockExperimentalVMOptions",
                    "-XX:hashCode=" + hashCode,
                    "-Xshare:auto",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    TwoJvmsTest.class.getName()))
            .redirectErrorStream(true)
            .start();
    String output = new String(other.getInputStream().readAllBytes(), UTF_8);
    assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(output.strip()).isEqualTo(fingerprint());
  }
}
