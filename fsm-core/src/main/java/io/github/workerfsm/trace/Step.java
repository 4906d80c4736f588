package io.github.workerfsm.trace;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.github.workerfsm.event.Event;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line with what a machine was told in one call, and what it answered.
 *
 * @param events handed over in one call, in order
 * @param answer what came of it
 * @param deterministic whether, up to here, the answer follows from the events alone
 * @param ordered whether the order of the instructions does, too
 */
public record Step(
    ImmutableList<Event> events, Answer answer, boolean deterministic, boolean ordered)
    implements TraceLine {

  static Step read(Members line) {
    ImmutableList<Event> events =
        line.has("stimuli")
            ? line.objects("stimuli", "a stimulus").stream()
                .map(EventFormat::read)
                .collect(toImmutableList())
            : ImmutableList.of(EventFormat.read(line.object("stimulus", "the stimulus")));
    Answer answer = Answer.read(line);
    Step step =
        new Step(
            events, answer, flag("deterministic", line, answer), flag("ordered", line, answer));
    line.nothingElse();
    return step;
  }

  private static boolean flag(String name, Members line, Answer answer) {
    return (answer.raised() != null && !line.has(name)) || line.flag(name);
  }

  @Override
  public Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    ImmutableList<?> stimuli = stimuli();
    if (stimuli.size() == 1) {
      tree.put("stimulus", stimuli.get(0));
    } else {
      tree.put("stimuli", stimuli);
    }
    answer.putInto(tree);
    tree.put("deterministic", deterministic);
    tree.put("ordered", ordered);
    return tree;
  }

  /** The tasks that the events name, each once. */
  ImmutableSet<String> keys() {
    return stimuli().stream()
        .flatMap(stimulus -> RecordedInstruction.keys(stimulus).stream())
        .collect(toImmutableSet());
  }

  /** The events as a trace has them. */
  ImmutableList<Map<String, @Nullable Object>> stimuli() {
    return events.stream().map(EventFormat::tree).collect(toImmutableList());
  }
}
