package io.github.workerfsm.lifecycle;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the rules work on besides a task: the report, the time, the timers and the counts. */
final class Desk {
  final LifecycleSettings settings;
  private final TreeSet<Timer> timers = new TreeSet<>(Timer.ORDER);
  private final Map<Ignored, Long> counts = new EnumMap<>(Ignored.class);
  private ImmutableList.Builder<Effect> effects = ImmutableList.builder();
  private @Nullable Ignored ignored;
  private long timersSet;
  private long nowMillis;

  Desk(LifecycleSettings settings) {
    this.settings = settings;
  }

  /** Begins to handle a report that arrives now. */
  void begin(long atMillis) {
    nowMillis = atMillis;
    ignored = null;
    effects = ImmutableList.builder();
  }

  long nowMillis() {
    return nowMillis;
  }

  void emit(Effect... more) {
    effects.add(more);
  }

  void emit(ImmutableList<Effect> more) {
    effects.addAll(more);
  }

  ImmutableList<Effect> effects() {
    return effects.build();
  }

  /** Notes that the report changes nothing, and why. */
  void ignore(Ignored kind) {
    ignored = kind;
    counts.merge(kind, 1L, Long::sum);
  }

  /** Why the report changes nothing; null when it changes something. */
  @Nullable Ignored ignored() {
    return ignored;
  }

  long count(Ignored kind) {
    return counts.getOrDefault(kind, 0L);
  }

  /** Starts a timer of a task, instead of the one that runs for the same purpose. */
  void start(TaskEntry entry, Timer.Purpose purpose, Duration after) {
    stop(entry, purpose);
    Timer timer = new Timer(nowMillis + after.toMillis(), timersSet++, entry, purpose);
    entry.timers[purpose.ordinal()] = timer;
    timers.add(timer);
  }

  void stop(TaskEntry entry, Timer.Purpose purpose) {
    Timer timer = entry.timers[purpose.ordinal()];
    if (timer != null) {
      timers.remove(timer);
      entry.timers[purpose.ordinal()] = null;
    }
  }

  void stopAll(TaskEntry entry) {
    for (Timer.Purpose purpose : Timer.Purpose.values()) {
      stop(entry, purpose);
    }
  }

  /** Takes the first timer that is due; null when none is. */
  @Nullable Timer takeDue(long atMillis) {
    if (timers.isEmpty() || timers.first().dueAtMillis() > atMillis) {
      return null;
    }
    Timer timer = timers.first();
    stop(timer.entry(), timer.purpose());
    return timer;
  }

  OptionalLong nextDueAtMillis() {
    return timers.isEmpty() ? OptionalLong.empty() : OptionalLong.of(timers.first().dueAtMillis());
  }
}
