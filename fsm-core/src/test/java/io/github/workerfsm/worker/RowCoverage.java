package io.github.workerfsm.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.table.Transition;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Fails the build when the tests of the rooms leave out a row of the current table: what no test
 * takes, no test specifies. Every {@link WorkerScript} is watched.
 *
 * <p>The verdict is given when all tests have ended, and only when every class of {@link #ROOMS}
 * has run and none has failed: a part of the suite takes a part of the rows. Rows that only random
 * walks take do not count; see {@code ReachTest} for what the walks reach.
 */
final class RowCoverage implements BeforeAllCallback, TestWatcher {
  /** The classes that specify the rows together. */
  static final Set<Class<?>> ROOMS =
      Set.of(
          ComputeRulesTest.class,
          TransferRulesTest.class,
          CancellationRulesTest.class,
          OutcomeRulesTest.class,
          ReleaseRulesTest.class);

  private static final Namespace NAMESPACE = Namespace.create(RowCoverage.class);

  /** Machines are made by static methods, far from any extension; hence static. */
  private static final Set<Transition<?, ?, ?, ?>> TAKEN = ConcurrentHashMap.newKeySet();

  /** Notes every row that the machine takes from now on. */
  static void watch(WorkerStateMachine machine) {
    machine.observe(
        (task, from, requested, landing, row) -> {
          if (row != null) {
            TAKEN.add(row);
          }
        });
  }

  /** The rows that a test suite has to take. */
  static List<? extends Transition<?, ?, ?, ?>> untaken(Set<Transition<?, ?, ?, ?>> taken) {
    return RuleSet.CURRENT.table().rows().stream()
        .filter(row -> !row.isNever() && !taken.contains(row))
        .toList();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    verdict(context).ran.add(context.getRequiredTestClass());
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    verdict(context).failed = true;
  }

  private static Verdict verdict(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Verdict.class, key -> new Verdict(), Verdict.class);
  }

  /** Given when the engine closes its store, after the last test. */
  static final class Verdict implements AutoCloseable {
    private final Set<Class<?>> ran = ConcurrentHashMap.newKeySet();
    private volatile boolean failed;

    @Override
    public void close() {
      if (ran.containsAll(ROOMS) && !failed) {
        assertThat(untaken(TAKEN))
            .as("rows of table %s that no test of the rooms takes", RuleSet.CURRENT.table().name())
            .isEmpty();
      }
    }
  }
}
