package io.github.workerfsm.transport.status;

import io.github.workerfsm.transport.message.Message;
import io.github.workerfsm.transport.message.TaskReport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects status changes and hands them out in numbered reports, each a snapshot of its own, until
 * they are acknowledged. A lost report is sent again; an unknown acknowledgement changes nothing.
 *
 * <p>A task that finishes before its change was reported is left out: its result says more.
 *
 * <p>Nanoseconds, monotonic, handed in. Not thread-safe.
 */
public final class StatusReporter {
  /** Reports that may be under way; what changes meanwhile waits, once a task. */
  public static final int WINDOW = 16;

  /**
   * One report.
   *
   * @param sequence from 1
   * @param changed in order of change, at most 4,096; empty in a report that only says "alive"
   */
  public record Report(long sequence, List<TaskReport> changed) {}

  /**
   * All that it goes by.
   *
   * @param changed what no report has yet
   * @param underWay what is not acknowledged, oldest first
   * @param sentNanos how long ago that was sent; as long as until it is sent again, if longer; 0
   *     where nothing is under way
   */
  public record Image(
      List<TaskReport> changed, List<Report> underWay, long lastSequence, long sentNanos) {}

  private final Map<String, TaskReport> changed = new LinkedHashMap<>();
  private final Deque<Report> unacknowledged = new ArrayDeque<>();
  private final long resendNanos;
  private long lastSequence;
  private long lastSentNanos;

  /**
   * Starts with nothing to report.
   *
   * @param resendNanos reports that are not acknowledged for so long are sent again
   */
  public StatusReporter(long resendNanos) {
    if (resendNanos <= 0) {
      throw new IllegalArgumentException("resend after " + resendNanos + " ns, expected over 0");
    }
    this.resendNanos = resendNanos;
  }

  /** A task has changed, or finished. */
  public void changed(TaskReport report) {
    changed.remove(report.task());
    if (!report.status().terminal()) {
      changed.put(report.task(), report);
    }
  }

  /** Takes what has changed into new reports, as far as the window allows. */
  public List<Report> take(long nowNanos) {
    List<Report> reports = new ArrayList<>();
    boolean first = unacknowledged.isEmpty();
    while (!changed.isEmpty() && unacknowledged.size() < WINDOW) {
      reports.add(number(firstEntries()));
    }
    // Not for later ones: whoever reports all the time would never send a lost one again.
    if (first && !reports.isEmpty()) {
      lastSentNanos = nowNanos;
    }
    return reports;
  }

  /** Reports that were sent long ago and are not acknowledged, oldest first. */
  public List<Report> resend(long nowNanos) {
    if (unacknowledged.isEmpty() || nowNanos - lastSentNanos < resendNanos) {
      return List.of();
    }
    return resendAll(nowNanos);
  }

  /** All reports that are not acknowledged, oldest first: the connection is a new one. */
  public List<Report> resendAll(long nowNanos) {
    lastSentNanos = nowNanos;
    return List.copyOf(unacknowledged);
  }

  /** Everything up to this report has arrived. */
  public void acknowledged(long sequence) {
    if (sequence > lastSequence) {
      return;
    }
    while (!unacknowledged.isEmpty() && unacknowledged.getFirst().sequence() <= sequence) {
      unacknowledged.removeFirst();
    }
  }

  /**
   * The receiver has begun a new life and knows nothing: what is not acknowledged is reported anew,
   * numbered from 1. What the old life had acknowledged is for the caller to report again.
   */
  public void restart() {
    List<TaskReport> later = List.copyOf(changed.values());
    changed.clear();
    for (Report report : unacknowledged) {
      report.changed().forEach(this::changed);
    }
    later.forEach(this::changed);
    unacknowledged.clear();
    lastSequence = 0;
  }

  /**
   * The same where the caller knows everything that there is to tell: nothing else is reported, in
   * particular not what was under way of tasks that have finished since, which would make them look
   * alive to a receiver that has not seen their ends.
   */
  public void restart(List<TaskReport> everything) {
    changed.clear();
    unacknowledged.clear();
    lastSequence = 0;
    everything.forEach(this::changed);
  }

  /** What it goes by now. */
  public Image image(long nowNanos) {
    return new Image(
        List.copyOf(changed.values()),
        List.copyOf(unacknowledged),
        lastSequence,
        unacknowledged.isEmpty() ? 0 : Math.min(nowNanos - lastSentNanos, resendNanos));
  }

  /** Does from now on what one with this image would do; for simulation. */
  public void restore(Image image, long nowNanos) {
    changed.clear();
    image.changed().forEach(report -> changed.put(report.task(), report));
    unacknowledged.clear();
    unacknowledged.addAll(image.underWay());
    lastSequence = image.lastSequence();
    lastSentNanos = nowNanos - image.sentNanos();
  }

  /** Changes that no report has yet. */
  public int waiting() {
    return changed.size();
  }

  /** Reports under way. */
  public int underWay() {
    return unacknowledged.size();
  }

  private List<TaskReport> firstEntries() {
    List<TaskReport> entries = new ArrayList<>();
    Iterator<TaskReport> all = changed.values().iterator();
    while (all.hasNext() && entries.size() < Message.MAX_ENTRIES) {
      entries.add(all.next());
      all.remove();
    }
    return List.copyOf(entries);
  }

  private Report number(List<TaskReport> entries) {
    Report report = new Report(++lastSequence, entries);
    unacknowledged.addLast(report);
    return report;
  }
}
