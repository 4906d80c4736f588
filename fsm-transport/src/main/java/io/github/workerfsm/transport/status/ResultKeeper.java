package io.github.workerfsm.transport.status;

import io.github.workerfsm.transport.message.TaskReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the ends of tasks until whoever waits for them has stored them: until then each is sent
 * again when nothing was acknowledged for long, and over each new connection. So it may arrive
 * twice, but not never.
 *
 * <p>An end is small: what goes with it, the value or the exception, is kept by whoever asks for it
 * by the name of its task.
 *
 * <p>Nanoseconds, monotonic, handed in. Not thread-safe. Order is the order of the ends.
 */
public final class ResultKeeper {
  private final long resendNanos;
  private final Map<String, TaskReport> kept = new LinkedHashMap<>();
  private long sentNanos;

  /**
   * All that it goes by.
   *
   * @param sentNanos how long ago they were sent; as long as until they are sent again, if longer;
   *     0 without any
   */
  public record Image(List<TaskReport> kept, long sentNanos) {}

  /**
   * Keeps nothing yet.
   *
   * @param resendNanos ends that are not acknowledged for so long are sent again
   */
  public ResultKeeper(long resendNanos) {
    if (resendNanos <= 0) {
      throw new IllegalArgumentException("resend after " + resendNanos + " ns, expected over 0");
    }
    this.resendNanos = resendNanos;
  }

  /**
   * A task has ended; the caller sends this now. The first end of a task counts.
   *
   * @return whether it is news
   * @throws IllegalArgumentException for a status that is no end
   */
  public boolean keep(TaskReport end, long nowNanos) {
    if (!end.status().terminal()) {
      throw new IllegalArgumentException(
          "task " + end.task() + " is " + end.status() + ", expected SUCCESS or FAILED");
    }
    if (kept.isEmpty()) {
      sentNanos = nowNanos;
    }
    return kept.putIfAbsent(end.task(), end) == null;
  }

  /** The end of this task is stored. */
  public void acknowledged(String task) {
    kept.remove(task);
  }

  /** Ends that were sent long ago and are not acknowledged. */
  public List<TaskReport> resend(long nowNanos) {
    return kept.isEmpty() || nowNanos - sentNanos < resendNanos ? List.of() : resendAll(nowNanos);
  }

  /** All ends that are not acknowledged: the connection is a new one. */
  public List<TaskReport> resendAll(long nowNanos) {
    sentNanos = nowNanos;
    return List.copyOf(kept.values());
  }

  /** How many are kept. */
  public int size() {
    return kept.size();
  }

  /** What it goes by now. */
  public Image image(long nowNanos) {
    return new Image(
        List.copyOf(kept.values()),
        kept.isEmpty() ? 0 : Math.min(nowNanos - sentNanos, resendNanos));
  }

  /** Does from now on what one with this image would do; for simulation. */
  public void restore(Image image, long nowNanos) {
    kept.clear();
    image.kept().forEach(end -> kept.put(end.task(), end));
    sentNanos = nowNanos - image.sentNanos();
  }
}
