package io.github.workerfsm.transport.stream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which senders a coordinator starts: for each range the first that is ready. Nobody is started
 * before every range has one; whoever is ready for a range that is covered is not wanted. Not
 * thread-safe; order is the order in which senders were added.
 *
 * <p>Source: the start phase of CouchDB's {@code fabric_streams}.
 *
 * @param <R> ranges
 * @param <W> senders; each is for one range
 */
public final class RingCover<R, W> {
  private final Map<W, R> candidates = new LinkedHashMap<>();
  private final Map<R, W> winners = new LinkedHashMap<>();
  private final Set<R> ranges = new LinkedHashSet<>();

  /** What to do about a sender that is ready. */
  public enum Verdict {
    /** Its range has a sender: cancel it. */
    CANCEL,
    /** It is noted; others are still missing. */
    WAIT,
    /** It was the last that was missing: start all {@link #winners}, let go of all others. */
    START,
    /** Nobody has asked it: ignore it. */
    IGNORE
  }

  /** A sender has been asked for a range. */
  public void add(R range, W sender) {
    ranges.add(range);
    candidates.put(sender, range);
  }

  /** A sender is ready. */
  public Verdict ready(W sender) {
    R range = candidates.get(sender);
    if (range == null) {
      return Verdict.IGNORE;
    }
    if (winners.containsKey(range)) {
      candidates.remove(sender);
      return Verdict.CANCEL;
    }
    winners.put(range, sender);
    return complete() ? Verdict.START : Verdict.WAIT;
  }

  /**
   * A sender is lost.
   *
   * @return the range that nobody can cover any more; null when the rest still covers everything
   */
  public @Nullable R lost(W sender) {
    R range = candidates.remove(sender);
    if (range == null) {
      return null;
    }
    winners.remove(range, sender);
    return candidates.containsValue(range) ? null : range;
  }

  /** Whether every range has a sender that is ready. */
  public boolean complete() {
    return winners.size() == ranges.size();
  }

  /** The senders to start, one a range. */
  public List<W> winners() {
    return List.copyOf(winners.values());
  }

  /** The senders that are not wanted: to be killed once the winners are started. */
  public List<W> losers() {
    List<W> losers = new ArrayList<>(candidates.keySet());
    losers.removeAll(winners.values());
    return losers;
  }
}
