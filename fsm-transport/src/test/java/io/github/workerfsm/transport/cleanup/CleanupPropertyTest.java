package io.github.workerfsm.transport.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * One coordinator, one node, and a network that delays, repeats, reorders and, for a while, loses:
 * after the end of the lease nothing of it runs, and nothing of it starts any more.
 */
class CleanupPropertyTest {
  private static final UUID LEASE = new UUID(0, 1);

  /** A message under way; a job to submit, a kill, or its confirmation. */
  private record Letter(UUID submit, Kill kill, long confirm) {}

  @Property(tries = 500)
  void no_orphan_job_whatever_the_network_does(@ForAll long seed) {
    Random random = new Random(seed);
    CleanupLedger ledger = new CleanupLedger(10);
    ledger.open(LEASE);
    Set<UUID> running = new LinkedHashSet<>();
    List<UUID> asked = new ArrayList<>();
    JobTable node =
        new JobTable(
            new JobTable.Runner() {
              @Override
              public void run(UUID ref) {
                assertThat(running.add(ref)).isTrue();
              }

              @Override
              public void askToStop(UUID ref) {
                asked.add(ref);
              }

              @Override
              public void tellExit(UUID ref) {}
            });
    List<Letter> network = new ArrayList<>();
    int end = 5 + random.nextInt(20);
    for (long now = 0; now < 200; now++) {
      if (now < end && ledger.register(LEASE, "n", new UUID(1, now))) {
        network.add(new Letter(new UUID(1, now), null, 0));
      } else if (now == end) {
        ledger.end(LEASE, now).forEach(kill -> network.add(new Letter(null, kill, 0)));
      }
      ledger.tick(now).forEach(kill -> network.add(new Letter(null, kill, 0)));
      for (int n = network.size(); n > 0; n--) {
        Letter letter = network.get(random.nextInt(network.size()));
        boolean calm = now > 100;
        if (calm || random.nextInt(3) != 0) {
          network.remove(letter);
        }
        boolean lost = !calm && letter.submit == null && random.nextInt(3) == 0;
        if (!lost) {
          deliver(letter, ledger, node, network, now);
        }
        if (network.isEmpty()) {
          break;
        }
      }
      for (UUID ref : List.copyOf(asked)) {
        if (random.nextBoolean()) {
          asked.remove(ref);
          running.remove(ref);
          node.exited(ref, now);
        }
      }
    }
    assertThat(network).isEmpty();
    assertThat(running).isEmpty();
    assertThat(ledger.leases()).isZero();
    assertThat(ledger.orphanAgeNanos(200)).isZero();
  }

  private static void deliver(
      Letter letter, CleanupLedger ledger, JobTable node, List<Letter> network, long now) {
    if (letter.submit != null) {
      node.submit(letter.submit, now);
    } else if (letter.kill != null) {
      letter.kill.refs().forEach(ref -> node.kill(ref, now));
      network.add(new Letter(null, null, letter.kill.number()));
    } else {
      ledger.confirmed("n", letter.confirm);
    }
  }
}
