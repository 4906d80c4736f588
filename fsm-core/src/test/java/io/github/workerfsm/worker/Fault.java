package io.github.workerfsm.worker;

import static io.github.workerfsm.worker.WorkerScript.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.workerfsm.check.InvariantViolation;
import java.util.function.UnaryOperator;

/** Workers with one historic fault, and what can be seen to be broken about them. */
final class Fault {
  private Fault() {}

  /** A worker with one thread, under the current rules and one override. */
  static WorkerScript faulty(String override) {
    return faulty(override, settings -> settings);
  }

  static WorkerScript faulty(String override, UnaryOperator<Settings.Builder> settings) {
    return worker(RuleSet.CURRENT.with(RuleOverrides.byName(override)), settings).unchecked();
  }

  /** The invariants with these identities are broken, others perhaps as well. */
  static void breaks(WorkerScript worker, String... identities) {
    InvariantViolation violation =
        catchThrowableOfType(InvariantViolation.class, () -> worker.machine().check());
    assertThat(violation).as("violation of an invariant").isNotNull();
    assertThat(violation.findings().stream().map(finding -> finding.invariant().id()))
        .contains(identities);
  }
}
