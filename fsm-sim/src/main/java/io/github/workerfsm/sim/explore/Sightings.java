package io.github.workerfsm.sim.explore;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How often each kind of thing was seen, and where first. Used by one thread at a time. */
final class Sightings {

  private final long[] counts = new long[FindingKind.values().length];
  private final Map<FindingKind, Sighting> first = new EnumMap<>(FindingKind.class);

  void add(FindingKind kind, Sighting sighting) {
    add(kind, sighting, 1);
  }

  /** {@code sighting} is the smallest of {@code count}. */
  void add(FindingKind kind, Sighting sighting, long count) {
    counts[kind.ordinal()] += count;
    first.merge(kind, sighting, (a, b) -> a.compareTo(b) <= 0 ? a : b);
  }

  /** Takes over all of {@code other}, which is of no use afterwards. */
  void addAll(Sightings other) {
    for (FindingKind kind : FindingKind.values()) {
      counts[kind.ordinal()] += other.counts[kind.ordinal()];
    }
    other.first.forEach(
        (kind, seen) -> first.merge(kind, seen, (a, b) -> a.compareTo(b) <= 0 ? a : b));
  }

  void save(LongWriter out) throws IOException {
    for (FindingKind kind : FindingKind.values()) {
      out.put(count(kind));
      Sighting seen = first(kind);
      if (seen != null) {
        out.put(seen.level());
        out.put(seen.fingerprint());
        out.put(seen.action() + 1L);
        out.put(seen.invariant() + 1L);
      }
    }
  }

  void load(LongReader in) throws IOException {
    for (FindingKind kind : FindingKind.values()) {
      long count = in.get();
      if (count != 0) {
        int level = in.getInt(Integer.MAX_VALUE);
        long fingerprint = in.get();
        int action = in.getInt(Integer.MAX_VALUE) - 1;
        add(
            kind,
            new Sighting(level, fingerprint, action, in.getInt(Integer.MAX_VALUE) - 1),
            count);
      }
    }
  }

  long count(FindingKind kind) {
    return counts[kind.ordinal()];
  }

  @Nullable Sighting first(FindingKind kind) {
    return first.get(kind);
  }

  /** The level of the farthest sighting that is shown, or 0. */
  int deepest() {
    return first.values().stream().mapToInt(Sighting::level).max().orElse(0);
  }

  boolean isEmpty() {
    return first.isEmpty();
  }
}
