package io.github.workerfsm.lifecycle;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;

/** What happens when a report changes nothing: it is counted, and perhaps answered. */
enum IgnoreRules implements LifecycleRule {
  /** Nobody waits for an answer. */
  STALE(Ignored.STALE),
  /** Nobody waits for an answer. */
  LATE(Ignored.LATE),
  /** Nobody waits for an answer. */
  DUPLICATE(Ignored.DUPLICATE),
  /** Nobody waits for an answer. */
  UNKNOWN(Ignored.UNKNOWN),
  /** Nobody waits for an answer. */
  MOOT(Ignored.MOOT),

  /** Whoever submits again has not had the answer. */
  ANSWER_AGAIN(Ignored.DUPLICATE, Effect.STORE, Effect.ANSWER),

  /** Whoever cancels again has seen no effect; the first request may be lost. */
  STOP_AGAIN(Ignored.DUPLICATE, Effect.STOP),

  /** The endpoint need not keep what nobody will read. */
  DISCARD_STALE(Ignored.STALE, Effect.ACKNOWLEDGE),
  /** The endpoint need not keep what nobody will read. */
  DISCARD_UNKNOWN(Ignored.UNKNOWN, Effect.ACKNOWLEDGE),
  /** The endpoint need not keep what nobody will read. */
  DISCARD_LATE(Ignored.LATE, Effect.ACKNOWLEDGE),

  /** The endpoint has not had the acknowledgement. */
  ACKNOWLEDGE_AGAIN(Ignored.DUPLICATE, Effect.ACKNOWLEDGE),

  /** It is not known to be stored: that comes first. */
  PUBLISH_AGAIN(Ignored.DUPLICATE, Effect.STORE, Effect.PUBLISH),

  /** What was published stays. */
  CONTRADICT(Ignored.CONFLICT, Effect.ACKNOWLEDGE, Effect.LOG_CONFLICT),

  /** What came first stays, but is not known to be stored: the acknowledgement has to wait. */
  CONTRADICT_EARLY(Ignored.CONFLICT, Effect.STORE, Effect.PUBLISH, Effect.LOG_CONFLICT) {
    @Override
    public LifecycleState apply(Desk desk, TaskEntry entry, @Nullable Object detail) {
      entry.acknowledgementOwed = true;
      return super.apply(desk, entry, detail);
    }
  };

  private final Ignored kind;
  private final ImmutableList<Effect> effects;

  IgnoreRules(Ignored kind, Effect... effects) {
    this.kind = kind;
    this.effects = ImmutableList.copyOf(effects);
  }

  @Override
  public LifecycleState apply(Desk desk, TaskEntry entry, @Nullable Object detail) {
    desk.ignore(kind);
    desk.emit(effects);
    return entry.state();
  }
}
