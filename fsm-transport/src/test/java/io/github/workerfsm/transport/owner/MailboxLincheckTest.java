package io.github.workerfsm.transport.owner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Every interleaving that was seen is one of the sequential ones. In a JVM of its own: the checker
 * rewrites classes, which it cannot when others have been loaded before.
 */
class MailboxLincheckTest {
  @Test
  void the_mailbox_is_linearizable() throws Exception {
    Process checker =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    MailboxLincheck.class.getName()))
            .redirectErrorStream(true)
            .start();
    String output = new String(checker.getInputStream().readAllBytes(), UTF_8);
    assertThat(checker.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(output).contains("linearizable");
    assertThat(checker.exitValue()).as(output).isZero();
  }
}
