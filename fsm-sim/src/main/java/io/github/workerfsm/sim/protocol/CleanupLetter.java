package io.github.workerfsm.sim.protocol;

import io.github.workerfsm.transport.cleanup.Kill;
import java.util.UUID;

/** What is under way over a connection. */
sealed interface CleanupLetter {
  /** Counted from 1. */
  int connection();

  /** A job to be run. */
  record Submit(int connection, UUID ref) implements CleanupLetter {}

  /** Jobs not to be run any more. */
  record Strike(int connection, Kill kill) implements CleanupLetter {}

  /** The kill with this number has been carried out. */
  record Confirm(int connection, long number) implements CleanupLetter {}
}
