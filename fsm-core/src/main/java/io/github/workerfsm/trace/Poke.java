package io.github.workerfsm.trace;

import io.github.workerfsm.worker.Settings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line that says: the embedding program changed these settings directly before the next step. */
public final class Poke implements TraceLine {
  private final Map<String, @Nullable Object> changes;

  private Poke(Map<String, @Nullable Object> changes) {
    this.changes = Collections.unmodifiableMap(changes);
  }

  /**
   * What has to be said to get from the one to the other; null when nothing has.
   *
   * @param before the settings until now
   * @param after the settings from now on
   */
  public static @Nullable Poke between(Settings before, Settings after) {
    Map<String, @Nullable Object> changes = SettingsFormat.changes(before, after);
    return changes.isEmpty() ? null : new Poke(changes);
  }

  static Poke read(Members line, Settings before) {
    Map<String, @Nullable Object> changes = line.map("poke", "an object of settings");
    Poke poke = new Poke(new LinkedHashMap<>(changes));
    poke.applyTo(before);
    line.nothingElse();
    return poke;
  }

  /** The settings after the poke. */
  public Settings applyTo(Settings before) {
    return SettingsFormat.poke(before, new Members("the poke", new LinkedHashMap<>(changes)));
  }

  @Override
  public Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("poke", changes);
    return tree;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Poke that && changes.equals(that.changes);
  }

  @Override
  public int hashCode() {
    return changes.hashCode();
  }

  /** As a trace has it. */
  @Override
  public String toString() {
    return Json.text(tree());
  }
}
