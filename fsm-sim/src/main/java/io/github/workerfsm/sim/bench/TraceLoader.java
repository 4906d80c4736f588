package io.github.workerfsm.sim.bench;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.replay.TraceSource;
import io.github.workerfsm.trace.TraceHeader;
import io.github.workerfsm.trace.TraceLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the selected traces of a file into memory. */
final class TraceLoader implements TraceSource.LineTaker {
  private final String file;
  private final Predicate<? super TraceHeader> selected;
  private final List<LoadedTrace> traces = new ArrayList<>();
  private final List<TraceLine> lines = new ArrayList<>();
  private @Nullable TraceHeader header;
  private long headerLine;

  private TraceLoader(String file, Predicate<? super TraceHeader> selected) {
    this.file = file;
    this.selected = selected;
  }

  static List<LoadedTrace> load(TraceSource source, Predicate<? super TraceHeader> selected)
      throws IOException {
    TraceLoader loader = new TraceLoader(source.name(), selected);
    source.read(bytes -> {}, loader);
    loader.finish();
    return loader.traces;
  }

  @Override
  public boolean take(TraceLine line, long number) {
    if (line instanceof TraceHeader next) {
      finish();
      header = selected.test(next) ? next : null;
      headerLine = number;
    } else if (header != null) {
      lines.add(line);
    }
    return true;
  }

  private void finish() {
    if (header != null) {
      traces.add(new LoadedTrace(file, headerLine, header, ImmutableList.copyOf(lines)));
    }
    lines.clear();
  }
}
