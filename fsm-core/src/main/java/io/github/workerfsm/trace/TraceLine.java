package io.github.workerfsm.trace;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line of a trace file. A trace is a {@link TraceHeader} and the lines up to the next one. */
public sealed interface TraceLine permits TraceHeader, Poke, Step {
  /** The line as a tree of members in the order of the format, to be written. */
  Map<String, @Nullable Object> tree();
}
