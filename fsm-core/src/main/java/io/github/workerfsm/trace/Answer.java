package io.github.workerfsm.trace;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.worker.Gauges;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a step, recorded or now.
 *
 * @param instructions what the machine returned, in order; empty when it threw
 * @param raised what it threw: the name of an exception, perhaps with its message; null when it
 *     returned
 * @param transitions in the order in which they were carried out
 * @param states by key, the state after the step of every key whose state the step changed
 * @param counts gauges after the step; null when it threw and nobody looked
 */
public record Answer(
    ImmutableList<RecordedInstruction> instructions,
    @Nullable String raised,
    ImmutableList<RecordedTransition> transitions,
    ImmutableMap<String, RecordedState> states,
    @Nullable Gauges counts) {

  static Answer read(Members line) {
    if (line.has("raised")) {
      return new Answer(
          ImmutableList.of(),
          line.text("raised"),
          line.has("transitions") ? readTransitions(line) : ImmutableList.of(),
          line.has("states") ? readStates(line) : ImmutableMap.of(),
          line.has("counts") ? Counts.read(line.object("counts", "\"counts\"")) : null);
    }
    return new Answer(
        line.objects("instructions", "an instruction").stream()
            .map(RecordedInstruction::read)
            .collect(toImmutableList()),
        null,
        readTransitions(line),
        readStates(line),
        Counts.read(line.object("counts", "\"counts\"")));
  }

  private static ImmutableList<RecordedTransition> readTransitions(Members line) {
    return line.list("transitions", "a list").stream()
        .map(element -> RecordedTransition.read(element, line))
        .collect(toImmutableList());
  }

  private static ImmutableMap<String, RecordedState> readStates(Members line) {
    Members states = line.object("states", "\"states\"");
    ImmutableMap.Builder<String, RecordedState> byKey = ImmutableMap.builder();
    states.names().forEach(key -> byKey.put(key, RecordedState.read(key, states)));
    return byKey.buildOrThrow();
  }

  void putInto(Map<String, @Nullable Object> tree) {
    if (raised == null) {
      tree.put("instructions", instructions.stream().map(RecordedInstruction::members).toList());
    } else {
      tree.put("raised", raised);
    }
    tree.put("transitions", transitions.stream().map(RecordedTransition::tree).toList());
    Map<String, Object> byKey = new LinkedHashMap<>();
    states.forEach((key, state) -> byKey.put(key, state.tree()));
    tree.put("states", byKey);
    if (counts != null) {
      tree.put("counts", Counts.tree(counts));
    }
  }
}
