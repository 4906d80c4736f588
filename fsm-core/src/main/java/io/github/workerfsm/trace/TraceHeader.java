package io.github.workerfsm.trace;

import io.github.workerfsm.worker.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a trace. Unknown members are ignored when read, so that a header may say more.
 *
 * @param source what was recorded, for example {@code dask.distributed 2022.12.1}
 * @param name unique within a corpus
 * @param kind {@code unit}, {@code cluster}, {@code workload}, {@code fuzz}, {@code synthetic}, or
 *     another word for where the trace comes from
 * @param settings the settings that the machine starts with
 * @param validate whether the recorded machine checked itself; without effect here
 * @param lines step lines that follow; null when the recording ended before that was known
 * @param stimuli events in them; null likewise
 * @param deterministicLines leading lines that are deterministic; null likewise
 */
public record TraceHeader(
    String source,
    String name,
    String kind,
    Settings settings,
    boolean validate,
    @Nullable Long lines,
    @Nullable Long stimuli,
    @Nullable Long deterministicLines)
    implements TraceLine {
  /** The version of the format. */
  public static final long VERSION = 1;

  /** A header of a trace that is yet to be recorded. */
  public static TraceHeader of(String source, String name, String kind, Settings settings) {
    return new TraceHeader(source, name, kind, settings, false, null, null, null);
  }

  static TraceHeader read(Members m) {
    Object version = m.take("trace", "the version of the format, " + VERSION);
    if (!Long.valueOf(VERSION).equals(version)) {
      throw m.wrong("trace", version, "version " + VERSION + " of the format");
    }
    String source = m.text("source");
    String name = m.text("name");
    String kind = m.text("kind");
    Members config = m.object("config", "the config");
    boolean validate = config.has("validate") && config.flag("validate");
    Settings settings = SettingsFormat.read(config);
    Long stimuli = m.wholeOrNull("stimuli");
    Long lines = m.wholeOrNull("lines");
    if (!m.takeNull("deterministic")) {
      m.flag("deterministic");
    }
    return new TraceHeader(
        source,
        name,
        kind,
        settings,
        validate,
        lines,
        stimuli,
        m.wholeOrNull("deterministic_lines"));
  }

  @Override
  public Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("trace", VERSION);
    tree.put("source", source);
    tree.put("name", name);
    tree.put("kind", kind);
    tree.put("config", SettingsFormat.tree(settings, validate));
    tree.put("stimuli", stimuli);
    tree.put("lines", lines);
    tree.put("deterministic", deterministic());
    tree.put("deterministic_lines", deterministicLines);
    return tree;
  }

  /** Whether all lines are deterministic; null when that is not known. */
  public @Nullable Boolean deterministic() {
    if (lines == null || deterministicLines == null) {
      return null;
    }
    return lines.equals(deterministicLines);
  }
}
