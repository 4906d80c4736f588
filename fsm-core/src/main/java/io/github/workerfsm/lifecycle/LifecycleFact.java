package io.github.workerfsm.lifecycle;

import io.github.workerfsm.table.Fact;
import java.util.function.Predicate;

/** The facts at which the guards of the life-cycle table look. */
enum LifecycleFact implements Fact<TaskEntry> {
  /** Of an attempt that has been given up. */
  OLDER_ATTEMPT("its attempt has been given up", entry -> entry.said().olderThan(entry.attempt)),
  /** Of an attempt that the endpoint has begun by itself, of which nothing was heard so far. */
  NEWER_ATTEMPT("its attempt is news", entry -> entry.said().attempt() > entry.attempt),
  /** Over a connection that has been given up. */
  OLDER_EPOCH("its connection has been given up", entry -> entry.said().epoch() < entry.epoch),
  /** Over a connection that is later than the one on record. */
  NEWER_EPOCH("its connection is news", entry -> entry.said().epoch() > entry.epoch),
  /** After the attempt that is reported on another one is allowed. */
  RETRY_LEFT("it may be tried again", TaskEntry::mayRetry),
  /** The heartbeats of the endpoint are missing. */
  SUSPECT("its endpoint is missed", entry -> entry.suspect),
  /** It runs although its client has cancelled it. */
  CANCELLING("its client has cancelled it", entry -> entry.cancelling),
  /** The result that comes is the one that came before. */
  SAME_RESULT("its result is known", TaskEntry::hearsKnownResult),
  /** Its end has been stored, and the client told. */
  PUBLISHED("its end is published", entry -> entry.published);

  private final String phrase;
  private final Predicate<TaskEntry> test;

  LifecycleFact(String phrase, Predicate<TaskEntry> test) {
    this.phrase = phrase;
    this.test = test;
  }

  @Override
  public boolean holds(TaskEntry entry) {
    return test.test(entry);
  }

  @Override
  public String phrase() {
    return phrase;
  }
}
