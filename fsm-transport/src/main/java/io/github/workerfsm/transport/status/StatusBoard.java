package io.github.workerfsm.transport.status;

import io.github.workerfsm.transport.message.TaskReport;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The latest status of each task, whatever order the news comes in: a higher attempt replaces a
 * lower one, within an attempt the later status the earlier one, and the end, of whichever attempt,
 * everything but another end. Any permutation and repetition of the same reports, in which a task
 * has one end, gives the same board.
 *
 * <p>Finished tasks are remembered up to a bound, the oldest end going first, so that a late report
 * does not revive them. Not thread-safe.
 */
public final class StatusBoard {
  /** Finished tasks that are remembered unless told otherwise. */
  public static final int FINISHED_WINDOW = 100_000;

  /**
   * All that it goes by.
   *
   * @param finished the oldest end first
   */
  public record Image(List<TaskReport> open, List<TaskReport> finished) {}

  private final Map<String, TaskReport> open = new LinkedHashMap<>();
  private final Map<String, TaskReport> finished = new LinkedHashMap<>();
  private final int window;
  private long late;

  /** An empty board that remembers {@link #FINISHED_WINDOW} ends. */
  public StatusBoard() {
    this(FINISHED_WINDOW);
  }

  /** An empty board that remembers so many ends. */
  public StatusBoard(int window) {
    this.window = window;
  }

  /**
   * Notes a report.
   *
   * @return whether it was news; false for one that is late or known
   */
  public boolean note(TaskReport report) {
    TaskReport known = of(report.task());
    if (known != null && !replaces(report, known)) {
      late++;
      return false;
    }
    if (report.status().terminal()) {
      open.remove(report.task());
      finished.put(report.task(), report);
      forgetOldest();
    } else {
      open.put(report.task(), report);
    }
    return true;
  }

  private static boolean replaces(TaskReport report, TaskReport known) {
    if (known.status().terminal()) {
      return false;
    }
    return report.status().terminal()
        || report.attempt() > known.attempt()
        || (report.attempt() == known.attempt() && report.status().compareTo(known.status()) > 0);
  }

  private void forgetOldest() {
    Iterator<String> oldest = finished.keySet().iterator();
    while (finished.size() > window) {
      oldest.next();
      oldest.remove();
    }
  }

  /** The latest report of the task; null when there is none. */
  public @Nullable TaskReport of(String task) {
    TaskReport report = open.get(task);
    return report == null ? finished.get(task) : report;
  }

  /** What it goes by. */
  public Image image() {
    return new Image(List.copyOf(open.values()), List.copyOf(finished.values()));
  }

  /** Does from now on what one with this image would do; for simulation. */
  public void restore(Image image) {
    open.clear();
    image.open().forEach(report -> open.put(report.task(), report));
    finished.clear();
    image.finished().forEach(report -> finished.put(report.task(), report));
  }

  /** The latest reports of the tasks that have not finished, the longest known first. */
  public List<TaskReport> unfinished() {
    return List.copyOf(open.values());
  }

  /** Tasks that have not finished. */
  public int open() {
    return open.size();
  }

  /** Reports that changed nothing. */
  public long late() {
    return late;
  }
}
